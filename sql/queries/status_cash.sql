-- Cash received and not yet applied: number and sum of payments per account and currency.
select account.code, open_cash.currency, count(*), sum(open_cash.rest_minor)::bigint
from open_cash
join account on account.id = open_cash.account
group by account.code, open_cash.currency
order by account.code, open_cash.currency
