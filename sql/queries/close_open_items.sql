-- $1 documents settled, $2 what was applied to each
-- Closes those that were open with the amount that was said to settle them. The lists come as
-- arrays because the server knows how long an array is: it joins a large one by hashing and looks
-- a small one up; of rows copied a moment ago it knows nothing.
delete from open_item
using unnest($1::bigint[], $2::bigint[]) as applied (invoice_id, paid_minor)
where open_item.invoice_id = applied.invoice_id and open_minor = paid_minor
