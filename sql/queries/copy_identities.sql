copy (
    select customer_id, kind, state in ('on_file', 'confirmed'), value
    from payer_identity
    where state <> 'retired'
) to stdout (format binary)
