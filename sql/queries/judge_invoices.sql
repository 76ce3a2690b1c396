-- $1 whether credit notes are judged, else all others; $2 columns of the list, separated by commas
-- Compares staged documents with the ledger and gives each its verdict, and a new one its id.
-- Credit notes come second, when the invoices of the same list that they refer to are in place.
-- What the list has no column for is not compared.
with given as (
    select incoming.*, coalesce(incoming.kind = 'credit_note', false) as is_credit,
        'reference' = any (string_to_array($2, ',')) as has_reference,
        'refers_to' = any (string_to_array($2, ',')) as has_refers_to,
        'discount_percent' = any (string_to_array($2, ',')) as has_discount,
        'description' = any (string_to_array($2, ',')) as has_description
    from incoming_invoice as incoming
    where (incoming.kind = 'credit_note') = $1
),
compared as (
    select given.row_index, customer.id as customer_id, known.id as known_id,
        document.id as document_id,
        case
            when given.due_on is not null then given.due_on
            when known.id is not null then terms.due_on
            when given.is_credit then given.document_on
            else given.document_on + customer.payment_terms_days
        end as due_on,
        case when given.has_reference or known.id is null then given.reference
            else terms.reference end as reference,
        case when given.has_discount or known.id is null then given.discount_basis_points
            else discount.discount_basis_points end as discount_basis_points,
        case when given.has_discount or known.id is null then given.discount_until
            else discount.discount_until end as discount_until,
        discount.discount_basis_points as known_basis_points,
        discount.discount_until as known_until,
        terms.due_on as known_due_on, terms.reference as known_reference,
        known.number = given.number as has_known_spelling,
        given.refers_to_key <> '' as has_document,
        document.customer_id = customer.id and document.currency = given.currency
            and document.kind <> 'credit_note' as fits_document,
        known.kind <> given.kind or known.customer_id <> customer.id
            or known.document_on <> given.document_on or known.currency <> given.currency
            or known.gross_minor <> given.gross_minor
            or (given.has_refers_to and known.refers_to is distinct from document.id)
            or booked.content <> sent.content as is_other
    from given
    left join customer on customer.number = given.customer_number
    left join invoice as known on known.number_key = given.number_key
    left join invoice_terms as terms on terms.invoice_id = known.id
    left join invoice_discount as discount on discount.invoice_id = known.id
    left join invoice as document on document.number_key = given.refers_to_key
    left join lateral (
        select string_agg(concat_ws(' ', line, kind, amount_minor,
            case when given.has_description then description end), E'\n' order by line) as content
        from invoice_line
        where invoice_id = known.id
    ) as booked on true
    left join lateral (
        select string_agg(concat_ws(' ', line, kind, amount_minor,
            case when given.has_description then description end), E'\n' order by line) as content
        from incoming_line
        where row_index = given.row_index
    ) as sent on true
),
judged as (
    select *,
        case
            when customer_id is null then 'unknown_customer'
            when has_document and document_id is null then 'unknown_document'
            when known_id is null and has_document and not fits_document then 'wrong_document'
            when known_id is null then 'new'
            when is_other and has_known_spelling then 'document_changed'
            when is_other then 'number_collides'
            when due_on <> known_due_on or reference <> known_reference
                or (discount_basis_points, discount_until)
                    is distinct from (known_basis_points, known_until) then 'changed'
            else 'unchanged'
        end as verdict
    from compared
    order by row_index
)
update incoming_invoice as incoming
set customer_id = judged.customer_id,
    invoice_id = judged.invoice_id,
    refers_to_id = judged.document_id,
    due_on = judged.due_on,
    reference = judged.reference,
    discount_basis_points = judged.discount_basis_points,
    discount_until = judged.discount_until,
    verdict = judged.verdict
from (
    select *, case when verdict = 'new' then nextval('invoice_id') else known_id end as invoice_id
    from judged
) as judged
where incoming.row_index = judged.row_index
