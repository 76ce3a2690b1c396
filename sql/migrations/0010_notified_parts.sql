-- The advice of one notification belongs together even if the notification names no account of
-- ours: a lockbox knows its own number only, and the bank books its cheques as one deposit.

alter table advice
    -- The first advice of the notification it is from; 0 for a payer's own.
    add column notification bigint not null default 0,
    -- The account or box as the notification writes it.
    add column account text not null default '';

alter table advice disable trigger advice_is_final;
update advice
set notification = (
    select min(id) from advice as part where part.statement_id = advice.statement_id)
where statement_id is not null;
alter table advice enable trigger advice_is_final;

alter table advice_use
    drop constraint advice_use_basis_known,
    add constraint advice_use_basis_known check (basis in ('trace', 'payer', 'box', 'day'));

-- An advice whose money never comes is something to look at.
alter table discrepancy
    drop constraint discrepancy_entity_known,
    add constraint discrepancy_entity_known
        check (entity in ('feed', 'statement', 'payment', 'entry', 'invoice', 'customer', 'report',
            'own_account', 'batch', 'advice'));
