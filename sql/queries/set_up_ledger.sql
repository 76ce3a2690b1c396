-- $1 name, $2 base currency, $3 time zone. Makes the ledger's only row; what is there stays.
insert into ledger (name, base_currency, time_zone) values ($1, $2, $3)
on conflict (singleton) do nothing
