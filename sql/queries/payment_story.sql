-- $1 payment; where it came from and what is left of it.
select payment.amount_minor, payment.currency, payment.booked_on, payment.value_on,
    payment.posted_on, payment.payer_name, payment.text, payment.structured_references,
    payment.end_to_end_id, entry.line, payment.detail, statement.identifier, statement.format,
    encode(feed.sha256, 'hex'),
    (
        select string_agg(original_name, ', ' order by arrived_at)
        from arrival
        where arrival.feed_id = feed.id
    ),
    (select count(*) from sighting where sighting.entry_id = entry.id),
    own_account.name, payment.batch_id, coalesce(open_cash.rest_minor, 0),
    case coalesce(open_cash.account, 0) when 2100 then 'unapplied' when 2110 then 'unidentified'
        else '' end
from payment
join entry on entry.id = payment.entry_id and entry.booked_on = payment.booked_on
join statement on statement.id = entry.statement_id
join feed on feed.id = statement.feed_id
join own_account on own_account.id = entry.own_account_id
left join open_cash on open_cash.payment_id = payment.id
where payment.id = $1
