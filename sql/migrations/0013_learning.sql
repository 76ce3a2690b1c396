-- What payments and people teach about accounts and mandates.

alter table payer_identity
    -- Payments of others came from it by exact references: it is shared, and payments alone do not
    -- teach it again. A person or a list may.
    add column is_contradicted boolean not null default false,
    -- The batch that taught it last; null for what only master data gave.
    add column batch_id bigint;

-- The few that were taught are found without the many on file.
create index payer_identity_taught on payer_identity (kind, value_key)
    where state in ('learned', 'confirmed');

-- By what a payment's payer may be recognised. The key is made in the language of no place and put
-- back into the index's own order.
create view payer_trait as
    select payment.id as payment_id, given.kind, given.value, key.value_key
    from payment
    cross join lateral (
        values ('account', payment.payer_account), ('mandate', payment.mandate)
    ) as given (kind, value)
    cross join lateral (
        select upper(regexp_replace(given.value, '[^A-Za-z0-9]', '', 'g') collate "C")
            collate "default" as value_key
    ) as key
    where key.value_key <> '';

grant select on payer_trait to reconciled_daemon;
