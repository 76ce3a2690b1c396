-- $1 last batch, $2 first day, $3 last day
-- Credits by own account and booking day: the ledger's receipts and other credits beside the
-- bookings the bank reported. Both go by the bank's day, so a posting moved out of a closed month
-- stays with its booking and is counted apart.
with later as (
    select feed_id
    from batch
    where feed_id is not null
    group by feed_id
    having min(id) > $1
), credit as (
    select debit_account - 10000 as own_account_id, booked_on, 1 as receipts, amount_minor,
        case when posted_on between $2 and $3 then 0 else amount_minor end as elsewhere,
        0 as other, 0 as booked
    from payment
    where booked_on between $2 and $3
        and batch_id <= $1
    union all
    select debit_account - 10000, booked_on, 0, 0, 0, amount_minor, 0
    from bank_credit
    where booked_on between $2 and $3
        and batch_id <= $1
    union all
    select entry.own_account_id, entry.booked_on, 0, 0, 0, 0, entry.amount_minor
    from entry
    join statement on statement.id = entry.statement_id
    where entry.booked_on between $2 and $3
        and entry.amount_minor > 0
        and statement.kind <> 'intraday'
        and statement.feed_id not in (select feed_id from later)
)
select own_account_id, booked_on, sum(receipts)::bigint, sum(amount_minor)::bigint,
    sum(elsewhere)::bigint, sum(other)::bigint, sum(booked)::bigint
from credit
group by own_account_id, booked_on
order by own_account_id, booked_on
