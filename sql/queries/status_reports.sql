-- $1 number of rows. The last reports, newest first.
select period, version, to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    directory, ties_out
from report_run
order by id desc
limit $1
