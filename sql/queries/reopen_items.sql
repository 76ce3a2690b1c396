-- $1 payments, $2 batch
-- Opens again what the batch's corrections of these payments undid, with the original due date;
-- puts their cash back where it lay.
with back as (
    select invoice_id, sum(
        case when debit_account = 1200 then amount_minor else -amount_minor end) as open_minor
    from correction
    where batch_id = $2 and payment_id = any ($1::bigint[]) and invoice_id is not null
    group by invoice_id
),
kept as (
    update open_item
    set open_minor = open_item.open_minor + back.open_minor
    from back
    where open_item.invoice_id = back.invoice_id
    returning open_item.invoice_id
)
insert into open_item (
    invoice_id, customer_id, currency, open_minor, original_minor, document_on, due_on, number,
    reference, discount_basis_points, discount_until)
select id, customer_id, currency, back.open_minor,
    case when kind = 'credit_note' then -gross_minor else gross_minor end, document_on,
    terms.due_on, number, terms.reference, discount.discount_basis_points,
    discount.discount_until
from back
join invoice on invoice.id = back.invoice_id
join invoice_terms as terms on terms.invoice_id = invoice.id
join invoice_discount as discount on discount.invoice_id = invoice.id
where not exists (select 1 from kept where kept.invoice_id = back.invoice_id)
