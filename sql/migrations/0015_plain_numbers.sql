-- Digits and the word behind them are no number of a ledger whose numbers end in digits: patterns
-- tell numbers that are letters and then digits only from those with letters behind a digit.

alter table number_pattern
    add column is_plain boolean not null default true,
    drop constraint number_pattern_pkey;

create or replace function learn_number_patterns() returns trigger language plpgsql as $$
begin
    insert into number_pattern (entity, prefix, length, is_plain, sample)
    select tg_table_name, substring(key from '^[A-Z]{0,8}'), length(key),
        key ~ '^[A-Z]{0,8}[0-9]*$', min(key)
    from (
        select regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') as key
        from added
    ) as numbers
    where key <> ''
    group by 2, 3, 4
    on conflict do nothing;
    return null;
end
$$;

update number_pattern
set is_plain = sample ~ '^[A-Z]{0,8}[0-9]*$'
where entity <> 'reference';

alter table number_pattern
    add primary key (entity, prefix, length, is_plain);

-- The one sample of a pattern hid the other kind.
insert into number_pattern (entity, prefix, length, is_plain, sample)
select entity, substring(key from '^[A-Z]{0,8}'), length(key), key ~ '^[A-Z]{0,8}[0-9]*$', min(key)
from (
    select 'invoice' as entity, regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') as key
    from invoice
    union all
    select 'customer', regexp_replace(upper(number), '[^A-Z0-9]', '', 'g')
    from customer
) as numbers
where key <> ''
group by 1, 2, 3, 4
on conflict do nothing;
