-- Brings the due date and reference of open documents up to the staged list.
update open_item
set due_on = incoming.due_on, reference = incoming.reference
from incoming_invoice as incoming
where open_item.invoice_id = incoming.invoice_id and incoming.verdict = 'changed'
