copy entry (
    id, own_account_id, booked_on, amount_minor, occurrence, value_on, kind, is_reversal,
    statement_id, line, bank_reference, own_reference, code, information, end_to_end_id, text)
from stdin (format binary)
