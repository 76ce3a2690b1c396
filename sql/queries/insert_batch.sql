-- $1 id, $2 kind, $3 made by, $4 business date, $5 feed or null, $6 rows, $7 digest,
-- $8 previous batch or null, $9 its digest
insert into batch (
    id, kind, made_by, business_on, feed_id, row_count, digest, previous_id, previous_digest)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
