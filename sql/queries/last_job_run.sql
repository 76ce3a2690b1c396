-- $1 job. One row: the last run done; null before the first. Runs are done in order, so the last
-- one stands for all before it.
select max(due_on) from job_run where job = $1
