copy allocation (
    payment_id, invoice_id, occurrence, id, batch_id, posted_on, customer_id, debit_account,
    credit_account, currency, amount_minor, is_automatic)
from stdin (format binary)
