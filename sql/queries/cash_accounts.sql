-- $1 payments; the cash account each lies on: where it was posted, or where an identification
-- moved it.
select id, coalesce(
    (
        select adjustment.credit_account
        from adjustment
        where adjustment.payment_id = payment.id and adjustment.kind = 'identification'
        order by adjustment.id desc
        limit 1
    ), credit_account)
from payment
where id = any ($1::bigint[])
order by id
