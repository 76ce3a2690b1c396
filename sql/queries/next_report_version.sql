-- $1 period; the version its next report gets.
select coalesce(max(version), 0) + 1
from report_run
where period = $1
