-- One row: who this session is and what it may, and whether the server keeps what it commits.
select current_user::text, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls,
    pg_has_role(current_user, $1, 'member'), current_setting('server_version_num')::integer,
    current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off'
        and current_setting('full_page_writes') = 'on',
    current_setting('data_checksums') = 'on'
from pg_roles
where rolname = current_user
