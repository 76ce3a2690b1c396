copy open_cash (payment_id, account, customer_id, currency, rest_minor)
from stdin (format binary)
