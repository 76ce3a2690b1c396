copy (
    select invoice_id, customer_id, open_minor, original_minor, currency, document_on, due_on,
        is_held, discount_basis_points, discount_until, number, reference
    from open_item
) to stdout (format binary)
