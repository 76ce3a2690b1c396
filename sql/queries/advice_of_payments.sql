-- $1 payments; the advice that says what each pays: the payer's own before a notification's.
select use.payment_id, use.advice_id
from advice_use as use
join advice on advice.id = use.advice_id
where use.payment_id = any ($1::bigint[])
    and (advice.notification = 0 or not exists (
        select 1
        from advice_use as other
        join advice as own on own.id = other.advice_id
        where other.payment_id = use.payment_id and own.notification = 0))
order by use.payment_id, use.advice_id
