copy found_discrepancy (
    code, entity, entity_id, severity, currency, amount_minor, customer_id, sentence,
    alternatives, evidence, about_on)
from stdin (format binary)
