-- $1 last batch, $2 first day, $3 last day
-- The period's money rows added up by month, kind, pair of accounts and currency.
select date_trunc('month', posted_on)::date as month, kind, debit_account, credit_account,
    currency, count(*), sum(amount_minor)::bigint
from transfer
where posted_on between $2 and $3
    and batch_id <= $1
group by 1, 2, 3, 4, 5
order by 5, 1, 2, 3, 4
