-- $1 customers; how they are recognised, and their names for sentences.
select customer_id, kind, state in ('on_file', 'confirmed'), value
from payer_identity
where customer_id = any ($1::bigint[]) and state <> 'retired'
