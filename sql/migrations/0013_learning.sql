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
