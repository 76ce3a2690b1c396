-- One row for a ledger that is set up: its instance, the day it began in its own time zone, the
-- server's timeline, which grows with each failover and restore (the first eight hex digits of a
-- WAL file's name), and the server's clock in seconds since 1970.
select instance::text, (created_at at time zone time_zone)::date,
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer,
    extract(epoch from clock_timestamp())::bigint
from ledger
