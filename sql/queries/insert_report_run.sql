-- $1 period, $2 version, $3 as of, $4 batch or null, $5 ledger digest, $6 manifest digest,
-- $7 directory, $8 whether all figures tie out
insert into report_run (
    period, version, as_of, batch_id, ledger_digest, manifest_digest, directory, ties_out)
values ($1, $2, $3, $4, $5, $6, $7, $8)
