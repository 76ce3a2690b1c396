-- Most digits in a payment's text pass the check of some reference scheme, and most ledgers print
-- references of one or two lengths, or none: the lengths tell which digits are worth asking for.

alter table number_pattern
    drop constraint number_pattern_entity_known,
    add constraint number_pattern_entity_known
        check (entity in ('invoice', 'customer', 'reference'));

create function learn_reference_lengths() returns trigger language plpgsql as $$
begin
    insert into number_pattern (entity, prefix, length, sample)
    select 'reference', '', length(reference), min(reference)
    from added
    where reference <> ''
    group by length(reference)
    on conflict do nothing;
    return null;
end
$$;

create trigger invoice_teaches_reference_lengths
    after insert on invoice
    referencing new table as added
    for each statement execute function learn_reference_lengths();

insert into number_pattern (entity, prefix, length, sample)
select 'reference', '', length(reference), min(reference)
from invoice
where reference <> ''
group by length(reference);
