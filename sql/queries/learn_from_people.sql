-- $1 batch, $2 payments, $3 the customers whom a person named as their payers
-- Takes the accounts and mandates of these payments as known, unless they are on file for anybody,
-- and forgets whom payments were about to teach instead. Two customers named for one account stay
-- both confirmed: it is shared, and recognises neither.
with named as materialized (
    select trait.kind, trait.value_key, pair.customer_id, min(trait.value) as value
    from unnest($2::bigint[], $3::bigint[]) as pair (payment_id, customer_id)
    join payer_trait as trait using (payment_id)
    group by trait.kind, trait.value_key, pair.customer_id
),
standing as materialized (
    select identity.kind, identity.value_key, identity.customer_id, identity.value,
        identity.state, identity.confirmations
    from (select distinct kind, value_key from named) as heard
    join payer_identity as identity using (kind, value_key)
),
change as (
    select kind, value_key, customer_id, coalesce(standing.value, named.value) as value,
        coalesce(standing.confirmations, 0) as confirmations, named.value is null as is_forgotten
    from named
    full join standing using (kind, value_key, customer_id)
    where case
            when named.value is null then standing.state = 'learned'
            else coalesce(standing.state, 'learned') in ('learned', 'retired')
        end
        and not exists (
            select from standing as filed
            where filed.kind = coalesce(named.kind, standing.kind)
                and filed.value_key = coalesce(named.value_key, standing.value_key)
                and filed.state = 'on_file')
),
taught as (
    insert into payer_identity (
        customer_id, kind, value, value_key, state, confirmations, is_contradicted, batch_id)
    select customer_id, kind, value, value_key,
        case when is_forgotten then 'retired' else 'confirmed' end, confirmations, is_forgotten,
        $1::bigint
    from change
    order by kind, value_key, customer_id
    on conflict on constraint payer_identity_once do update
    set state = excluded.state, is_contradicted = excluded.is_contradicted,
        batch_id = excluded.batch_id
    -- A list may have filed it since this statement began.
    where payer_identity.state <> 'on_file'
    returning customer_id, kind, value, state
)
insert into master_change (entity, entity_id, field, before, after, changed_by)
select 'customer', customer_id, 'payer_' || kind,
    case when state = 'retired' then value end,
    case when state = 'confirmed' then value end,
    'reconciled: a person''s decision, batch ' || $1::bigint
from taught
order by customer_id, kind, value
