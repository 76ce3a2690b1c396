copy bank_debit (
    batch_id, posted_on, debit_account, credit_account, currency, amount_minor, kind, entry_id,
    detail, booked_on, value_on, returned_payment_id, reason_code, party_name, text)
from stdin (format binary)
