-- $1 batch, $2 the most that may be let off a customer in a month, in minor units
-- Customers whom the batch lets something off and who then had more than that in the month of the
-- value date, as sentences. Discounts do not count. The engine keeps to the budget itself; this
-- proves it where the money is written.
with touched as (
    select distinct adjustment.customer_id, adjustment.currency,
        value_month(payment.value_on) as month
    from adjustment
    join payment on payment.id = adjustment.payment_id
    where adjustment.batch_id = $1 and adjustment.kind in ('tolerance', 'charge_deduction')
)
select 'customer ' || customer.number || ' would be let off ' || sum(adjustment.amount_minor)
    || ' minor units of ' || touched.currency || ' in ' || to_char(touched.month, 'YYYY-MM')
    || ', the policy allows ' || $2::bigint
from touched
join adjustment on adjustment.customer_id = touched.customer_id
    and adjustment.currency = touched.currency
    and adjustment.kind in ('tolerance', 'charge_deduction')
join payment on payment.id = adjustment.payment_id
    and value_month(payment.value_on) = touched.month
join customer on customer.id = touched.customer_id
where not exists (
    select 1
    from correction
    where correction.undone_kind = 'adjustment' and correction.undone_id = adjustment.id)
group by customer.number, touched.currency, touched.month
having sum(adjustment.amount_minor) > $2::bigint
order by customer.number
