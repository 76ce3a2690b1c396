-- $1 last batch wanted, null for all there are
-- One row: the ledger's name and base currency, and the last batch with the digest of the chain.
-- The batch read here limits every other report query, so a report can be made again as known then.
select ledger.name, ledger.base_currency, last.id, last.digest
from ledger
left join lateral (
    select batch.id, batch.digest
    from batch
    where $1::bigint is null or batch.id <= $1
    order by batch.id desc
    limit 1
) as last on true
