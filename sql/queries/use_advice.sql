-- By position: $1 advice, $2 payments or 0, $3 entries or 0, $4 what they were joined by
-- With a part of a notification goes the payer's own advice at the same place of the same file,
-- unless the part only details an entry: then that advice finds its own payment.
with given as (
    select *
    from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])
        as given (advice_id, payment_id, entry_id, basis)
)
insert into advice_use (advice_id, payment_id, entry_id, basis)
select advice_id, nullif(payment_id, 0), nullif(entry_id, 0), basis
from given
union all
select own.id, payment_id, null, basis
from given
join advice as part on part.id = given.advice_id and part.notification <> 0
join advice as own on own.feed_id = part.feed_id and own.line = part.line and own.notification = 0
where payment_id <> 0
    and not exists (select 1 from given as same where same.advice_id = own.id)
    and not exists (select 1 from advice_use where advice_use.advice_id = own.id)
