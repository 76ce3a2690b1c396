-- $1 payments; the last decision about each: outcome, gate, customer, rest, sentence and
-- alternatives, to tell whether a new one says anything new.
select distinct on (payment_id) payment_id, outcome, gate, coalesce(customer_id, 0), sentence,
    alternatives
from decision
where payment_id = any ($1::bigint[])
order by payment_id, batch_id desc
