-- The id of the next batch.
select nextval('batch_id')
