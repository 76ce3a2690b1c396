-- $1 batch id, $2 feed id or null, $3 whether credit notes, else all others
-- Adds the staged documents that were judged new.
insert into invoice (
    id, number, number_key, kind, customer_id, document_on, due_on, currency, gross_minor,
    reference, refers_to, discount_basis_points, discount_until, batch_id, feed_id)
select invoice_id, number, number_key, kind, customer_id, document_on, due_on, currency,
    gross_minor, reference, refers_to_id, discount_basis_points, discount_until, $1::bigint,
    $2::bigint
from incoming_invoice
where verdict = 'new' and (kind = 'credit_note') = $3
order by invoice_id
