-- $1 documents paid in part, $2 what was applied to each
update open_item
set open_minor = open_minor - paid_minor
from unnest($1::bigint[], $2::bigint[]) as applied (invoice_id, paid_minor)
where open_item.invoice_id = applied.invoice_id
