-- $1 feed id or null, $2 who changes
-- Records new due dates, references and discounts of documents in the ledger; their money is the same.
insert into master_change (entity, entity_id, field, before, after, feed_id, changed_by)
select 'invoice', incoming.invoice_id, field.name, field.before, field.after, $1::bigint, $2
from incoming_invoice as incoming
join invoice_terms as terms on terms.invoice_id = incoming.invoice_id
join invoice_discount as discount on discount.invoice_id = incoming.invoice_id
cross join lateral (
    values ('due_date', terms.due_on::text, incoming.due_on::text),
        ('reference', terms.reference, incoming.reference),
        ('discount',
            discount_text(discount.discount_basis_points, discount.discount_until),
            discount_text(incoming.discount_basis_points, incoming.discount_until))
) as field (name, before, after)
where incoming.verdict = 'changed' and field.before <> field.after
order by incoming.row_index, field.name
