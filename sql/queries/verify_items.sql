-- Every open item, recomputed from the transfers on the receivables account.
select 'document ' || coalesce(invoice.number, item_id::text) || ' is open with '
    || coalesce(kept.open_minor, 0) || ', its transfers say ' || coalesce(moved.open_minor, 0)
from (
    select invoice_id as item_id, sum(
        case when debit_account = 1200 then amount_minor else -amount_minor end) as open_minor
    from transfer
    where invoice_id is not null and 1200 in (debit_account, credit_account)
    group by invoice_id
) as moved
full join (select invoice_id as item_id, open_minor from open_item) as kept using (item_id)
left join invoice on invoice.id = item_id
where coalesce(kept.open_minor, 0) <> coalesce(moved.open_minor, 0)
order by item_id
