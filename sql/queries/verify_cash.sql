-- The rest of every payment, recomputed from the transfers on the two cash accounts.
select 'payment ' || payment_id || ' has ' || coalesce(kept.rest_minor, 0)
    || ' left, its transfers say ' || coalesce(moved.rest_minor, 0)
from (
    select payment_id, sum(
        case when credit_account in (2100, 2110) then amount_minor else 0 end
        - case when debit_account in (2100, 2110) then amount_minor else 0 end) as rest_minor
    from transfer
    where payment_id is not null
    group by payment_id
) as moved
full join open_cash as kept using (payment_id)
where coalesce(kept.rest_minor, 0) <> coalesce(moved.rest_minor, 0)
order by payment_id
