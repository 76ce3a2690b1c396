-- What arrived, what became of it, and what the banks reported.

-- One row per content. The same bytes are the same feed, whatever the file is called.
create table feed (
    id bigint generated always as identity primary key,
    sha256 bytea not null constraint feed_once unique
        constraint feed_sha256_length check (octet_length(sha256) = 32),
    byte_count bigint not null,
    -- customers, invoices, payments (a format's name follows in `format`).
    content text not null
        constraint feed_content_known
        check (content in ('payments', 'customers', 'invoices', 'unknown')),
    format text,
    verdict text not null
        constraint feed_verdict_known check (verdict in ('ingested', 'quarantined')),
    -- What a clerk reads about a quarantined file: reason, place, found, expected, remedy.
    reason text,
    -- Records read and refused, for the summary beside the file.
    accepted_count bigint not null default 0,
    rejected_count bigint not null default 0,
    credit_minor bigint not null default 0,
    debit_minor bigint not null default 0,
    created_at timestamptz not null default now(),
    constraint feed_reason_given check (verdict = 'ingested' or reason is not null)
);

-- One row per file that came in, resends included.
create table arrival (
    claim_id uuid primary key,
    feed_id bigint not null references feed,
    source text not null,
    original_name text not null,
    is_duplicate boolean not null,
    arrived_at timestamptz not null default now()
);
create index arrival_feed on arrival (feed_id);

-- Counted before each try to decode, in a transaction of its own: three deaths are a verdict.
create table decode_attempt (
    sha256 bytea primary key,
    attempts integer not null,
    last_at timestamptz not null default now()
);

create table statement (
    id bigint not null primary key,
    feed_id bigint not null references feed,
    own_account_id integer not null references own_account,
    format text not null,
    kind text not null
        constraint statement_kind_known check (kind in ('end_of_day', 'listing', 'intraday')),
    identifier text not null,
    sequence bigint,
    page bigint,
    currency text not null,
    opening_minor bigint,
    opening_on date,
    closing_minor bigint,
    closing_on date,
    first_booked_on date,
    last_booked_on date,
    entry_count bigint not null,
    new_entry_count bigint not null,
    credit_minor bigint not null,
    debit_minor bigint not null,
    -- Over the sorted entries: tells a resent statement from a corrected one.
    content_digest bytea not null,
    -- The statement this one reports again, if it does.
    reissue_of bigint references statement
);
create index statement_account on statement (own_account_id, closing_on, id);
create index statement_feed on statement (feed_id);

-- One booking on an own bank account, once, however many files report it. The key is the identity
-- of a bank entry (D5): no bank reference is part of it.
create table entry (
    id bigint not null,
    own_account_id integer not null,
    booked_on date not null,
    amount_minor bigint not null constraint entry_amount_not_zero check (amount_minor <> 0),
    -- Tells twins apart: 1, 2, … in one bucket of account, day and signed amount.
    occurrence integer not null,
    value_on date not null,
    kind smallint not null,
    is_reversal boolean not null,
    -- The statement and line that reported it first; later reports are in `sighting`.
    statement_id bigint not null,
    line integer not null,
    bank_reference text not null,
    own_reference text not null,
    code text not null,
    information text not null,
    -- Of the first detail, for recognising the entry in another file.
    end_to_end_id text not null,
    text text not null,
    primary key (booked_on, own_account_id, amount_minor, occurrence)
);
create index entry_id_range on entry using brin (id);
create index entry_statement_range on entry using brin (statement_id);

create table sighting (
    entry_id bigint not null,
    statement_id bigint not null,
    line integer not null,
    primary key (statement_id, entry_id, line)
);
create index sighting_entry on sighting (entry_id);
