copy payment (
    id, batch_id, posted_on, debit_account, credit_account, currency, amount_minor, customer_id,
    entry_id, detail, booked_on, value_on, payer_name, payer_account, mandate, end_to_end_id,
    structured_references, text)
from stdin (format binary)
