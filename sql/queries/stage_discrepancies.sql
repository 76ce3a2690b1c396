-- Where discrepancies wait to be told apart into new ones and ones seen again.
create temporary table if not exists found_discrepancy (
    code text not null,
    entity text not null,
    entity_id bigint not null,
    severity text not null,
    currency text,
    amount_minor bigint,
    customer_id bigint,
    sentence text not null,
    alternatives text not null,
    evidence text not null,
    about_on date
)
