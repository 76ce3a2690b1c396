-- $1 last batch, $2 first day, $3 last day
-- A row per statement whose last day is in the period: what it claims, and how many bookings of
-- which sum were kept of it. A booking belongs to the statement that reported it first and to each
-- that reported it again.
with later as (
    select feed_id
    from batch
    where feed_id is not null
    group by feed_id
    having min(id) > $1
), chosen as materialized (
    select *
    from statement
    where kind <> 'intraday'
        and coalesce(closing_on, last_booked_on) between $2 and $3
        and feed_id not in (select feed_id from later)
), reported as (
    select sighting.statement_id, entry.id, sighting.line, entry.amount_minor
    from sighting
    join entry on entry.id = sighting.entry_id
    where sighting.statement_id in (select id from chosen)
    union
    select entry.statement_id, entry.id, entry.line, entry.amount_minor
    from entry
    -- The zero keeps the planner from looking the block ranges up once a statement.
    join chosen on chosen.id = entry.statement_id + 0
    where entry.statement_id >= (select min(id) from chosen)
        and entry.statement_id <= (select max(id) from chosen)
), counted as (
    select statement_id, count(*) as entries, sum(amount_minor) as amount_minor
    from reported
    group by statement_id
)
select chosen.id, chosen.feed_id, chosen.own_account_id, chosen.format, chosen.currency,
    chosen.opening_minor, chosen.closing_minor, chosen.entry_count, chosen.credit_minor,
    chosen.debit_minor, coalesce(counted.entries, 0), coalesce(counted.amount_minor, 0)::bigint
from chosen
left join counted on counted.statement_id = chosen.id
order by chosen.id
