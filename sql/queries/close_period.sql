-- $1 first day of the month, $2 made by, $3 reason; 1 row when it was open, none when closed.
insert into period_event (first_day, kind, made_by, reason)
select $1, 'closed', $2, $3
where not exists (select 1 from closed_period where first_day = $1)
