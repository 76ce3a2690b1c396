copy (
    select id, name
    from customer
) to stdout (format binary)
