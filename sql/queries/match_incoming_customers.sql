-- Finds the staged customers that are on file.
update incoming_customer as incoming
set customer_id = customer.id
from customer
where customer.number = incoming.number
