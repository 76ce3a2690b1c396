-- $1 role. One row: whether the server has it.
select exists (select from pg_roles where rolname = $1)
