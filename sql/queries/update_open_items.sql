-- Brings the due date, reference and discount of open documents up to the staged list.
update open_item
set due_on = incoming.due_on, reference = incoming.reference,
    discount_basis_points = incoming.discount_basis_points,
    discount_until = incoming.discount_until
from incoming_invoice as incoming
where open_item.invoice_id = incoming.invoice_id and incoming.verdict = 'changed'
