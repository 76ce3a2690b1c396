-- $1 due before, $2 due on or after
-- Payers' own advice whose money has not come. Without a day of its own an advice is due when its
-- file comes.
select advice.id, advice.currency, advice.amount_minor, advice.payer_name, advice.trace,
    coalesce(advice.paid_on, first.arrived_at::date), first.original_name, advice.line
from advice
join lateral (
    select arrived_at, original_name
    from arrival
    where arrival.feed_id = advice.feed_id
    order by arrived_at
    limit 1
) as first on true
where advice.notification = 0 and advice.amount_minor > 0
    and coalesce(advice.paid_on, first.arrived_at::date) < $1
    and coalesce(advice.paid_on, first.arrived_at::date) >= $2
    and not exists (select 1 from advice_use where advice_use.advice_id = advice.id)
order by advice.id
