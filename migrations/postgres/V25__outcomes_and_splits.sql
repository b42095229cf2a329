-- Why deals are lost, as the company calls it. Once there are reasons, a lost opportunity names one of them.
create table crm.lost_reason (
  lost_reason_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
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
create unique index lost_reason_name on crm.lost_reason (name) where deleted_at is null;
create unique index lost_reason_external_id on crm.lost_reason (external_id) where external_id is not null;
create index lost_reason_by_name on crm.lost_reason (name, lost_reason_id);
create index lost_reason_by_created on crm.lost_reason (created_at, lost_reason_id);

create table crm.competitor (
  competitor_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  website text,
  strengths text,
  weaknesses text,
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
create unique index competitor_name on crm.competitor (name) where deleted_at is null;
create unique index competitor_external_id on crm.competitor (external_id) where external_id is not null;
create index competitor_by_name on crm.competitor (name, competitor_id);
create index competitor_by_created on crm.competitor (created_at, competitor_id);

alter table crm.opportunity add column competitor_id bigint references crm.competitor;
comment on column crm.opportunity.competitor_id is 'Whom it was lost to, or won against.';

create table crm.opportunity_split (
  opportunity_id bigint not null references crm.opportunity,
  app_user_id bigint not null references crm.app_user,
  percent numeric(5, 2) not null check (percent > 0 and percent <= 100),
  primary key (opportunity_id, app_user_id)
);
comment on table crm.opportunity_split is 'Who sells an opportunity together; its contract takes the parts over unless it is given others.';

alter table crm.lost_reason replica identity full;
alter table crm.competitor replica identity full;
alter table crm.opportunity_split replica identity full;
alter publication crm_cdc add table crm.lost_reason, crm.competitor, crm.opportunity_split;
