-- $1 columns of the list, separated by commas
-- Brings the customers on file up to the staged list; what changes was recorded before.
update customer
set name = incoming.name,
    country = case when 'country' = any (given.columns) then incoming.country
        else customer.country end,
    email = case when 'email' = any (given.columns) then incoming.email
        else customer.email end,
    language = case when 'language' = any (given.columns) then incoming.language
        else customer.language end,
    payment_terms_days = coalesce(incoming.payment_terms_days, customer.payment_terms_days),
    is_active = case when 'active' = any (given.columns) then incoming.is_active
        else customer.is_active end
from incoming_customer as incoming
cross join (select string_to_array($1, ',') as columns) as given
where customer.id = incoming.customer_id
    and (customer.name <> incoming.name
        or customer.payment_terms_days
            <> coalesce(incoming.payment_terms_days, customer.payment_terms_days)
        or ('country' = any (given.columns) and customer.country is distinct from incoming.country)
        or ('email' = any (given.columns) and customer.email is distinct from incoming.email)
        or ('language' = any (given.columns)
            and customer.language is distinct from incoming.language)
        or ('active' = any (given.columns) and customer.is_active <> incoming.is_active))
