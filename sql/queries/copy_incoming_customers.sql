copy incoming_customer (
    row_index, number, name, country, email, language, payment_terms_days, is_active)
from stdin (format binary)
