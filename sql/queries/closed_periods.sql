-- The closed months, oldest first.
select first_day
from closed_period
order by first_day
