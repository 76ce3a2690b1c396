-- $1 feed id or null, $2 who changes, $3 columns of the list, separated by commas
-- Records each field in which a staged customer differs from the one on file, before it is changed.
-- A field the list has no column for does not differ. Rows: customer id, once per field.
insert into master_change (entity, entity_id, field, before, after, feed_id, changed_by)
select 'customer', customer.id, field.name, field.before, field.after, $1::bigint, $2
from incoming_customer as incoming
join customer on customer.id = incoming.customer_id
cross join lateral (
    values ('name', customer.name, incoming.name),
        ('country', customer.country, incoming.country),
        ('email', customer.email, incoming.email),
        ('language', customer.language, incoming.language),
        (
            'payment_terms_days', customer.payment_terms_days::text,
            coalesce(incoming.payment_terms_days, customer.payment_terms_days)::text
        ),
        ('active', customer.is_active::text, incoming.is_active::text)
) as field (name, before, after)
where field.before is distinct from field.after
    and field.name = any (string_to_array($3, ','))
order by incoming.row_index, field.name
returning entity_id
