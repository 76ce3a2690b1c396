-- What payers and notifications say a payment is made of, and which payment each was joined to.
-- An advice is no money; it is kept until its money comes, and joined once.

create sequence advice_id;

create table advice (
    id bigint not null primary key,
    feed_id bigint not null references feed,
    line integer not null,
    -- The notification whose booking it details; null for a payer's own advice.
    statement_id bigint references statement,
    own_account_id integer references own_account,
    -- As written, and in capital letters and digits only.
    trace text not null,
    trace_key text not null,
    payer_id text not null,
    payer_name text not null,
    payer_account text not null,
    payee_id text not null,
    currency text not null,
    amount_minor bigint not null,
    paid_on date,
    method smallint not null,
    line_count integer not null,
    -- What is wrong with it, a sentence each; empty for nothing.
    findings text not null,
    -- Over all it says: the same advice in another file is no second one.
    content_digest bytea not null constraint advice_once unique
        constraint advice_digest_length check (octet_length(content_digest) = 32)
);
create index advice_feed on advice (feed_id);

create table advice_line (
    advice_id bigint not null,
    ordinal integer not null,
    line integer not null,
    document text not null,
    payer_reference text not null,
    party_name text not null,
    party_account text not null,
    end_to_end_id text not null,
    charged_minor bigint not null,
    paid_minor bigint not null,
    party_minor bigint not null,
    status text not null,
    -- Group, reason and amount in minor units, one adjustment a line.
    adjustments text not null,
    text text not null,
    primary key (advice_id, ordinal)
);

-- The money of an advice: a payment, or the entry whose details it supplied.
create table advice_use (
    advice_id bigint not null primary key references advice,
    payment_id bigint,
    entry_id bigint,
    basis text not null
        constraint advice_use_basis_known check (basis in ('trace', 'payer', 'day')),
    joined_at timestamptz not null default now(),
    constraint advice_use_of_one check ((payment_id is null) <> (entry_id is null))
);
create index advice_use_payment on advice_use (payment_id) where payment_id is not null;

create trigger advice_is_final before update or delete or truncate on advice
    for each statement execute function refuse_change();
create trigger advice_line_is_final before update or delete or truncate on advice_line
    for each statement execute function refuse_change();
create trigger advice_use_is_final before update or delete or truncate on advice_use
    for each statement execute function refuse_change();

grant select, insert on advice, advice_line, advice_use to reconciled_daemon;
grant usage, select, update on sequence advice_id to reconciled_daemon;

