-- $1 payments; the advice that says what each pays. A payer's own speaks before a notification's:
-- for one part of it where it stands at the same place of the same file, as the documents of a
-- cheque in a lockbox, else for the whole payment.
select use.payment_id, use.advice_id
from advice_use as use
join advice on advice.id = use.advice_id
where use.payment_id = any ($1::bigint[])
    and (advice.notification = 0 or not exists (
        select 1
        from advice_use as other
        join advice as own on own.id = other.advice_id
        where other.payment_id = use.payment_id and own.notification = 0
            and (own.feed_id = advice.feed_id and own.line = advice.line or not exists (
                select 1
                from advice as part
                where part.feed_id = own.feed_id and part.line = own.line
                    and part.notification <> 0))))
order by use.payment_id, use.advice_id
