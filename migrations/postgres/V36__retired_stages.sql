-- A stage that a pipeline lost stays for history; what stood in it has gone to another.
alter table crm.stage
  add column retired_at timestamptz,
  add column merged_into_id bigint references crm.stage,
  add constraint stage_retired_into_another check ((retired_at is null) = (merged_into_id is null));
comment on column crm.stage.merged_into_id is 'Where the opportunities went that stood in it when it was retired.';
-- What the pipeline has now is counted and named once each; a later stage may take a retired one's name.
alter table crm.stage
  drop constraint stage_ordinal,
  drop constraint stage_name,
  add constraint stage_ordinal exclude using btree (pipeline_id with =, ordinal with =)
    where (retired_at is null) deferrable initially deferred,
  add constraint stage_name exclude using btree (pipeline_id with =, name with =)
    where (retired_at is null) deferrable initially deferred;
create index stage_of_pipeline on crm.stage (pipeline_id, ordinal);

-- A move that read the pipeline before a stage was retired must not end there. Its transaction is tried again, and finds the pipeline as it is.
create function internal.refuse_retired_stage() returns trigger language plpgsql as $$
declare
  gone timestamptz;
begin
  select retired_at into gone from crm.stage where stage_id = new.stage_id for share;
  if gone is not null then
    raise exception 'stage % was retired meanwhile', new.stage_id using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger opportunity_begins_in_a_stage before insert on crm.opportunity
  for each row execute function internal.refuse_retired_stage();
create trigger opportunity_moves_to_a_stage before update of stage_id on crm.opportunity
  for each row when (old.stage_id <> new.stage_id) execute function internal.refuse_retired_stage();
