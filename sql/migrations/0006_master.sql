-- What loading customers and invoices needs beside the tables of both.

create sequence invoice_id;

-- The due date and reference of each document as last changed. The invoice row itself is history
-- and keeps those it was issued with; changes are in master_change, the newest one counts.
create view invoice_terms as
    select invoice.id as invoice_id, coalesce(due.after::date, invoice.due_on) as due_on,
        coalesce(reference.after, invoice.reference) as reference
    from invoice
    left join lateral (
        select change.after
        from master_change as change
        where change.entity = 'invoice' and change.entity_id = invoice.id
            and change.field = 'due_date'
        order by change.id desc
        limit 1
    ) as due on true
    left join lateral (
        select change.after
        from master_change as change
        where change.entity = 'invoice' and change.entity_id = invoice.id
            and change.field = 'reference'
        order by change.id desc
        limit 1
    ) as reference on true;

grant usage, select, update on sequence invoice_id to reconciled_daemon;
grant select on invoice_terms to reconciled_daemon;
