-- By position: $1 amounts, $2 currencies; $3 booked on or after; $4 whether notifications are asked for, or
-- else payers' own advice
-- Payments of these amounts that were joined to no such advice yet, with all that may name one, and the
-- documents they are set against now, `number=reference=minor` one a line.
select payment.id, payment.amount_minor, payment.currency, payment.booked_on, payment.payer_name,
    payment.payer_account, payment.end_to_end_id, payment.structured_references, payment.text,
    entry.bank_reference, entry.own_account_id::bigint,
    coalesce((
        select string_agg(
            number_key || '=' || reference || '=' || standing.amount_minor, e'\n'
            order by number_key)
        from (
            select invoice.number_key, invoice.reference, sum(
                case when part.credit_account = 1200 then part.amount_minor
                else -part.amount_minor end) as amount_minor
            from allocation as part
            join invoice on invoice.id = part.invoice_id
            where part.payment_id = payment.id and not exists (
                select 1
                from correction
                where undone_kind = 'allocation' and undone_id = part.id)
            group by invoice.number_key, invoice.reference
        ) as standing
    ), '')
from (
    select distinct amount_minor, currency
    from unnest($1::bigint[], $2::text[]) as given (amount_minor, currency)
) as wanted
join payment using (amount_minor, currency)
join entry on entry.id = payment.entry_id and entry.booked_on = payment.booked_on
where payment.booked_on >= $3
    and not exists (
        select 1
        from advice_use
        join advice on advice.id = advice_use.advice_id
        where advice_use.payment_id = payment.id and (advice.notification <> 0) = $4)
    and not exists (select 1 from bank_debit where returned_payment_id = payment.id)
order by payment.id
