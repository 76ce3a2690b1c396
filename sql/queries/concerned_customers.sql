-- $1 number keys, $2 structured references, $3 customer numbers, $4 accounts, $5 mandates, $6 names
-- Every customer whom something in a batch of payments may mean.
select customer_id
from invoice
where number_key = any ($1::text[])
union
select customer_id
from invoice
where reference <> '' and reference = any ($2::text[])
union
select customer_id
from payer_identity
where kind = 'customer_number' and value_key = any ($3::text[]) and state <> 'retired'
union
select customer_id
from payer_identity
where kind = 'account' and value_key = any ($4::text[]) and state <> 'retired'
union
select customer_id
from payer_identity
where kind = 'mandate' and value_key = any ($5::text[]) and state <> 'retired'
union
select customer_id
from payer_identity
where kind = 'name' and value_key = any ($6::text[]) and state <> 'retired'
