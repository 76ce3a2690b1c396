copy batch_sum (
    batch_id, posted_on, kind, debit_account, credit_account, currency, row_count, amount_minor)
from stdin (format binary)
