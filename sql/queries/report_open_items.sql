-- $1 last batch, $2 last day, $3 last day of the period before
-- A row per document open at either day: what was open, from all its transfers on receivables.
-- `open_item` is not asked: it knows only today, and this is what it is proved against. The due date
-- is the one last agreed. It and whether an item is held are known only as of now.
with moved as (
    select invoice_id,
        sum(case when debit_account = 1200 then amount_minor else -amount_minor end) as open_minor,
        sum(case when debit_account = 1200 then amount_minor else -amount_minor end)
            filter (where posted_on <= $3) as prior_minor,
        max(posted_on) filter (where kind = 'allocation') as last_paid_on
    from transfer
    where invoice_id is not null
        and posted_on <= $2
        and batch_id <= $1
        and (debit_account = 1200) <> (credit_account = 1200)
    group by invoice_id
)
select invoice.id, invoice.number, invoice.kind, invoice.customer_id, invoice.currency,
    invoice.document_on, terms.due_on,
    case when invoice.kind = 'credit_note' then -invoice.gross_minor else invoice.gross_minor end,
    moved.open_minor::bigint, coalesce(moved.prior_minor, 0)::bigint,
    coalesce(open_item.is_held, false), moved.last_paid_on
from moved
join invoice on invoice.id = moved.invoice_id
join invoice_terms as terms on terms.invoice_id = invoice.id
left join open_item on open_item.invoice_id = moved.invoice_id
where moved.open_minor <> 0 or coalesce(moved.prior_minor, 0) <> 0
order by invoice.currency, invoice.customer_id, terms.due_on, invoice.number_key
