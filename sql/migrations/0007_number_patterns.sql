-- What the ledger's own numbers look like: the letters they begin with and their lengths. A small
-- feed fetches only the documents its texts may name; these patterns tell what may be a name.

create table number_pattern (
    entity text not null
        constraint number_pattern_entity_known check (entity in ('invoice', 'customer')),
    prefix text not null,
    length integer not null,
    -- One number of the pattern.
    sample text not null,
    primary key (entity, prefix, length)
);

create function learn_number_patterns() returns trigger language plpgsql as $$
begin
    insert into number_pattern (entity, prefix, length, sample)
    select tg_table_name, substring(key from '^[A-Z]{0,8}'), length(key), min(key)
    from (
        select regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') as key
        from added
    ) as numbers
    where key <> ''
    group by substring(key from '^[A-Z]{0,8}'), length(key)
    on conflict do nothing;
    return null;
end
$$;

create trigger invoice_teaches_patterns
    after insert on invoice
    referencing new table as added
    for each statement execute function learn_number_patterns();

create trigger customer_teaches_patterns
    after insert on customer
    referencing new table as added
    for each statement execute function learn_number_patterns();

grant select, insert on number_pattern to reconciled_daemon;
