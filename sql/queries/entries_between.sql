-- $1 own account, $2 first day, $3 last day, $4 statements that cannot mean the same entries
-- The entries of the days a statement lists.
select id, booked_on, amount_minor, occurrence, bank_reference, end_to_end_id, text,
    statement_id = any ($4::bigint[])
        or exists (
            select 1
            from sighting
            where sighting.entry_id = entry.id and sighting.statement_id = any ($4::bigint[]))
from entry
where own_account_id = $1 and booked_on between $2 and $3
order by booked_on, amount_minor, occurrence
