-- $1 last batch, $2 last day, $3 first day of the history
-- What each month's postings added to receivables, by due date of the document. Months before the
-- history are one row of the month before it. A few thousand rows give the aging totals of every
-- month's end: an amount posted by then is as old as its due date makes it.
select greatest(date_trunc('month', transfer.posted_on)::date,
        ($3::date - interval '1 month')::date) as month,
    terms.due_on, transfer.currency,
    sum(case when transfer.debit_account = 1200 then transfer.amount_minor
        else -transfer.amount_minor end)::bigint as amount_minor
from transfer
join invoice_terms as terms on terms.invoice_id = transfer.invoice_id
where transfer.posted_on <= $2
    and transfer.batch_id <= $1
    and (transfer.debit_account = 1200) <> (transfer.credit_account = 1200)
group by 1, 2, 3
order by 3, 1, 2
