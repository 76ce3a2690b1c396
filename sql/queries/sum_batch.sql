-- $1 batch
-- The batch's sums, counted by the database from the rows it holds. Inserting them proves the
-- batch: see prove_batches.
insert into batch_sum (
    batch_id, posted_on, kind, debit_account, credit_account, currency, row_count, amount_minor)
select batch_id, posted_on, kind, debit_account, credit_account, currency, count(*),
    sum(amount_minor)
from transfer
where batch_id = $1
group by batch_id, posted_on, kind, debit_account, credit_account, currency
