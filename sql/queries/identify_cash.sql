-- $1 batch, $2 payments, $3 customers, $4 day
-- Moves the rest of unidentified payments to their payers: unidentified / unapplied cash.
with given as (
    select payment_id, customer_id
    from unnest($2::bigint[], $3::bigint[]) as given (payment_id, customer_id)
),
moved as (
    update open_cash
    set account = 2100, customer_id = given.customer_id
    from given
    where open_cash.payment_id = given.payment_id and account = 2110
    returning open_cash.payment_id, open_cash.customer_id, currency, rest_minor
)
insert into adjustment (
    batch_id, posted_on, kind, debit_account, credit_account, currency, amount_minor, customer_id,
    payment_id, reason)
select $1, open_day($4), 'identification', 2110, 2100, currency, rest_minor, customer_id,
    payment_id, 'payer identified'
from moved
