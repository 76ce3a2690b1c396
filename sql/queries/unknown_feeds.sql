-- $1 list of sha256 in hex; those the ledger does not know: archived files whose commit was lost.
select archived.sha256
from unnest($1::text[]) as archived (sha256)
where not exists (select 1 from feed where feed.sha256 = decode(archived.sha256, 'hex'))
