-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V41","reason":"approval flow that comes with the product","rule":null}');

alter table crm.stage
  add column approval_on_entry boolean not null default false,
  add constraint stage_ends_need_no_approval check (not approval_on_entry or category = 'OPEN');
comment on column crm.stage.approval_on_entry is 'Whether somebody has to agree before an opportunity comes in.';

alter table crm.opportunity
  add column pending_stage_id bigint references crm.stage,
  add column pending_reason text,
  add constraint opportunity_pending_while_open check (pending_stage_id is null or stage_category = 'OPEN'),
  add constraint opportunity_pending_for_a_stage check (pending_reason is null or pending_stage_id is not null);
comment on column crm.opportunity.pending_stage_id is 'Where it goes once an approval has agreed; until then it stays where it is.';
comment on column crm.opportunity.pending_reason is 'What its mover said of going there.';
create index opportunity_of_pending_stage on crm.opportunity (pending_stage_id) where pending_stage_id is not null;

-- As for a move: who asks for a stage that is being retired is tried again.
create function internal.refuse_retired_pending_stage() returns trigger language plpgsql as $$
declare
  gone timestamptz;
begin
  select retired_at into gone from crm.stage where stage_id = new.pending_stage_id for share;
  if gone is not null then
    raise exception 'stage % was retired meanwhile', new.pending_stage_id using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger opportunity_waits_for_a_stage before update of pending_stage_id on crm.opportunity
  for each row when (new.pending_stage_id is distinct from old.pending_stage_id and new.pending_stage_id is not null)
  execute function internal.refuse_retired_pending_stage();

alter table crm.approval_flow
  drop constraint approval_flow_record_type_check,
  add constraint approval_flow_record_type_check check (record_type in ('QUOTE', 'CONTRACT', 'OPPORTUNITY'));

-- Who agrees unless the company says otherwise.
with flow as (
  insert into crm.approval_flow (record_type, number, name)
  values ('OPPORTUNITY', 1, '商机阶段审批 Stages of opportunities')
  returning approval_flow_id
)
insert into crm.approval_node (approval_flow_id, step, ordinal, name, mode, approvers)
select approval_flow_id, 1, 1, '上级审批 Superior', 'ANY', array['manager:1'] from flow;
