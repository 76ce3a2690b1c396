copy adjustment (
    batch_id, posted_on, kind, debit_account, credit_account, currency, amount_minor, customer_id,
    invoice_id, payment_id, reason)
from stdin (format binary)
