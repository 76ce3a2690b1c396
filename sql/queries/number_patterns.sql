-- One number of each pattern, and whether it is a customer's.
select entity = 'customer', sample
from number_pattern
