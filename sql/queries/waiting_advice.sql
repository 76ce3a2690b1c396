-- $1 paid on or after; advice whose money has not come, oldest first.
-- A lockbox traces its cheques by batch and item: `001/002`.
select advice.id, notification, account,
    case when notification <> 0 and feed.format = 'bailockbox' then split_part(trace, '/', 1)
        else '' end,
    coalesce(own_account_id, 0)::bigint, trace_key, payer_name, payer_account, currency,
    amount_minor, paid_on
from advice
join feed on feed.id = feed_id
where amount_minor > 0 and coalesce(paid_on >= $1, true)
    and not exists (select 1 from advice_use where advice_id = advice.id)
order by advice.id
