copy bank_credit (
    batch_id, posted_on, debit_account, credit_account, currency, amount_minor, kind, entry_id,
    detail, booked_on, value_on, party_name, text)
from stdin (format binary)
