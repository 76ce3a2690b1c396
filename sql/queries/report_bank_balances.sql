-- $1 last batch, $2 last day
-- The last closing balance each bank stated by that day, and the ledger's balance of the account
-- for the same day, by the bank's booking days.
with later as (
    select feed_id
    from batch
    where feed_id is not null
    group by feed_id
    having min(id) > $1
), stated as (
    select distinct on (own_account_id) own_account_id, closing_on, closing_minor
    from statement
    where kind = 'end_of_day'
        and closing_minor is not null
        and closing_on <= $2
        and feed_id not in (select feed_id from later)
    order by own_account_id, closing_on desc, id desc
), moved as (
    select own_account_id,
        case when debit_account >= 10000 then amount_minor else -amount_minor end as amount_minor,
        '-infinity'::date as booked_on
    from opening_balance
    where batch_id <= $1
    union all
    select debit_account - 10000, amount_minor, booked_on from payment where batch_id <= $1
    union all
    select debit_account - 10000, amount_minor, booked_on from bank_credit where batch_id <= $1
    union all
    select credit_account - 10000, -amount_minor, booked_on from bank_debit where batch_id <= $1
    union all
    select greatest(debit_account, credit_account) - 10000,
        case when debit_account >= 10000 then amount_minor else -amount_minor end, posted_on
    from correction
    where batch_id <= $1
        and (debit_account >= 10000) <> (credit_account >= 10000)
)
select stated.own_account_id, stated.closing_on, stated.closing_minor,
    coalesce(sum(moved.amount_minor), 0)::bigint
from stated
left join moved on moved.own_account_id = stated.own_account_id
    and moved.booked_on <= stated.closing_on
group by stated.own_account_id, stated.closing_on, stated.closing_minor
order by stated.own_account_id
