copy advice_line (
    advice_id, ordinal, line, document, payer_reference, party_name, party_account, end_to_end_id,
    charged_minor, paid_minor, party_minor, status, adjustments, text)
from stdin (format binary)
