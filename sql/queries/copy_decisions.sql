copy decision (
    payment_id, batch_id, outcome, gate, payer_grade, reference_grade, amount_grade, customer_id,
    rest_minor, engine, sentence, alternatives)
from stdin (format binary)
