-- $1 feed id or null, $2 who changes, $3 columns of the list, separated by commas
-- Retires what the staged list no longer gives, before the customers are brought up to date: the
-- old name is still the customer's. Only identities from master data go; what people confirmed or
-- payments taught stays. Rows: customer id, once per identity.
with retired as (
    update payer_identity as identity
    set state = 'retired'
    from incoming_customer as incoming
    join customer on customer.id = incoming.customer_id
    cross join (select string_to_array($3, ',') as columns) as given
    where identity.customer_id = incoming.customer_id
        and identity.state = 'on_file'
        and case identity.kind
            when 'account' then 'accounts' = any (given.columns)
            when 'mandate' then 'mandates' = any (given.columns)
            when 'name' then 'aliases' = any (given.columns) or identity.value = customer.name
            else false
        end
        and not exists (
            select from incoming_identity as named
            where named.row_index = incoming.row_index
                and named.kind = identity.kind
                and named.value_key = identity.value_key)
    returning identity.customer_id, identity.kind, identity.value
)
insert into master_change (entity, entity_id, field, before, after, feed_id, changed_by)
select 'customer', customer_id, 'payer_' || kind, value, null, $1::bigint, $2
from retired
order by customer_id, kind, value
returning entity_id
