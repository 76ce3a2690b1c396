-- One row for a ledger that is set up.
select name, base_currency, time_zone from ledger
