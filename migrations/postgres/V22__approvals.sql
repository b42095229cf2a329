-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V22","reason":"approval flows that come with the product","rule":null}');

create table crm.approval_flow (
  approval_flow_id bigint generated always as identity primary key,
  record_type text not null check (record_type in ('QUOTE', 'CONTRACT')),
  number integer not null check (number > 0),
  name text collate "C" not null check (name <> ''),
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint approval_flow_number unique (record_type, number)
);
comment on table crm.approval_flow is 'Append-only: the highest number of a kind of record is in force; approvals that run keep theirs.';
create unique index approval_flow_external_id on crm.approval_flow (external_id) where external_id is not null;
create index approval_flow_by_created on crm.approval_flow (created_at, approval_flow_id);
create trigger approval_flow_append_only before update or delete on crm.approval_flow
  for each row execute function internal.refuse_change();

create table crm.approval_node (
  approval_node_id bigint generated always as identity primary key,
  approval_flow_id bigint not null references crm.approval_flow,
  step smallint not null check (step > 0),
  ordinal smallint not null check (ordinal > 0),
  name text not null check (name <> ''),
  mode text not null check (mode in ('ALL', 'ANY', 'SEQUENTIAL')),
  conditions jsonb not null default '{}',
  approvers text[] not null check (cardinality(approvers) > 0),
  constraint approval_node_order unique (approval_flow_id, step, ordinal)
);
comment on column crm.approval_node.step is 'Nodes of one step are open side by side; the next step opens when all of them have passed.';
comment on column crm.approval_node.conditions is 'What must be exceeded for the node to be asked, by measure: {"AMOUNT": 100000}; all of them.';
comment on column crm.approval_node.approvers is 'user:<key>, role:<role key>, manager:<levels above the submitter>.';
create trigger approval_node_append_only before update or delete on crm.approval_node
  for each row execute function internal.refuse_change();

create table crm.approval (
  approval_id bigint generated always as identity primary key,
  approval_flow_id bigint not null references crm.approval_flow,
  about_object text not null,
  about_id bigint not null,
  subject text not null,
  owner_id bigint not null references crm.app_user,
  state text not null check (state in ('RUNNING', 'APPROVED', 'REJECTED', 'RETURNED', 'WITHDRAWN', 'CANCELLED')),
  step smallint not null,
  round smallint not null default 1,
  measured jsonb not null,
  ended_at timestamptz,
  reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint approval_ends check ((state = 'RUNNING') = (ended_at is null))
);
comment on column crm.approval.owner_id is 'Who submitted the record.';
comment on column crm.approval.measured is 'What conditions were decided by, by measure, as it was on submission.';
create unique index approval_one_running on crm.approval (about_object, about_id) where state = 'RUNNING';
create index approval_by_about on crm.approval (about_object, about_id, created_at, approval_id);
create index approval_by_owner on crm.approval (owner_id, created_at, approval_id);
create index approval_by_created on crm.approval (created_at, approval_id);

create table crm.approval_task (
  approval_task_id bigint generated always as identity primary key,
  approval_id bigint not null references crm.approval,
  approval_node_id bigint not null references crm.approval_node,
  round smallint not null,
  ordinal smallint not null,
  approver_id bigint not null references crm.app_user,
  state text not null check (state in ('WAITING', 'OPEN', 'APPROVED', 'REJECTED', 'RETURNED', 'CANCELLED')),
  comment text,
  lent boolean not null default false,
  opened_at timestamptz,
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint approval_task_once unique (approval_id, approval_node_id, round, approver_id)
);
comment on column crm.approval_task.lent is 'Whether the record was shared with the approver for this task, so that the share ends with the approval.';
create index approval_task_of_approver on crm.approval_task (approver_id, approval_id) where state = 'OPEN';

insert into crm.role_grant (role_id, object, action, scope)
select role_id, 'Approval', 'READ', scope
from (values
    ('ADMINISTRATOR', 'ALL'), ('EXECUTIVE', 'ALL'), ('FINANCE', 'ALL'), ('LEGAL', 'ALL'), ('AUDITOR', 'ALL'),
    ('SALES_DIRECTOR', 'SUBORDINATES'), ('SALES_DIRECTOR', 'TEAM_TREE'), ('MANAGER', 'SUBORDINATES'),
    ('SELLER', 'OWN'), ('MARKETING', 'OWN'), ('SERVICE', 'OWN')) as shipped (key, scope)
  join crm.role using (key);

-- What is decided of quotes and contracts unless the company says otherwise.
with flow as (
  insert into crm.approval_flow (record_type, number, name)
  values ('QUOTE', 1, '报价折扣审批 Discounts of quotes'), ('CONTRACT', 1, '合同会签 Contracts')
  returning approval_flow_id, record_type
)
insert into crm.approval_node (approval_flow_id, step, ordinal, name, mode, conditions, approvers)
select approval_flow_id, step, ordinal, name, mode, conditions::jsonb, approvers
from (values
    ('QUOTE', 1, 1, '上级审批 Superior', 'ANY', '{"DISCOUNT_OVER_LIMIT": 0}', array['manager:1']),
    ('CONTRACT', 1, 1, '销售总监 Sales director', 'ANY', '{"AMOUNT": 100000}', array['role:SALES_DIRECTOR']),
    ('CONTRACT', 2, 1, '财务 Finance', 'ALL', '{}', array['role:FINANCE']),
    ('CONTRACT', 2, 2, '法务 Legal', 'ALL', '{}', array['role:LEGAL'])
  ) as shipped (record_type, step, ordinal, name, mode, conditions, approvers)
  join flow using (record_type);

alter table crm.approval_flow replica identity full;
alter table crm.approval_node replica identity full;
alter table crm.approval replica identity full;
alter table crm.approval_task replica identity full;
alter publication crm_cdc add table crm.approval_flow, crm.approval_node, crm.approval, crm.approval_task;
