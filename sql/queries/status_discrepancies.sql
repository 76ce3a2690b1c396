-- Open discrepancies by code, the worst first.
select code, severity, count(*), min(first_seen_on)
from discrepancy_state
where is_open
group by code, severity
order by array_position(array['high', 'medium', 'low'], severity), count(*) desc, code
