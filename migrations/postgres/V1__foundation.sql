-- Two schemas. What is in `crm` is published to the stream with its whole row before and after each change; what is in
-- `internal` (secrets and technical tables) never leaves PostgreSQL.
create schema crm;
create schema if not exists internal;

comment on schema crm is 'Business data, published by publication crm_cdc.';
comment on schema internal is 'Secrets and technical tables, never published.';

create extension if not exists pg_trgm with schema public;

-- The company ------------------------------------------------------------------------------------------------------

create table crm.company (
  company_id smallint primary key default 1 check (company_id = 1),
  name text not null,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  fiscal_year_start_month smallint not null check (fiscal_year_start_month between 1 and 12),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint
);
comment on table crm.company is 'The one company this installation serves.';

create table crm.currency_rate (
  currency_rate_id bigint generated always as identity primary key,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  valid_on date not null,
  rate numeric(20, 10) not null check (rate > 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint currency_rate_one_per_day unique (currency, valid_on)
);
comment on column crm.currency_rate.rate is 'Company currency for one unit of this currency, from valid_on until the next dated rate.';

-- People and teams ---------------------------------------------------------------------------------------------------

create table crm.app_user (
  app_user_id bigint generated always as identity primary key,
  login text collate "C" not null,
  name text collate "C" not null,
  email text,
  manager_id bigint references crm.app_user,
  active boolean not null default true,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint app_user_not_own_manager check (manager_id <> app_user_id)
);
create unique index app_user_login on crm.app_user (lower(login));
create unique index app_user_external_id on crm.app_user (external_id) where external_id is not null;
create index app_user_by_name on crm.app_user (name, app_user_id);
create index app_user_by_manager on crm.app_user (manager_id);

create table crm.user_role (
  app_user_id bigint not null references crm.app_user on delete cascade,
  role text not null check (role in ('ADMINISTRATOR', 'MANAGER', 'SELLER', 'VIEWER')),
  created_at timestamptz not null default now(),
  created_by bigint,
  primary key (app_user_id, role)
);

create table crm.team (
  team_id bigint generated always as identity primary key,
  parent_team_id bigint references crm.team,
  kind text not null check (kind in ('COMPANY', 'REGION', 'DEPARTMENT', 'TEAM')),
  name text collate "C" not null,
  manager_id bigint references crm.app_user,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint team_not_own_parent check (parent_team_id <> team_id)
);
create unique index team_external_id on crm.team (external_id) where external_id is not null;
create unique index team_sibling_name on crm.team (coalesce(parent_team_id, 0), name);
create index team_by_name on crm.team (name, team_id);

create table crm.team_membership (
  team_membership_id bigint generated always as identity primary key,
  team_id bigint not null references crm.team,
  app_user_id bigint not null references crm.app_user,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint team_membership_not_empty check (valid_to is null or valid_to > valid_from)
);
comment on table crm.team_membership is 'A person is in one team at a time: valid_from <= day < valid_to.';
-- One team at a time, also under concurrency.
create extension if not exists btree_gist with schema public;
alter table crm.team_membership add constraint team_membership_one_at_a_time
  exclude using gist (app_user_id with =, daterange(valid_from, valid_to) with &&);
create index team_membership_by_team on crm.team_membership (team_id);

-- Customers ----------------------------------------------------------------------------------------------------------

create table crm.account (
  account_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  industry text collate "C",
  grade text check (grade in ('A', 'B', 'C')),
  cooperation_status text not null default 'PROSPECT'
    check (cooperation_status in ('PROSPECT', 'ACTIVE', 'PAUSED', 'ENDED')),
  website text,
  phone text,
  address text,
  owner_id bigint not null references crm.app_user,
  parent_account_id bigint references crm.account,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint account_not_own_parent check (parent_account_id <> account_id)
);
create unique index account_external_id on crm.account (external_id) where external_id is not null;
create index account_by_name on crm.account (name, account_id) where deleted_at is null;
create index account_by_owner on crm.account (owner_id, name, account_id) where deleted_at is null;
create index account_by_created on crm.account (created_at, account_id) where deleted_at is null;
create index account_name_contains on crm.account using gin (name public.gin_trgm_ops);

create table crm.contact (
  contact_id bigint generated always as identity primary key,
  account_id bigint references crm.account,
  name text collate "C" not null check (name <> ''),
  title text,
  email text,
  phone text,
  decision_role text check (decision_role in ('DECISION_MAKER', 'INFLUENCER', 'TECHNICAL', 'USER')),
  owner_id bigint not null references crm.app_user,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint
);
create unique index contact_external_id on crm.contact (external_id) where external_id is not null;
create index contact_by_name on crm.contact (name, contact_id) where deleted_at is null;
create index contact_by_owner on crm.contact (owner_id, name, contact_id) where deleted_at is null;
create index contact_by_account on crm.contact (account_id, name, contact_id) where deleted_at is null;
create index contact_name_contains on crm.contact using gin (name public.gin_trgm_ops);

-- Products -----------------------------------------------------------------------------------------------------------

create table crm.product (
  product_id bigint generated always as identity primary key,
  code text collate "C",
  name text collate "C" not null check (name <> ''),
  family text collate "C",
  list_price numeric(18, 2) check (list_price >= 0),
  currency char(3) not null,
  active boolean not null default true,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint
);
create unique index product_name on crm.product (name) where deleted_at is null;
create unique index product_external_id on crm.product (external_id) where external_id is not null;
create index product_by_name on crm.product (name, product_id) where deleted_at is null;

-- Pipelines ----------------------------------------------------------------------------------------------------------

create table crm.pipeline (
  pipeline_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  is_default boolean not null default false,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint
);
create unique index pipeline_name on crm.pipeline (name) where deleted_at is null;
create unique index pipeline_external_id on crm.pipeline (external_id) where external_id is not null;
create unique index pipeline_one_default on crm.pipeline (is_default) where is_default and deleted_at is null;

create table crm.stage (
  stage_id bigint generated always as identity primary key,
  pipeline_id bigint not null references crm.pipeline,
  ordinal smallint not null check (ordinal > 0),
  name text collate "C" not null check (name <> ''),
  category text not null check (category in ('OPEN', 'WON', 'LOST')),
  probability smallint not null check (probability between 0 and 100),
  forecast_category text not null
    check (forecast_category in ('OMITTED', 'PIPELINE', 'BEST_CASE', 'COMMIT', 'CLOSED')),
  constraint stage_ordinal unique (pipeline_id, ordinal) deferrable initially deferred,
  constraint stage_name unique (pipeline_id, name) deferrable initially deferred,
  constraint stage_certainty check (
    (category = 'WON' and probability = 100) or (category = 'LOST' and probability = 0) or category = 'OPEN')
);

-- Opportunities ------------------------------------------------------------------------------------------------------

create table crm.opportunity (
  opportunity_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  account_id bigint references crm.account,
  contact_id bigint references crm.contact,
  owner_id bigint not null references crm.app_user,
  pipeline_id bigint not null references crm.pipeline,
  stage_id bigint not null references crm.stage,
  stage_category text not null check (stage_category in ('OPEN', 'WON', 'LOST')),
  stage_entered_at timestamptz not null,
  probability smallint not null check (probability between 0 and 100),
  probability_source text not null default 'STAGE' check (probability_source in ('STAGE', 'MANUAL', 'MODEL')),
  forecast_category text not null
    check (forecast_category in ('OMITTED', 'PIPELINE', 'BEST_CASE', 'COMMIT', 'CLOSED')),
  amount numeric(18, 2) check (amount >= 0),
  currency char(3) not null,
  company_amount numeric(18, 2),
  close_on date,
  closed_at timestamptz,
  lost_reason text,
  last_change_sequence integer not null,
  last_change_at timestamptz not null,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint opportunity_closed_when_terminal check ((stage_category = 'OPEN') = (closed_at is null)),
  constraint opportunity_lost_has_reason check (stage_category <> 'LOST' or lost_reason is not null)
);
comment on column crm.opportunity.close_on is 'Expected close date while open; the day of closing in the company''s zone once closed.';
comment on column crm.opportunity.company_amount is 'Amount in the company''s currency at the dated rate, fixed when written.';
create unique index opportunity_external_id on crm.opportunity (external_id) where external_id is not null;
create index opportunity_by_name on crm.opportunity (name, opportunity_id) where deleted_at is null;
create index opportunity_by_created on crm.opportunity (created_at, opportunity_id) where deleted_at is null;
create index opportunity_by_owner on crm.opportunity (owner_id, created_at, opportunity_id) where deleted_at is null;
create index opportunity_by_account on crm.opportunity (account_id, created_at, opportunity_id) where deleted_at is null;
create index opportunity_by_stage on crm.opportunity (stage_id, created_at, opportunity_id) where deleted_at is null;
create index opportunity_by_amount on crm.opportunity (coalesce(company_amount, -1), opportunity_id) where deleted_at is null;
create index opportunity_by_close on crm.opportunity (coalesce(close_on, date '0001-01-01'), opportunity_id) where deleted_at is null;
create index opportunity_name_contains on crm.opportunity using gin (name public.gin_trgm_ops);

create table crm.opportunity_line (
  opportunity_line_id bigint generated always as identity primary key,
  opportunity_id bigint not null references crm.opportunity,
  position smallint not null check (position > 0),
  product_id bigint not null references crm.product,
  quantity numeric(18, 4) not null default 1 check (quantity > 0),
  unit_price numeric(18, 2) not null check (unit_price >= 0),
  discount_percent numeric(5, 2) not null default 0 check (discount_percent between 0 and 100),
  amount numeric(18, 2) not null check (amount >= 0),
  constraint opportunity_line_position unique (opportunity_id, position) deferrable initially deferred
);
comment on column crm.opportunity_line.amount is 'quantity x unit_price less discount, in the opportunity''s currency, rounded half up to 0.01.';
create index opportunity_line_by_product on crm.opportunity_line (product_id);

create table crm.opportunity_change (
  opportunity_change_id bigint generated always as identity primary key,
  opportunity_id bigint not null references crm.opportunity,
  sequence integer not null check (sequence > 0),
  kind text not null check (kind in ('CREATED', 'STAGE', 'AMOUNT', 'OWNER', 'CLOSE_DATE', 'FORECAST_CATEGORY',
    'PROBABILITY', 'CLOSED', 'REOPENED', 'DELETED', 'RESTORED')),
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  by_user_id bigint,
  reason text,
  pipeline_id bigint not null,
  stage_id bigint not null,
  stage_ordinal smallint not null,
  stage_category text not null,
  probability smallint not null,
  forecast_category text not null,
  amount numeric(18, 2),
  currency char(3) not null,
  company_amount numeric(18, 2),
  close_on date,
  owner_id bigint not null,
  team_id bigint,
  constraint opportunity_change_order unique (opportunity_id, sequence)
);
comment on table crm.opportunity_change is 'Append-only grain of all pipeline analytics: the state of an opportunity right after each business-relevant change.';
comment on column crm.opportunity_change.at is 'Business instant; may be backdated with permission record.backdate. Never before the change with the sequence before.';
comment on column crm.opportunity_change.recorded_at is 'When the system learned of it.';
comment on column crm.opportunity_change.team_id is 'The owner''s team on the day of the change, by dated membership; null when he was in none.';

create function internal.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger opportunity_change_append_only before update or delete on crm.opportunity_change
  for each row execute function internal.refuse_change();

-- Never published ------------------------------------------------------------------------------------------------------

create table internal.credential (
  app_user_id bigint primary key references crm.app_user on delete cascade,
  password_hash text not null,
  updated_at timestamptz not null default now()
);

create table internal.signing_key (
  signing_key_id bigint generated always as identity primary key,
  secret bytea not null,
  created_at timestamptz not null default now()
);

create table internal.idempotent_result (
  app_user_id bigint not null,
  key text not null,
  mutation text not null,
  input_digest bytea not null,
  record_id bigint not null,
  created_at timestamptz not null default now(),
  primary key (app_user_id, key)
);
comment on table internal.idempotent_result is 'What a mutation with an idempotency key made; kept for 24 hours.';
create index idempotent_result_by_age on internal.idempotent_result (created_at);

-- What an empty installation starts with -------------------------------------------------------------------------------

insert into crm.company (name, currency, time_zone, fiscal_year_start_month)
values ('Headwater', 'CNY', 'Asia/Shanghai', 1);

insert into crm.pipeline (name, is_default, external_id) values ('标准销售 Standard sales', true, 'standard');
insert into crm.stage (pipeline_id, ordinal, name, category, probability, forecast_category)
select pipeline_id, s.ordinal, s.name, s.category, s.probability, s.forecast_category
from crm.pipeline, (values
  (1, '初步接触 First contact', 'OPEN', 10, 'PIPELINE'),
  (2, '需求确认 Needs confirmed', 'OPEN', 25, 'PIPELINE'),
  (3, '方案报价 Proposal', 'OPEN', 50, 'BEST_CASE'),
  (4, '商务谈判 Negotiation', 'OPEN', 75, 'COMMIT'),
  (5, '合同签订 Won', 'WON', 100, 'CLOSED'),
  (6, '输单 Lost', 'LOST', 0, 'OMITTED')) as s (ordinal, name, category, probability, forecast_category);

-- Publication: replica identity first, then the publication, then (by cdc) the slot. -------------------------------------

alter table crm.company replica identity full;
alter table crm.currency_rate replica identity full;
alter table crm.app_user replica identity full;
alter table crm.user_role replica identity full;
alter table crm.team replica identity full;
alter table crm.team_membership replica identity full;
alter table crm.account replica identity full;
alter table crm.contact replica identity full;
alter table crm.product replica identity full;
alter table crm.pipeline replica identity full;
alter table crm.stage replica identity full;
alter table crm.opportunity replica identity full;
alter table crm.opportunity_line replica identity full;
alter table crm.opportunity_change replica identity full;

create publication crm_cdc for table crm.company, crm.currency_rate, crm.app_user, crm.user_role, crm.team,
  crm.team_membership, crm.account, crm.contact, crm.product, crm.pipeline, crm.stage, crm.opportunity,
  crm.opportunity_line, crm.opportunity_change
  with (publish = 'insert,update,delete,truncate', publish_via_partition_root = true);
