-- $1 at most this many
-- Payments of which nothing was applied yet, oldest first, with all that can explain them: what a
-- new document, a new identity or a corrected master record may settle now.
select payment.id, payment.amount_minor, payment.currency, payment.value_on, payment.payer_name,
    payment.payer_account, payment.mandate, payment.end_to_end_id, payment.structured_references,
    payment.text, open_cash.account, payment.booked_on,
    coalesce((
        select adjustment.customer_id
        from adjustment
        where adjustment.payment_id = payment.id and adjustment.kind = 'identification'
        order by adjustment.id desc
        limit 1
    ), 0)
from open_cash
join payment on payment.id = open_cash.payment_id
where open_cash.rest_minor = payment.amount_minor
order by payment.booked_on, payment.id
limit $1
