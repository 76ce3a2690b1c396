-- For each return, by position: $1 ledger accounts of the banks, $2 amounts, $3 currencies,
-- $4 booking days as text, $5 end-to-end ids, $6 accounts of the other party, $7 further
-- references, one a line
-- Payments of the last 400 days on the same bank account and of the same amount that were not
-- returned yet, and what they share with the return. Whether they were returned earlier in this
-- transaction is seen too.
select returned.position::bigint - 1, payment.id, payment.booked_on,
    (payment.end_to_end_id <> '' and (
        payment.end_to_end_id = returned.end_to_end_id
        or payment.end_to_end_id = any (string_to_array(returned.further, e'\n')))),
    payment.payer_account <> '' and payment.payer_account = returned.party_account
from unnest(
    $1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    with ordinality as returned (
        bank, amount_minor, currency, booked_on, end_to_end_id, party_account, further, position)
join payment
    on payment.amount_minor = returned.amount_minor
    and payment.debit_account = returned.bank
    and payment.currency = returned.currency
    and payment.booked_on between returned.booked_on::date - 400 and returned.booked_on::date
where not exists (select 1 from bank_debit where returned_payment_id = payment.id)
order by 1, 2
