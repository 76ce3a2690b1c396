-- Opens the new documents; a credit note is open with a negative amount.
insert into open_item (
    invoice_id, customer_id, currency, open_minor, original_minor, document_on, due_on, number,
    reference, discount_basis_points, discount_until)
select invoice_id, customer_id, currency, signed.amount_minor, signed.amount_minor, document_on,
    due_on, number, reference, discount_basis_points, discount_until
from incoming_invoice
cross join lateral (
    select case when kind = 'credit_note' then -gross_minor else gross_minor end as amount_minor
) as signed
where verdict = 'new'
order by invoice_id
