-- $1 payments that were taken back: nothing of them is left.
delete from open_cash
where payment_id = any ($1::bigint[])
