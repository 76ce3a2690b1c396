-- $1 feed, then by position: $2 ids, $3 lines, $4 statements or 0, $5 own accounts or 0, $6 traces,
-- $7 trace keys, $8 payers' ids, $9 payers' names, $10 payers' accounts, $11 payees' ids,
-- $12 currencies, $13 amounts, $14 days as text or empty, $15 methods, $16 numbers of lines,
-- $17 findings, $18 digests in hex, $19 the first advice of their notifications or 0, $20 accounts as
-- written
-- The ids of those that are new.
insert into advice (
    id, feed_id, line, statement_id, own_account_id, trace, trace_key, payer_id, payer_name,
    payer_account, payee_id, currency, amount_minor, paid_on, method, line_count, findings,
    content_digest, notification, account)
select id, $1, line, nullif(statement_id, 0), nullif(own_account_id, 0), trace, trace_key,
    payer_id, payer_name, payer_account, payee_id, currency, amount_minor,
    nullif(paid_on, '')::date, method, line_count, findings, decode(content_digest, 'hex'),
    notification, account
from unnest(
    $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::text[], $15::bigint[],
    $16::bigint[], $17::text[], $18::text[], $19::bigint[], $20::text[])
    as given (
        id, line, statement_id, own_account_id, trace, trace_key, payer_id, payer_name,
        payer_account, payee_id, currency, amount_minor, paid_on, method, line_count, findings,
        content_digest, notification, account)
on conflict on constraint advice_once do nothing
returning id
