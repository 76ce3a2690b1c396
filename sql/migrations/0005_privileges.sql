-- What the daemon may do: read everything, add rows, and change only what is not history.
-- Roles are made by `reconciled migrate` before the first migration; they belong to the server.

do $$
declare
    ledger_schema text := current_schema();
begin
    execute format('grant usage on schema %I to reconciled_daemon', ledger_schema);
    execute format('grant select, insert on all tables in schema %I to reconciled_daemon',
        ledger_schema);
    -- Ids are reserved in blocks before a bulk copy, which sets the sequence.
    execute format('grant usage, select, update on all sequences in schema %I to reconciled_daemon',
        ledger_schema);
end
$$;

grant update on ledger, own_account, customer, payer_identity, decode_attempt, open_item,
    open_cash, heartbeat to reconciled_daemon;
grant delete on open_item, open_cash to reconciled_daemon;
-- The rows of a list are counted after its feed has an id.
grant update (accepted_count, rejected_count) on feed to reconciled_daemon;
