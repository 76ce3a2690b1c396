-- The head of the chain, or no row.
select id, digest
from batch
order by id desc
limit 1
