-- One row for a ledger that is set up: its instance, the day it began in its own time zone, and
-- the server's timeline, which grows with each failover and restore: the first eight hex digits of
-- a WAL file's name.
select instance::text, (created_at at time zone time_zone)::date,
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
from ledger
