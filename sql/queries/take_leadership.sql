-- $1 lock class. One row: whether this session leads the ledger now. The lock is the session's: it
-- ends with it, however the session ends, so that another daemon may take over.
select pg_try_advisory_lock($1::integer, hashtext(current_schema()))
