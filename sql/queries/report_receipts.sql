-- $1 last batch, $2 first day, $3 last day
-- A row per payment posted in the period: where it came from, where its cash was on the last day,
-- how its first decision left it. Cash moves after it is posted, so later rows suffice.
with receipt as materialized (
    select *
    from payment
    where posted_on between $2 and $3
        and batch_id <= $1
), used as (
    select payment_id,
        sum(case credit_account when 2100 then amount_minor else 0 end
            - case debit_account when 2100 then amount_minor else 0 end) as unapplied_minor,
        sum(case credit_account when 2110 then amount_minor else 0 end
            - case debit_account when 2110 then amount_minor else 0 end) as unidentified_minor,
        sum(amount_minor) filter (
            where kind like 'bank\_%' and debit_account in (2100, 2110)
                or kind = 'undone_payment') as returned_minor,
        (array_agg(customer_id order by batch_id desc)
            filter (where kind in ('payment', 'identification') and customer_id is not null))[1]
            as customer_id
    from transfer
    where payment_id is not null
        and posted_on between $2 and $3
        and batch_id <= $1
    group by payment_id
), applied as (
    select payment_id, bool_or(is_automatic) as by_engine, bool_or(not is_automatic) as by_person
    from allocation
    where posted_on between $2 and $3
        and batch_id <= $1
    group by payment_id
), first_decision as (
    select distinct on (decision.payment_id) decision.payment_id, decision.rest_minor,
        batch.kind <> 'person' as is_automatic
    from decision
    join batch on batch.id = decision.batch_id
    where decision.batch_id <= $1
        and decision.payment_id >= (select min(id) from receipt)
    order by decision.payment_id, decision.batch_id
), last_decision as (
    select distinct on (payment_id) payment_id, amount_grade
    from decision
    where batch_id <= $1
        and payment_id >= (select min(id) from receipt)
    order by payment_id, batch_id desc
)
select receipt.id, receipt.debit_account - 10000, receipt.currency, receipt.posted_on,
    receipt.booked_on, receipt.value_on, used.customer_id, coalesce(statement.format, ''),
    statement.feed_id, receipt.entry_id, coalesce(entry.bank_reference, ''),
    coalesce(entry.code, ''), receipt.payer_account, receipt.amount_minor,
    used.unapplied_minor::bigint, used.unidentified_minor::bigint,
    coalesce(used.returned_minor, 0)::bigint, first_decision.rest_minor,
    first_decision.is_automatic, coalesce(last_decision.amount_grade, 0::smallint),
    coalesce(applied.by_engine, false), coalesce(applied.by_person, false)
from receipt
join used on used.payment_id = receipt.id
left join entry on entry.id = receipt.entry_id
    and entry.booked_on >= (select min(booked_on) from receipt)
left join statement on statement.id = entry.statement_id
left join applied on applied.payment_id = receipt.id
left join first_decision on first_decision.payment_id = receipt.id
left join last_decision on last_decision.payment_id = receipt.id
order by receipt.value_on, receipt.id
