-- The staged documents that cannot be taken, with what the ledger holds under their number.
-- Rows: row index, verdict, and of the known document: number, kind, customer's number, date,
-- currency, amount in minor units, number of lines; null where there is none.
select incoming.row_index, incoming.verdict, known.number, known.kind, customer.number,
    known.document_on, known.currency, known.gross_minor,
    (select count(*) from invoice_line as line where line.invoice_id = known.id) as line_count
from incoming_invoice as incoming
left join invoice as known on known.number_key = incoming.number_key
left join customer on customer.id = known.customer_id
where incoming.verdict not in ('new', 'unchanged', 'changed')
order by incoming.row_index
