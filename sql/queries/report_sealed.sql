-- $1 last batch, $2 last day, $3 first day of the history
-- The sums sealed with the batches, by month, kind, pair of accounts and currency; months before
-- the history are one. The tie-outs hold them against the money rows.
select greatest(date_trunc('month', posted_on)::date,
        ($3::date - interval '1 month')::date) as month,
    kind, debit_account, credit_account, currency, sum(row_count)::bigint,
    sum(amount_minor)::bigint
from batch_sum
where posted_on <= $2
    and batch_id <= $1
group by 1, 2, 3, 4, 5
order by 5, 1, 2, 3, 4
