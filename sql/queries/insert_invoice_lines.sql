-- $1 batch id
-- Posts the lines of the new documents: receivables against revenue, tax or fee income, and the
-- other way round for a credit note. A document of a closed month is posted on the next open day.
insert into invoice_line (
    invoice_id, line, batch_id, posted_on, kind, description, debit_account, credit_account,
    currency, amount_minor)
select incoming.invoice_id, line.line, $1::bigint, day.posted_on, line.kind, line.description,
    case when incoming.kind = 'credit_note' then income.account else 1200 end,
    case when incoming.kind = 'credit_note' then 1200 else income.account end,
    incoming.currency, line.amount_minor
from incoming_invoice as incoming
join incoming_line as line using (row_index)
join (values ('revenue', 4000), ('tax', 2300), ('fee', 4100)) as income (kind, account)
    on income.kind = line.kind
join (
    select document_on, open_day(document_on) as posted_on
    from (select distinct document_on from incoming_invoice) as documents
) as day on day.document_on = incoming.document_on
where incoming.verdict = 'new'
order by incoming.invoice_id, line.line
