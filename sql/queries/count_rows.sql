-- $1 feed, $2 rows that were right, $3 rows that were wrong
update feed
set accepted_count = $2, rejected_count = $3
where id = $1
