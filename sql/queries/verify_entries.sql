-- Every bank entry is booked: as payments, debits or credits of together its amount.
select 'entry ' || entry.id || ' of ' || entry.booked_on || ' is ' || entry.amount_minor
    || ', booked is ' || coalesce(booked.amount_minor, 0)
from entry
left join (
    select entry_id, sum(amount_minor)::bigint as amount_minor
    from (
        select entry_id, amount_minor from payment
        union all
        select entry_id, amount_minor from bank_credit
        union all
        select entry_id, -amount_minor from bank_debit
    ) as part
    group by entry_id
) as booked on booked.entry_id = entry.id
where entry.amount_minor <> coalesce(booked.amount_minor, 0)
order by entry.id
