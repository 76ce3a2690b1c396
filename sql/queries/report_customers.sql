-- Every customer: id, number, name, terms. Names are as known now.
select id, number, name, payment_terms_days
from customer
order by number
