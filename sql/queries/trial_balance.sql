-- Debits and credits per account and currency; over all accounts of a currency they are equal.
select account.code, moved.currency, sum(moved.debit)::bigint, sum(moved.credit)::bigint
from (
    select debit_account as account_id, currency, amount_minor as debit, 0 as credit
    from transfer
    union all
    select credit_account, currency, 0, amount_minor
    from transfer
) as moved
join account on account.id = moved.account_id
group by account.code, moved.currency
order by moved.currency, account.code
