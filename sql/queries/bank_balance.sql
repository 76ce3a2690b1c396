-- $1 own account
-- The last closing balance the bank reported and what the ledger says for the end of that day:
-- its balance less what listings report from after it. No row without a statement balance.
select last.id, last.identifier, last.currency, last.closing_minor, last.closing_on,
    coalesce((
        select sum(balance_minor)
        from account_balance
        where account_id = 10000 + $1 and currency = last.currency
    ), 0)::bigint - coalesce((
        select sum(amount_minor)
        from entry
        where own_account_id = $1 and booked_on > last.closing_on
    ), 0)::bigint
from (
    select id, identifier, currency, closing_minor, closing_on
    from statement
    where own_account_id = $1 and kind <> 'intraday' and closing_minor is not null
    order by closing_on desc, sequence desc nulls last, page desc nulls last, id desc
    limit 1
) as last
