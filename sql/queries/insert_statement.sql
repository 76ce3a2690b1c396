-- $1 id, $2 feed, $3 own account, $4 format, $5 kind, $6 identifier, $7 sequence, $8 page,
-- $9 currency, $10 opening, $11 opening day, $12 closing, $13 closing day, $14 first day,
-- $15 last day, $16 entries, $17 new entries, $18 credits, $19 debits, $20 content digest,
-- $21 statement it repeats
insert into statement (
    id, feed_id, own_account_id, format, kind, identifier, sequence, page, currency,
    opening_minor, opening_on, closing_minor, closing_on, first_booked_on, last_booked_on,
    entry_count, new_entry_count, credit_minor, debit_minor, content_digest, reissue_of)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21)
