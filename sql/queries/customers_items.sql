-- $1 customers; all that is open on them.
select invoice_id, customer_id, open_minor, original_minor, currency, document_on, due_on, is_held,
    discount_basis_points, discount_until, number, reference
from open_item
where customer_id = any ($1::bigint[])
