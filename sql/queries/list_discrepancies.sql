-- $1 code or null for all, $2 whether open, null for both, $3 number of rows. The worst and oldest
-- first.
select id, code, severity, entity, entity_id, customer_id, currency, amount_minor, first_seen_on,
    occurrences, is_open, last_event, last_on, sentence, alternatives, evidence
from discrepancy_state
where ($1::text is null or code = $1)
    and ($2::boolean is null or is_open = $2)
order by is_open desc, array_position(array['high', 'medium', 'low'], severity), first_seen_on, id
limit $3
