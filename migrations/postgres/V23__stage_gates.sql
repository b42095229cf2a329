-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V23","reason":"what stages ask for","rule":null}');

alter table crm.pipeline
  add column skip_allowed boolean not null default true,
  add column backward_allowed boolean not null default true;
comment on column crm.pipeline.skip_allowed is 'Whether an opportunity may pass over stages; what they ask for is asked for all the same.';

alter table crm.stage
  add column create_allowed boolean not null default true,
  add column max_stay_days integer check (max_stay_days > 0),
  add column stay_repeat_days integer check (stay_repeat_days > 0),
  add column entry_criteria jsonb not null default '[]',
  add column exit_criteria jsonb not null default '[]',
  add column tasks jsonb not null default '[]';
comment on column crm.stage.entry_criteria is 'What must be true to come in: [{"kind": "AMOUNT_ABOVE", "above": 0}].';
comment on column crm.stage.exit_criteria is 'What must be true to go on, beside the mandatory tasks.';
comment on column crm.stage.tasks is 'What there is to do in it: [{"title": ..., "assignee": "OWNER", "dueDays": 3, "mandatory": true, "repeat": false}].';
comment on column crm.stage.max_stay_days is 'When an opportunity stays for longer, its owner and his superior learn of it; null for no limit.';

create table crm.pipeline_version (
  pipeline_id bigint not null,
  number integer not null,
  definition jsonb not null,
  created_at timestamptz not null,
  created_by bigint,
  primary key (pipeline_id, number)
);
comment on table crm.pipeline_version is 'Append-only: each way that a pipeline was, by its version then.';
create trigger pipeline_version_append_only before update or delete on crm.pipeline_version
  for each row execute function internal.refuse_change();

alter table crm.opportunity_change
  add column pipeline_version integer,
  add column overridden boolean not null default false,
  add column unmet text[] not null default '{}';
comment on column crm.opportunity_change.pipeline_version is 'The pipeline''s rules that the move was judged by; null for other changes.';
comment on column crm.opportunity_change.unmet is 'What the stages asked for and was not met, when somebody overrode it.';

-- When an opportunity will have stood in its stage for too long; technical, so that telling of it is no change of the opportunity.
create table internal.stage_stay (
  opportunity_id bigint primary key references crm.opportunity,
  due_at timestamptz not null,
  times integer not null default 0
);
create index stage_stay_by_due on internal.stage_stay (due_at);

insert into crm.role_permission (role_id, permission)
select role_id, 'opportunity.stage.override' from crm.role where key in ('ADMINISTRATOR', 'SALES_DIRECTOR');

alter table crm.pipeline_version replica identity full;
alter publication crm_cdc add table crm.pipeline_version;
