-- $1 payment; every decision about it, first one first.
select decision.batch_id, decision.outcome, decision.gate, decision.payer_grade,
    decision.reference_grade, decision.amount_grade, decision.engine, decision.sentence,
    decision.alternatives, coalesce(customer.number || ' ' || customer.name, '')
from decision
left join customer on customer.id = decision.customer_id
where decision.payment_id = $1
order by decision.batch_id
