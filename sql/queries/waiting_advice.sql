-- $1 paid on or after; advice whose money has not come, oldest first.
select id, notification, account, coalesce(own_account_id, 0)::bigint, trace_key, payer_name,
    payer_account, currency, amount_minor, paid_on
from advice
where amount_minor > 0 and coalesce(paid_on >= $1, true)
    and not exists (select 1 from advice_use where advice_id = advice.id)
order by id
