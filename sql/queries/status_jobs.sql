-- The last run of each job.
select distinct on (job) job, due_on,
    to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), outcome
from job_run
order by job, due_on desc
