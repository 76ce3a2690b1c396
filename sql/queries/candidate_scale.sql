-- About how many documents are open, as the server's statistics know; -1 before the first count.
select reltuples::bigint
from pg_class
where oid = 'open_item'::regclass
