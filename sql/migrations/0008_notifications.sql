-- Details of bookings that a statement reports too: camt.054, ACH files, a lockbox.

alter table statement drop constraint statement_kind_known;
alter table statement add constraint statement_kind_known
    check (kind in ('end_of_day', 'listing', 'intraday', 'notification'));
