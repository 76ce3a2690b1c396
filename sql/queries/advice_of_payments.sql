-- $1 payments; the advice each was joined to.
select payment_id, advice_id
from advice_use
where payment_id = any ($1::bigint[])
order by payment_id, advice_id
