-- $1 customers
select id, name
from customer
where id = any ($1::bigint[])
