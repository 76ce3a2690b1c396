-- $1 batch, $2 day, $3 own account, $4 statement, $5 debit account, $6 credit account,
-- $7 currency, $8 amount
insert into opening_balance (
    batch_id, posted_on, own_account_id, statement_id, debit_account, credit_account, currency,
    amount_minor)
values ($1, open_day($2), $3, $4, $5, $6, $7, $8)
