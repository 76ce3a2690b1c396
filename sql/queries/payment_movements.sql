-- $1 payment; every transfer that touches its cash, in the order of posting.
select transfer.kind, transfer.posted_on, transfer.batch_id, debit.code, credit.code,
    transfer.currency, transfer.amount_minor, coalesce(invoice.number, '')
from transfer
join account as debit on debit.id = transfer.debit_account
join account as credit on credit.id = transfer.credit_account
left join invoice on invoice.id = transfer.invoice_id
where transfer.payment_id = $1
order by transfer.batch_id, transfer.kind = 'bank_return', transfer.kind like 'undone%',
    transfer.kind <> 'payment', transfer.id
