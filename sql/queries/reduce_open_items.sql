-- $1 batch; how many documents the batch's applications and differences touched, and how many of
-- them are now partly open. Updates come first and are few; closing deletes the row.
with moved as (
    select invoice_id, sum(
        case when credit_account = 1200 then amount_minor else -amount_minor end) as paid_minor
    from (
        select invoice_id, debit_account, credit_account, amount_minor
        from allocation
        where batch_id = $1
        union all
        select invoice_id, debit_account, credit_account, amount_minor
        from adjustment
        where batch_id = $1 and invoice_id is not null
    ) as part
    group by invoice_id
),
reduced as (
    update open_item
    set open_minor = open_minor - paid_minor
    from moved
    where open_item.invoice_id = moved.invoice_id and open_minor <> paid_minor
    returning 1
),
closed as (
    delete from open_item
    using moved
    where open_item.invoice_id = moved.invoice_id and open_minor = paid_minor
    returning 1
)
select (select count(*) from moved), (select count(*) from reduced) + (select count(*) from closed)
