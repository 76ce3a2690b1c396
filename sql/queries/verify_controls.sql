-- Control accounts against what is open.
select 'account ' || code || ' in ' || currency || ' stands at ' || balance_minor
    || ', what is open adds up to ' || open_minor
from control_difference
order by code, currency
