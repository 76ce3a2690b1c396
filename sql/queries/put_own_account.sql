-- $1 identifier, $2 currency, $3 name
-- Makes a configured bank account and its ledger account; renames it when the name changed.
with put as (
    insert into own_account (identifier, currency, name)
    values ($1, $2, $3)
    on conflict on constraint own_account_once do update set name = excluded.name
    returning id, name
)
insert into account (id, code, name, kind)
select 10000 + id, 'bank_' || id, name, 'asset'
from put
on conflict (id) do nothing
