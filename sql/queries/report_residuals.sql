-- $1 last batch, $2 last day, $3 last day of the period before
-- A row per payment with cash not applied at either day, and per customer with credits moved on
-- account without a payment. From the transfers; `open_cash` knows only today.
with moved as (
    select payment_id, case when payment_id is null then customer_id end as credit_customer,
        currency, min(posted_on) as first_on,
        sum(case credit_account when 2100 then amount_minor else 0 end
            - case debit_account when 2100 then amount_minor else 0 end) as unapplied,
        sum(case credit_account when 2110 then amount_minor else 0 end
            - case debit_account when 2110 then amount_minor else 0 end) as unidentified,
        sum(case credit_account when 2100 then amount_minor else 0 end
            - case debit_account when 2100 then amount_minor else 0 end)
            filter (where posted_on <= $3) as prior_unapplied,
        sum(case credit_account when 2110 then amount_minor else 0 end
            - case debit_account when 2110 then amount_minor else 0 end)
            filter (where posted_on <= $3) as prior_unidentified,
        (array_agg(customer_id order by batch_id desc)
            filter (where kind in ('payment', 'identification') and customer_id is not null))[1]
            as payer
    from transfer
    where (debit_account in (2100, 2110) or credit_account in (2100, 2110))
        and posted_on <= $2
        and batch_id <= $1
    group by 1, 2, 3
), residual as materialized (
    select *
    from moved
    where unapplied <> 0 or unidentified <> 0 or coalesce(prior_unapplied, 0) <> 0
        or coalesce(prior_unidentified, 0) <> 0
), doubt as (
    select distinct on (entity_id) entity_id, code
    from discrepancy
    where entity = 'payment'
        and first_seen_on <= $2
    order by entity_id, id desc
)
select residual.payment_id, coalesce(residual.payer, residual.credit_customer), residual.currency,
    coalesce(payment.booked_on, residual.first_on) as received_on,
    coalesce(payment.amount_minor, residual.unapplied + residual.unidentified)::bigint,
    residual.unapplied::bigint, residual.unidentified::bigint,
    coalesce(residual.prior_unapplied, 0)::bigint,
    coalesce(residual.prior_unidentified, 0)::bigint, coalesce(doubt.code, ''),
    coalesce(last.sentence, '')
from residual
left join payment on payment.id = residual.payment_id
left join doubt on doubt.entity_id = residual.payment_id
left join lateral (
    select decision.sentence
    from decision
    where decision.payment_id = residual.payment_id
        and decision.batch_id <= $1
    order by decision.batch_id desc
    limit 1
) as last on true
order by residual.currency, received_on, residual.payment_id, residual.credit_customer
