-- Holds a list of documents while it is compared with the ledger; gone with the transaction.
create temporary table incoming_invoice (
    row_index integer primary key,
    number text not null,
    number_key text not null,
    kind text not null,
    customer_number text not null,
    document_on date not null,
    -- null where the list gives none, until the document is judged.
    due_on date,
    currency text not null,
    gross_minor bigint not null,
    reference text not null,
    refers_to_key text not null,
    -- Both null for no discount.
    discount_basis_points integer,
    discount_until date,
    customer_id bigint,
    invoice_id bigint,
    refers_to_id bigint,
    -- new, unchanged, changed, or the reason of the refusal; null until it is judged.
    verdict text
) on commit drop;

create temporary table incoming_line (
    row_index integer not null,
    line integer not null,
    kind text not null,
    description text not null,
    amount_minor bigint not null,
    primary key (row_index, line)
) on commit drop;
