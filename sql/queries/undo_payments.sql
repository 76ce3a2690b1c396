-- $1 payments, $2 posting days as text, $3 reasons, $4 batch
-- Undoes every application and difference of these payments that still stands: a transfer back for
-- each, naming what it undoes.
with undone as (
    select payment_id, posted_on::date as posted_on, reason
    from unnest($1::bigint[], $2::text[], $3::text[]) as given (payment_id, posted_on, reason)
)
insert into correction (
    batch_id, posted_on, undone_kind, undone_id, debit_account, credit_account, currency,
    amount_minor, customer_id, invoice_id, payment_id, reason)
select $4, undone.posted_on, part.kind, part.id, part.credit_account, part.debit_account,
    part.currency, part.amount_minor, part.customer_id, part.invoice_id, part.payment_id,
    undone.reason
from undone
join (
    select 'allocation' as kind, id, debit_account, credit_account, currency, amount_minor,
        customer_id, invoice_id, payment_id
    from allocation
    where payment_id = any ($1::bigint[])
    union all
    select 'adjustment', id, debit_account, credit_account, currency, amount_minor, customer_id,
        invoice_id, payment_id
    from adjustment
    where payment_id = any ($1::bigint[]) and kind in ('tolerance', 'charge_deduction', 'discount')
) as part using (payment_id)
where not exists (
    select 1
    from correction
    where correction.undone_kind = part.kind and correction.undone_id = part.id)
order by part.kind, part.id
