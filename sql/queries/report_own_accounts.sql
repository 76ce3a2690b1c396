-- The own bank accounts: id, identifier, name, currency.
select id, identifier, name, currency
from own_account
order by id
