-- Clears the way for another list in the same transaction.
drop table incoming_invoice, incoming_line
