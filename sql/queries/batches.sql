-- All batches in the order of the chain.
select id, row_count, digest, coalesce(previous_id, 0), previous_digest
from batch
order by id
