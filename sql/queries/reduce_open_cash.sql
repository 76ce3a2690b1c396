-- $1 batch
-- Takes the batch's applications off what is left of payments that were waiting, and moves the
-- rest to the account its decision names.
with moved as (
    select payment_id, sum(
        case when credit_account = 1200 then amount_minor else -amount_minor end) as used_minor
    from allocation
    where batch_id = $1
    group by payment_id
),
reduced as (
    update open_cash
    set rest_minor = rest_minor - used_minor
    from moved
    where open_cash.payment_id = moved.payment_id and rest_minor <> used_minor
    returning 1
),
closed as (
    delete from open_cash
    using moved
    where open_cash.payment_id = moved.payment_id and rest_minor = used_minor
    returning 1
)
select (select count(*) from moved), (select count(*) from reduced) + (select count(*) from closed)
