-- Puts all postings of a ledger in one order (D11). Held until the transaction ends.
select pg_advisory_xact_lock(hashtext('posting'), hashtext(current_schema()))
