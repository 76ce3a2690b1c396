-- The bank accounts of the ledger.
select id, identifier, currency, name
from own_account
order by id
