-- $1 documents settled, $2 what was applied to each; $3 documents paid in part, $4 what was applied
-- How many of them were open, and with the amount that was said to settle them. Closing deletes
-- the row. The lists come as arrays because the server knows how long an array is: it joins a
-- large one by hashing and looks a small one up; of rows copied a moment ago it knows nothing.
with settled as (
    delete from open_item
    using unnest($1::bigint[], $2::bigint[]) as applied (invoice_id, paid_minor)
    where open_item.invoice_id = applied.invoice_id and open_minor = paid_minor
    returning 1
),
reduced as (
    update open_item
    set open_minor = open_minor - paid_minor
    from unnest($3::bigint[], $4::bigint[]) as applied (invoice_id, paid_minor)
    where open_item.invoice_id = applied.invoice_id
    returning 1
)
select (select count(*) from settled) + (select count(*) from reduced)
