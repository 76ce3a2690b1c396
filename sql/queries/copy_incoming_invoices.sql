copy incoming_invoice (
    row_index, number, number_key, kind, customer_number, document_on, due_on, currency,
    gross_minor, reference, refers_to_key, discount_basis_points, discount_until)
from stdin (format binary)
