-- $1 last batch, $2 first day of the history, $3 last day
-- How the payments of each month fared at their first decision: how many, how much, how many whole
-- and how much at all without a person.
with receipt as (
    select id, date_trunc('month', posted_on)::date as month, currency, amount_minor
    from payment
    where posted_on between $2 and $3
        and batch_id <= $1
), first_decision as (
    select distinct on (decision.payment_id) decision.payment_id, decision.rest_minor,
        batch.kind <> 'person' as is_automatic
    from decision
    join batch on batch.id = decision.batch_id
    where decision.batch_id <= $1
    order by decision.payment_id, decision.batch_id
)
select receipt.month, receipt.currency, count(*), sum(receipt.amount_minor)::bigint,
    count(*) filter (where is_automatic and rest_minor = 0),
    coalesce(sum(receipt.amount_minor - rest_minor) filter (where is_automatic), 0)::bigint
from receipt
left join first_decision on first_decision.payment_id = receipt.id
group by 1, 2
order by 2, 1
