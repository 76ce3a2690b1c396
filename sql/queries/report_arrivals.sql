-- $1 first day, $2 last day
-- Payment files by format and own account: received, duplicates among them, refused. A file belongs
-- to the period of its last statement's last day; without statements, of the day it arrived. A file
-- about several accounts counts with each. Arrivals belong to no batch: a report made again counts
-- duplicates that came since.
with covered as (
    select feed_id, own_account_id, max(coalesce(closing_on, last_booked_on)) as last_on
    from statement
    group by feed_id, own_account_id
)
select coalesce(feed.format, ''), covered.own_account_id, count(*),
    count(*) filter (where arrival.is_duplicate),
    count(*) filter (where feed.verdict = 'quarantined' and not arrival.is_duplicate)
from arrival
join feed on feed.id = arrival.feed_id
cross join ledger
left join covered on covered.feed_id = feed.id
where feed.content in ('payments', 'unknown')
    and coalesce(covered.last_on, (arrival.arrived_at at time zone ledger.time_zone)::date)
        between $1 and $2
group by 1, 2
order by 2 nulls last, 1
