-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V3","reason":"roles that come with the product","rule":null}');

-- Roles made of grants: object x action x scope. Several roles of a person add up; a denial beats every grant.
create table crm.role (
  role_id bigint generated always as identity primary key,
  key text collate "C" not null check (key ~ '^[A-Z][A-Z0-9_]{1,39}$'),
  name text collate "C" not null check (name <> ''),
  description text not null default '',
  built_in boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint role_key unique (key)
);
comment on column crm.role.built_in is 'Comes with the product and cannot be changed; copy it instead.';

create table crm.role_grant (
  role_grant_id bigint generated always as identity primary key,
  role_id bigint not null references crm.role on delete cascade,
  object text not null,
  action text not null check (action in ('READ', 'CREATE', 'UPDATE', 'DELETE', 'SHARE', 'TRANSFER')),
  scope text not null check (scope in ('OWN', 'SUBORDINATES', 'TEAM', 'TEAM_TREE', 'LISTED_TEAM', 'ALL', 'DENIED')),
  team_id bigint references crm.team,
  constraint role_grant_names_its_team check ((scope = 'LISTED_TEAM') = (team_id is not null)),
  constraint role_grant_once unique nulls not distinct (role_id, object, action, scope, team_id)
);
comment on column crm.role_grant.scope is 'Whose rows: OWN; SUBORDINATES also of everybody below in the managers'' tree; TEAM and TEAM_TREE of members of today; LISTED_TEAM of team_id and the teams below it; DENIED none, whatever other roles grant.';

create table crm.role_permission (
  role_id bigint not null references crm.role on delete cascade,
  permission text not null,
  primary key (role_id, permission)
);
comment on table crm.role_permission is 'What a role allows beyond rows, such as record.backdate.';

insert into crm.role (key, name, description, built_in) values
  ('ADMINISTRATOR', '系统管理员 Administrator', 'Everything, on all records.', true),
  ('EXECUTIVE', '高管 Executive', 'Reads all records and every figure.', true),
  ('SALES_DIRECTOR', '销售总监 Sales director', 'Reads and writes the records of his team, the teams below it and everybody below him.', true),
  ('MANAGER', '销售经理 Sales manager', 'Reads and writes own records and those of everybody below.', true),
  ('SELLER', '销售 Seller', 'Reads and writes own records.', true),
  ('MARKETING', '市场 Marketing', 'Reads all customers and opportunities; writes own customers.', true),
  ('SERVICE', '客服 Service', 'Reads all customers; writes contacts.', true),
  ('FINANCE', '财务 Finance', 'Reads all customers and opportunities.', true),
  ('LEGAL', '法务 Legal', 'Reads all customers and opportunities.', true),
  ('AUDITOR', '审计 Auditor', 'Reads all records.', true),
  ('INTEGRATION', '系统集成 Integration', 'Reads and writes all records, with business instants of its own.', true),
  ('VIEWER', '只读 Viewer', 'Reads all records, writes none.', true);

insert into crm.role_grant (role_id, object, action, scope)
select role_id, object, action, scope
from (values
    ('ADMINISTRATOR', 'Account Contact Opportunity', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'ALL'),
    ('EXECUTIVE', 'Account Contact Opportunity', 'READ', 'ALL'),
    ('SALES_DIRECTOR', 'Account Contact Opportunity', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'Account Contact Opportunity', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'TEAM_TREE'),
    ('MANAGER', 'Account Contact Opportunity', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SELLER', 'Account Contact Opportunity', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('MARKETING', 'Account Contact Opportunity', 'READ', 'ALL'),
    ('MARKETING', 'Account Contact', 'CREATE UPDATE DELETE SHARE', 'OWN'),
    ('SERVICE', 'Account Contact', 'READ', 'ALL'),
    ('SERVICE', 'Contact', 'CREATE UPDATE', 'ALL'),
    ('FINANCE', 'Account Contact Opportunity', 'READ', 'ALL'),
    ('LEGAL', 'Account Contact Opportunity', 'READ', 'ALL'),
    ('AUDITOR', 'Account Contact Opportunity', 'READ', 'ALL'),
    ('INTEGRATION', 'Account Contact Opportunity', 'READ CREATE UPDATE DELETE', 'ALL'),
    ('VIEWER', 'Account Contact Opportunity', 'READ', 'ALL')) as shipped (key, objects, actions, scope)
  join crm.role using (key)
  cross join lateral unnest(string_to_array(objects, ' ')) as object
  cross join lateral unnest(string_to_array(actions, ' ')) as action;

insert into crm.role_permission (role_id, permission)
select role_id, permission
from (values ('ADMINISTRATOR', 'administer'), ('ADMINISTRATOR', 'record.backdate'), ('INTEGRATION', 'record.backdate'))
    as shipped (key, permission)
  join crm.role using (key);

alter table crm.user_role drop constraint user_role_role_check;
alter table crm.user_role add constraint user_role_role_fkey foreign key (role) references crm.role (key);
create index user_role_by_role on crm.user_role (role);

-- A record shared with more people than its scope reaches.
create table crm.record_share (
  record_share_id bigint generated always as identity primary key,
  object text not null,
  record_id bigint not null,
  principal text collate "C" not null check (principal ~ '^(user|team|team_tree|role):.+$'),
  level text not null check (level in ('READ', 'EDIT')),
  expires_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint record_share_once unique (object, record_id, principal)
);
comment on column crm.record_share.principal is 'Who gets it: user:<key>, team:<key> for its members, team_tree:<key> for members of the teams below too, role:<role key>.';
-- For Shared.has: which records of a kind are shared with any of a person's principals.
create index record_share_by_principal on crm.record_share (object, principal, record_id);

-- Raised by every change to who may see what, whichever way it comes; a Viewer of an older version is made anew.
create table internal.permission_version (
  one boolean primary key default true check (one),
  version bigint not null
);
insert into internal.permission_version (version) values (1);

create function internal.permission_changed() returns trigger language plpgsql as $$
begin
  update internal.permission_version set version = version + 1;
  return null;
end $$;
create trigger permission_changed after insert or update or delete or truncate on crm.role
  for each statement execute function internal.permission_changed();
create trigger permission_changed after insert or update or delete or truncate on crm.role_grant
  for each statement execute function internal.permission_changed();
create trigger permission_changed after insert or update or delete or truncate on crm.role_permission
  for each statement execute function internal.permission_changed();
create trigger permission_changed after insert or update or delete or truncate on crm.user_role
  for each statement execute function internal.permission_changed();
create trigger permission_changed after insert or update or delete or truncate on crm.team_membership
  for each statement execute function internal.permission_changed();
create trigger permission_changed after update of parent_team_id or delete or truncate on crm.team
  for each statement execute function internal.permission_changed();
create trigger permission_changed after update of manager_id, active or delete or truncate on crm.app_user
  for each statement execute function internal.permission_changed();
-- A new subordinate counts too.
create trigger permission_changed_by_insert after insert on crm.app_user
  for each statement execute function internal.permission_changed();

alter table crm.role replica identity full;
alter table crm.role_grant replica identity full;
alter table crm.role_permission replica identity full;
alter table crm.record_share replica identity full;
alter publication crm_cdc add table crm.role, crm.role_grant, crm.role_permission, crm.record_share;
