-- $1 advice; what they say, in their order.
select advice_id, document, party_name, party_account, end_to_end_id, text, paid_minor
from advice_line
where advice_id = any ($1::bigint[])
order by advice_id, ordinal
