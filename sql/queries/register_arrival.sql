-- $1 claim id as text, $2 feed, $3 source, $4 original name, $5 whether the content was here before
-- A claim that is worked on again after a crash stays one arrival.
insert into arrival (claim_id, feed_id, source, original_name, is_duplicate)
values ($1::text::uuid, $2, $3, $4, $5)
on conflict (claim_id) do nothing
