-- $1 codes, $2 entity, $3 ids, $4 business day, $5 made by, $6 batch or null, $7 note
insert into discrepancy_event (discrepancy_id, kind, happened_on, made_by, batch_id, note)
select id, 'resolved', $4, $5, $6::bigint, $7
from discrepancy_state
where code = any ($1::text[]) and entity = $2 and entity_id = any ($3::bigint[]) and is_open
