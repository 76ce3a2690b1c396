-- $1 last batch, $2 first day, $3 last day
-- Payments the bank took back in the period, known or not.
select id, credit_account - 10000, currency, booked_on, returned_payment_id, reason_code,
    amount_minor
from bank_debit
where kind = 'return'
    and posted_on between $2 and $3
    and batch_id <= $1
order by booked_on, id
