-- One number of each pattern, and whose it is: a document's, a customer's, or a document's
-- structured reference.
select entity, sample
from number_pattern
