-- Holds a customer list while it is compared with what is on file; gone with the transaction.
create temporary table incoming_customer (
    row_index integer primary key,
    number text not null,
    name text not null,
    country text,
    email text,
    language text,
    payment_terms_days integer,
    is_active boolean not null,
    -- null for a customer not yet on file.
    customer_id bigint
) on commit drop;

create temporary table incoming_identity (
    row_index integer not null,
    kind text not null,
    value text not null,
    value_key text not null
) on commit drop;

-- Without it a list of five thousand customers took 17 s instead of 0.07 s to compare, whenever the
-- server had no statistics of the identities yet.
create index incoming_identity_key on incoming_identity (row_index, kind, value_key);
