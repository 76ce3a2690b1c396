-- $1 own account
-- What is missing in the ledger of the balance the account had before its earliest statement:
-- that statement's opening balance, less what listings report from before it, less what was posted
-- already. One row with the difference, or none when there is no balance or no difference.
select first.id, first.first_day, first.currency, (wanted.amount_minor - posted.amount_minor)
from (
    select id, currency, opening_minor, coalesce(first_booked_on, opening_on) as first_day
    from statement
    where own_account_id = $1 and kind <> 'intraday' and opening_minor is not null
    order by coalesce(first_booked_on, opening_on), closing_on, sequence, page, id
    limit 1
) as first
cross join lateral (
    select first.opening_minor - coalesce(sum(amount_minor), 0)::bigint as amount_minor
    from entry
    where own_account_id = $1 and booked_on < first.first_day
) as wanted
cross join (
    select coalesce(sum(
        case when debit_account = 3000 then -amount_minor else amount_minor end),
        0)::bigint as amount_minor
    from opening_balance
    where own_account_id = $1
) as posted
where wanted.amount_minor <> posted.amount_minor
