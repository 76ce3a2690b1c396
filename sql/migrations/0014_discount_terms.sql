-- What a payer may leave out.

-- The cash discount of a document: a percentage in hundredths, and the last day for taking it.

alter table invoice
    add column discount_basis_points integer,
    add column discount_until date,
    add constraint invoice_discount_below_all check (discount_basis_points between 1 and 9999),
    add constraint invoice_discount_complete
        check ((discount_basis_points is null) = (discount_until is null));

-- As last changed, as the due date is.
alter table open_item
    add column discount_basis_points integer,
    add column discount_until date,
    add constraint open_item_discount_below_all check (discount_basis_points between 1 and 9999),
    add constraint open_item_discount_complete
        check ((discount_basis_points is null) = (discount_until is null));

-- How `master_change` writes a discount: "2.00 % until 2026-01-31", and nothing for none.
create function discount_text(basis_points integer, until date) returns text
    language sql stable
    as $$
        select coalesce(
            (basis_points * 0.01)::numeric(4, 2) || ' % until ' || to_char(until, 'YYYY-MM-DD'), '')
    $$;

-- The discount of each document as last changed. Apart from `invoice_terms`, so that reports need
-- not look for what they do not show.
create view invoice_discount as
    select invoice.id as invoice_id,
        case when changed.after is null then invoice.discount_basis_points
            else (nullif(split_part(changed.after, ' ', 1), '')::numeric * 100)::integer
        end as discount_basis_points,
        case when changed.after is null then invoice.discount_until
            else nullif(split_part(changed.after, ' ', 4), '')::date
        end as discount_until
    from invoice
    left join lateral (
        select change.after
        from master_change as change
        where change.entity = 'invoice' and change.entity_id = invoice.id
            and change.field = 'discount'
        order by change.id desc
        limit 1
    ) as changed on true;

grant select on invoice_discount to reconciled_daemon;

-- What is let off a customer in a calendar month may have a budget, so it must be found quickly.

create index adjustment_let_off on adjustment (customer_id)
    where kind in ('tolerance', 'charge_deduction');

-- The first day of a day's month, by which differences are counted.
create function value_month(day date) returns date
    language sql immutable
    as $$ select day - (extract(day from day)::integer - 1) $$;
