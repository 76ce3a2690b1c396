-- $1 customers, null for all, $2 first, $3 last value date of the payments to decide
-- What was let off customers in the calendar months of these days: tolerance and charges that
-- stand. Rows: customer, currency, first day of the month, sum.
select adjustment.customer_id, adjustment.currency, value_month(payment.value_on) as month,
    sum(adjustment.amount_minor)::bigint
from adjustment
join payment on payment.id = adjustment.payment_id
where adjustment.kind in ('tolerance', 'charge_deduction')
    and adjustment.customer_id is not null
    and ($1::bigint[] is null or adjustment.customer_id = any ($1::bigint[]))
    and value_month(payment.value_on) between value_month($2::date) and value_month($3::date)
    and not exists (
        select 1
        from correction
        where correction.undone_kind = 'adjustment' and correction.undone_id = adjustment.id)
group by adjustment.customer_id, adjustment.currency, month
