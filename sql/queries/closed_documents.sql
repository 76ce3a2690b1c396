-- $1 number keys, $2 structured references, $3 closed on or after
-- Settled documents that a payment may name once more: when they were closed and by which payment.
select document.id, document.customer_id,
    case when document.kind = 'credit_note' then -document.gross_minor else document.gross_minor
    end, document.currency, document.number, document.reference,
    coalesce(applied.posted_on, adjusted.posted_on, document.document_on),
    coalesce(applied.payment_id, 0)
from (
    select * from invoice where number_key = any ($1::text[])
    union
    select * from invoice where reference <> '' and reference = any ($2::text[])
) as document
left join lateral (
    select posted_on, payment_id
    from allocation
    where allocation.invoice_id = document.id
    order by allocation.id desc
    limit 1
) as applied on true
left join lateral (
    select max(posted_on) as posted_on
    from adjustment
    where adjustment.invoice_id = document.id
) as adjusted on true
where not exists (select 1 from open_item where open_item.invoice_id = document.id)
    and coalesce(applied.posted_on, adjusted.posted_on, document.document_on) >= $3
