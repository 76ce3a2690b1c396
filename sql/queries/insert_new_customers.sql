-- $1 feed id or null
-- Adds the staged customers that are not on file.
insert into customer (
    number, name, country, email, language, payment_terms_days, is_active, feed_id)
select number, name, country, email, language, coalesce(payment_terms_days, 30), is_active,
    $1::bigint
from incoming_customer
where customer_id is null
order by row_index
