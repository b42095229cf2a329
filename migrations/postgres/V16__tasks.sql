-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V16","reason":"grants that come with the product","rule":null}');

create table crm.task (
  task_id bigint generated always as identity primary key,
  subject text collate "C" not null check (subject <> ''),
  note text,
  kind text not null check (kind in ('MANUAL', 'STAGE', 'STAY_LIMIT', 'INSTALMENT', 'APPROVAL', 'RECYCLE', 'FOLLOWUP')),
  priority text not null default 'NORMAL' check (priority in ('HIGH', 'NORMAL', 'LOW')),
  mandatory boolean not null default false,
  status text not null default 'OPEN' check (status in ('OPEN', 'DONE', 'WAIVED', 'CANCELLED')),
  owner_id bigint not null references crm.app_user,
  due_at timestamptz,
  remind_at timestamptz,
  about_object text collate "C",
  about_id bigint,
  customer_id bigint references crm.account,
  key text,
  closed_at timestamptz,
  closed_by bigint,
  close_reason text,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint task_is_about_one_record check ((about_object is null) = (about_id is null)),
  constraint task_is_closed_once check ((status = 'OPEN') = (closed_at is null)),
  constraint task_waived_has_reason check (status <> 'WAIVED' or close_reason is not null)
);
comment on column crm.task.key is 'What the system asks is asked once: the same key never makes a second task.';
comment on column crm.task.about_object is 'Name of the type in the schema, such as Opportunity; about_id is the key in its table.';
comment on column crm.task.customer_id is 'The account above the record that it is about.';
create unique index task_key on crm.task (key) where key is not null;
create unique index task_external_id on crm.task (external_id) where external_id is not null;
create index task_by_due on crm.task (coalesce(due_at, timestamptz '9999-12-31 00:00:00+00'), task_id) where deleted_at is null;
create index task_by_created on crm.task (created_at, task_id) where deleted_at is null;
create index task_by_owner on crm.task (owner_id, status, coalesce(due_at, timestamptz '9999-12-31 00:00:00+00'), task_id) where deleted_at is null;
create index task_about on crm.task (about_object, about_id) where about_id is not null;
create index task_of_customer on crm.task (customer_id, status, coalesce(due_at, timestamptz '9999-12-31 00:00:00+00'), task_id)
  where customer_id is not null and deleted_at is null;

insert into crm.role_grant (role_id, object, action, scope)
select role_id, 'Task', action, scope
from (values
    ('ADMINISTRATOR', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'ALL'),
    ('EXECUTIVE', 'READ CREATE UPDATE DELETE TRANSFER', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'TEAM_TREE'),
    ('MANAGER', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SELLER', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('MARKETING', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('SERVICE', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('FINANCE', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('LEGAL', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('AUDITOR', 'READ', 'ALL'),
    ('INTEGRATION', 'READ CREATE UPDATE DELETE', 'ALL'),
    ('VIEWER', 'READ', 'ALL')) as shipped (key, actions, scope)
  join crm.role using (key)
  cross join lateral unnest(string_to_array(actions, ' ')) as action;

alter table crm.task replica identity full;
alter publication crm_cdc add table crm.task;
