-- $1 feed id or null, $2 who changes
-- Puts the staged identities on file, after the new customers are. What payments or people taught
-- of the same customer is on file from now on, and what they taught of another customer, whom the
-- list does not name with it, is retired: the list says whose it is. One that was retired comes
-- back if it is on record that it was; the record says why. Rows: customer id, once per identity
-- filed of a customer who was on file before.
with named as (
    select distinct on (customer.id, identity.kind, identity.value_key)
        customer.id as customer_id, incoming.customer_id is null as is_new, identity.kind,
        identity.value, identity.value_key
    from incoming_identity as identity
    join incoming_customer as incoming using (row_index)
    join customer on customer.number = incoming.number
    order by customer.id, identity.kind, identity.value_key, identity.value
),
filed as (
    insert into payer_identity (customer_id, kind, value, value_key, feed_id)
    select customer_id, kind, value, value_key, $1::bigint
    from named
    order by customer_id, kind, value_key
    on conflict on constraint payer_identity_once do update
    set state = 'on_file', value = excluded.value, is_contradicted = false
    where payer_identity.state in ('learned', 'confirmed')
        or (payer_identity.state = 'retired' and exists (
            select from master_change as removal
            where removal.entity = 'customer'
                and removal.entity_id = payer_identity.customer_id
                and removal.field = 'payer_' || payer_identity.kind
                and removal.before = payer_identity.value
                and removal.after is null))
    returning customer_id, kind, value, value_key
),
outdone as (
    update payer_identity as identity
    set state = 'retired'
    from (select distinct kind, value_key from named) as given
    where identity.kind = given.kind
        and identity.value_key = given.value_key
        and identity.state in ('learned', 'confirmed')
        and not exists (
            select from named
            where named.customer_id = identity.customer_id
                and named.kind = identity.kind
                and named.value_key = identity.value_key)
    returning identity.customer_id, identity.kind, identity.value
),
recorded as (
    insert into master_change (entity, entity_id, field, before, after, feed_id, changed_by)
    select 'customer', customer_id, 'payer_' || kind, value, null, $1::bigint, $2
    from outdone
    order by customer_id, kind, value
)
insert into master_change (entity, entity_id, field, before, after, feed_id, changed_by)
select 'customer', filed.customer_id, 'payer_' || filed.kind, null, filed.value,
    $1::bigint, $2
from filed
join named using (customer_id, kind, value_key)
where not named.is_new
order by filed.customer_id, filed.kind, filed.value_key
returning entity_id
