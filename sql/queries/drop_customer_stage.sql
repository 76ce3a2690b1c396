-- Clears the way for another list in the same transaction.
drop table incoming_customer, incoming_identity
