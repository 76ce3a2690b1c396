-- $1 number of rows. The last files that came in, newest first.
select to_char(arrival.arrived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    arrival.source, arrival.original_name, feed.id,
    case when arrival.is_duplicate then 'duplicate' else feed.verdict end,
    coalesce(feed.format, ''), feed.accepted_count, feed.rejected_count
from arrival
join feed on feed.id = arrival.feed_id
order by arrival.arrived_at desc, arrival.claim_id
limit $1
