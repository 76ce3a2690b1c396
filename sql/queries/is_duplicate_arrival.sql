-- $1 claim id as text; how the claim was recorded, or no row.
select is_duplicate
from arrival
where claim_id = $1::text::uuid
