alter table crm.pipeline add column stale_days integer check (stale_days > 7);
comment on column crm.pipeline.stale_days is 'Days without a change or an interaction after which an open opportunity is closed as lost; its owner is warned a week before. Null for never.';

-- For StaleRepository: what nobody has touched for long.
create index opportunity_open_by_change on crm.opportunity (pipeline_id, last_change_at) where stage_category = 'OPEN' and deleted_at is null;
