-- Decisions, discrepancies, periods, jobs and reports.

-- What was decided about a payment, each time it was decided.
create table decision (
    payment_id bigint not null,
    batch_id bigint not null,
    outcome smallint not null,
    gate smallint not null,
    payer_grade smallint not null,
    reference_grade smallint not null,
    amount_grade smallint not null,
    customer_id bigint,
    rest_minor bigint not null,
    engine text not null,
    sentence text not null,
    -- Competing explanations or nearest candidates, one a line.
    alternatives text not null,
    primary key (payment_id, batch_id)
);

create table discrepancy (
    id bigint generated always as identity primary key,
    code text not null,
    -- What it is about; with the code it is found again instead of opened twice.
    entity text not null
        constraint discrepancy_entity_known
        check (entity in ('feed', 'statement', 'payment', 'entry', 'invoice', 'customer', 'report',
            'own_account', 'batch')),
    entity_id bigint not null,
    severity text not null
        constraint discrepancy_severity_known check (severity in ('high', 'medium', 'low')),
    currency text,
    amount_minor bigint,
    customer_id bigint,
    -- Two or three sentences: what is wrong, the explanations, what to do.
    sentence text not null,
    alternatives text not null,
    -- File, statement and line, or document.
    evidence text not null,
    first_seen_on date not null,
    created_at timestamptz not null default now(),
    constraint discrepancy_once unique (code, entity, entity_id)
);

-- What happened to a discrepancy. Its state is that of the last event.
create table discrepancy_event (
    id bigint generated always as identity primary key,
    discrepancy_id bigint not null references discrepancy,
    kind text not null
        constraint discrepancy_event_kind_known
        check (kind in ('opened', 'seen_again', 'resolved', 'reopened', 'accepted', 'noted')),
    happened_on date not null,
    happened_at timestamptz not null default now(),
    made_by text not null,
    batch_id bigint,
    note text not null
);
create index discrepancy_event_of on discrepancy_event (discrepancy_id, id);

create view discrepancy_state as
    select discrepancy.*, last.kind as last_event, last.happened_on as last_on,
        last.kind in ('opened', 'seen_again', 'reopened', 'noted') as is_open,
        (
            select count(*)
            from discrepancy_event as event
            where event.discrepancy_id = discrepancy.id and event.kind in ('opened', 'seen_again')
        ) as occurrences
    from discrepancy
    cross join lateral (
        select event.kind, event.happened_on
        from discrepancy_event as event
        where event.discrepancy_id = discrepancy.id
        order by event.id desc
        limit 1
    ) as last;

-- A month is open until an event closes it.
create table period_event (
    id bigint generated always as identity primary key,
    first_day date not null
        constraint period_event_month check (extract(day from first_day) = 1),
    kind text not null
        constraint period_event_kind_known check (kind in ('closed', 'reopened')),
    happened_at timestamptz not null default now(),
    made_by text not null,
    reason text not null
);

create view closed_period as
    select first_day
    from (
        select distinct on (first_day) first_day, kind
        from period_event
        order by first_day, id desc
    ) as last
    where kind = 'closed';

-- The first day on or after `day` that is not in a closed month: where a late posting goes.
create function open_day(day date) returns date language sql stable as $$
    select case
        when not exists (
            select 1 from closed_period where first_day = date_trunc('month', day)::date)
        then day
        else (
            select min(month)::date
            from generate_series(
                date_trunc('month', day) + interval '1 month',
                date_trunc('month', day) + interval '50 years', interval '1 month') as month
            where not exists (select 1 from closed_period where first_day = month::date))
    end
$$;

-- Which runs of a job are done, so that a missed one is caught up once and none runs twice.
create table job_run (
    job text not null,
    due_on date not null,
    finished_at timestamptz not null default now(),
    outcome text not null,
    primary key (job, due_on)
);

create table report_run (
    id bigint generated always as identity primary key,
    period text not null,
    version integer not null,
    as_of date not null,
    -- Everything up to this batch is in the report.
    batch_id bigint,
    ledger_digest bytea not null,
    -- SHA-256 of the manifest, which holds those of the files.
    manifest_digest bytea not null,
    directory text not null,
    ties_out boolean not null,
    made_at timestamptz not null default now(),
    constraint report_run_once unique (period, version)
);

-- Highest timeline and other facts the daemon must not forget across restarts of the server.
create table heartbeat (
    singleton boolean primary key default true constraint heartbeat_only_one check (singleton),
    beat_at timestamptz not null
);

create trigger decision_is_final before update or delete or truncate on decision
    for each statement execute function refuse_change();
create trigger discrepancy_is_final before update or delete or truncate on discrepancy
    for each statement execute function refuse_change();
create trigger discrepancy_event_is_final before update or delete or truncate on discrepancy_event
    for each statement execute function refuse_change();
create trigger period_event_is_final before update or delete or truncate on period_event
    for each statement execute function refuse_change();
create trigger report_run_is_final before update or delete or truncate on report_run
    for each statement execute function refuse_change();
