-- Payments by what was last decided about them, with their sums.
select last.outcome, payment.currency, count(*), sum(payment.amount_minor)::bigint
from payment
join (
    select distinct on (payment_id) payment_id, outcome
    from decision
    order by payment_id, batch_id desc
) as last on last.payment_id = payment.id
group by last.outcome, payment.currency
order by last.outcome, payment.currency
