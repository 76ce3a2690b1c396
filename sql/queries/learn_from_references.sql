-- $1 batch, $2 payments, $3 customers whose documents they paid, one a pair, $4 1 where the payment
-- confirms the pair and 0 where it can only contradict another, $5 confirmations until known
-- Counts what a batch's exact references say about accounts and mandates, and records what became
-- known or was contradicted. Where one is on file for anybody, payments teach nothing. One that
-- paid for two customers is shared, whichever batch brings the second: nobody is recognised by it.
-- No row is written that would stay as it is.
with told as materialized (
    select trait.kind, trait.value_key, pair.customer_id, min(trait.value) as value,
        count(*) filter (where pair.confirming = 1) as confirmations
    from unnest($2::bigint[], $3::bigint[], $4::bigint[])
        as pair (payment_id, customer_id, confirming)
    join payer_trait as trait using (payment_id)
    group by trait.kind, trait.value_key, pair.customer_id
),
standing as materialized (
    select identity.kind, identity.value_key, identity.customer_id, identity.value,
        identity.state, identity.confirmations, identity.is_contradicted
    from (select distinct kind, value_key from told) as heard
    join payer_identity as identity using (kind, value_key)
),
verdict as (
    select kind, value_key, bool_or(is_contradicted) as was_shared,
        count(distinct customer_id) filter (where state in ('told', 'learned', 'confirmed')) > 1
            as is_shared
    from (
        select kind, value_key, customer_id, 'told' as state, false as is_contradicted from told
        union all
        select kind, value_key, customer_id, state, is_contradicted from standing
    ) as heard
    group by kind, value_key
    having not bool_or(state = 'on_file')
),
change as (
    select kind, value_key, customer_id, coalesce(standing.value, told.value) as value,
        coalesce(standing.confirmations, 0) + coalesce(told.confirmations, 0) as confirmations,
        verdict.is_shared
    from told
    full join standing using (kind, value_key, customer_id)
    join verdict using (kind, value_key)
    where case
        when verdict.is_shared and standing.state is not null
            then standing.state in ('learned', 'confirmed')
        else told.confirmations > 0 and not verdict.was_shared
            and coalesce(standing.state, 'learned') = 'learned'
    end
),
taught as (
    insert into payer_identity (
        customer_id, kind, value, value_key, state, confirmations, is_contradicted, batch_id)
    select customer_id, kind, value, value_key,
        case
            when is_shared then 'retired'
            when confirmations >= $5::bigint then 'confirmed'
            else 'learned'
        end,
        confirmations, is_shared, $1::bigint
    from change
    order by kind, value_key, customer_id
    on conflict on constraint payer_identity_once do update
    set state = excluded.state, confirmations = excluded.confirmations,
        is_contradicted = excluded.is_contradicted, batch_id = excluded.batch_id
    -- A list may have filed it since this statement began.
    where payer_identity.state <> 'on_file'
    returning customer_id, kind, value, state, confirmations
)
insert into master_change (entity, entity_id, field, before, after, changed_by)
select 'customer', customer_id, 'payer_' || kind,
    case when state = 'retired' then value end,
    case when state = 'confirmed' then value end,
    case
        when state = 'retired' then 'reconciled: pays for others too, batch ' || $1::bigint
        else 'reconciled: ' || confirmations || ' exact references, batch ' || $1::bigint
    end
from taught
where state <> 'learned'
order by customer_id, kind, value
