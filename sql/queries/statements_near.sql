-- $1 own account, $2 first day, $3 last day
-- Statements of the account whose days come near: what a new one may repeat or continue.
select id, format, kind, currency, sequence, page, opening_minor, opening_on, closing_minor,
    closing_on, first_booked_on, last_booked_on, content_digest
from statement
where own_account_id = $1
    and coalesce(last_booked_on, closing_on) >= $2::date - 62
    and coalesce(first_booked_on, closing_on) <= $3::date + 62
order by id
