-- $1 first day, $2 last day; the days in between that belong to a closed month, and the open day
-- their postings go to. No row in the usual case.
select day::date, open_day(day::date)
from generate_series($1::date, $2::date, interval '1 day') as day
where date_trunc('month', day)::date in (select first_day from closed_period)
