-- One row: how many staged documents were new, unchanged and changed.
select count(*) filter (where verdict = 'new'), count(*) filter (where verdict = 'unchanged'),
    count(*) filter (where verdict = 'changed')
from incoming_invoice
