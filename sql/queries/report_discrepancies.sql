-- $1 last batch, $2 last day, $3 last day of the period before
-- Discrepancies open at either day or touched in between, each with its state on the last day: that
-- of its last event by then.
with event as materialized (
    select *,
        kind in ('opened', 'seen_again', 'reopened', 'noted') as leaves_open
    from discrepancy_event
    where happened_on <= $2
        and (batch_id is null or batch_id <= $1)
), last as (
    select distinct on (discrepancy_id) *
    from event
    order by discrepancy_id, id desc
), before as (
    select distinct on (discrepancy_id) discrepancy_id, leaves_open
    from event
    where happened_on <= $3
    order by discrepancy_id, id desc
), seen as (
    select discrepancy_id, count(*) as occurrences, max(happened_on) as last_seen_on
    from event
    where kind in ('opened', 'seen_again', 'reopened')
    group by discrepancy_id
)
select discrepancy.id, discrepancy.code, discrepancy.severity, discrepancy.first_seen_on,
    coalesce(seen.last_seen_on, discrepancy.first_seen_on), coalesce(seen.occurrences, 0),
    discrepancy.currency, discrepancy.amount_minor, discrepancy.entity, discrepancy.entity_id,
    last.leaves_open, coalesce(before.leaves_open, false), last.kind, last.happened_on, last.note,
    discrepancy.sentence, discrepancy.evidence
from discrepancy
join last on last.discrepancy_id = discrepancy.id
left join before on before.discrepancy_id = discrepancy.id
left join seen on seen.discrepancy_id = discrepancy.id
where last.leaves_open or coalesce(before.leaves_open, false) or last.happened_on > $3
order by discrepancy.id
