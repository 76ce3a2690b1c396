-- At most one row: seconds since a daemon last noted that it works.
select extract(epoch from now() - beat_at)::bigint
from heartbeat
