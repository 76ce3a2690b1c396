-- $1 identifier, $2 currency, $3 name. Adds a bank account and its account in the chart, or gives
-- both the new name. One row: how many are new.
with own as (
    insert into own_account (identifier, currency, name) values ($1, $2, $3)
    on conflict (identifier, currency) do update set name = excluded.name
    returning id, name, xmax = 0 as is_new
), chart as (
    insert into account (id, code, name, kind)
    select 10000 + id, 'bank_' || id, name, 'asset' from own
    on conflict (id) do update set name = excluded.name
    returning id
)
select count(*) filter (where own.is_new)
from own
cross join chart
