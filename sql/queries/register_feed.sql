-- $1 sha256, $2 bytes, $3 content, $4 format or null, $5 verdict, $6 reason or null, $7 accepted,
-- $8 rejected, $9 credits, $10 debits
-- One row with the new id, or none when these bytes were here before.
insert into feed (
    sha256, byte_count, content, format, verdict, reason, accepted_count, rejected_count,
    credit_minor, debit_minor)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict on constraint feed_once do nothing
returning id
