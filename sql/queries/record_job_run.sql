-- $1 job, $2 run, $3 outcome. A run that is recorded already stays as it is: a crash between the
-- work and this note makes the work happen twice, which it is made for, and the note once.
insert into job_run (job, due_on, outcome) values ($1, $2, $3)
on conflict do nothing
