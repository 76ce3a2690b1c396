-- $1 own account
-- Statements in their order, each with the closing balance of the one before: a difference is a
-- missing statement. A statement that repeats another takes no place of its own.
select id, identifier, currency, opening_minor, previous_minor, coalesce(previous, '')
from (
    select id, identifier, currency, opening_minor,
        lag(closing_minor) over series as previous_minor,
        lag(identifier || ' of ' || closing_on) over series as previous
    from statement
    where own_account_id = $1 and kind = 'end_of_day' and reissue_of is null
        and opening_minor is not null and closing_minor is not null
    window series as (
        order by coalesce(first_booked_on, closing_on), closing_on, sequence, page, id)
) as chained
where previous_minor is not null
order by id
