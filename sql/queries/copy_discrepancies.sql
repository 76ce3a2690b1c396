copy found_discrepancy (
    code, entity, entity_id, severity, currency, amount_minor, customer_id, sentence,
    alternatives, evidence)
from stdin (format binary)
