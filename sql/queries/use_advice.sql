-- By position: $1 advice, $2 payments or 0, $3 entries or 0, $4 what they were joined by
insert into advice_use (advice_id, payment_id, entry_id, basis)
select advice_id, nullif(payment_id, 0), nullif(entry_id, 0), basis
from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])
    as given (advice_id, payment_id, entry_id, basis)
