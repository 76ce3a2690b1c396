-- $1 lock class. At most one row: the process on the server that leads the ledger, and since when
-- its session has been there. `pg_locks` shows the signed halves of the key as unsigned.
select held.pid, coalesce(activity.application_name, ''), activity.backend_start::text
from pg_locks as held
left join pg_stat_activity as activity on activity.pid = held.pid
where held.locktype = 'advisory'
    and held.granted
    and held.database = (select oid from pg_database where datname = current_database())
    and held.classid = $1::integer::bigint::oid
    and held.objid = (hashtext(current_schema())::bigint & 4294967295)::oid
    and held.objsubid = 2
