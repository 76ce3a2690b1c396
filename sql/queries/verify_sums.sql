-- The sums kept with the batches against the rows themselves.
select 'the sums of batch ' || batch_id || ' differ from its rows'
from (
    select batch_id, posted_on, kind, debit_account, credit_account, currency,
        count(*) as row_count, sum(amount_minor)::bigint as amount_minor
    from transfer
    group by batch_id, posted_on, kind, debit_account, credit_account, currency
) as counted
full join batch_sum using (
    batch_id, posted_on, kind, debit_account, credit_account, currency, row_count, amount_minor)
where counted.kind is null or batch_sum.kind is null
group by batch_id
order by batch_id
