-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V13","reason":"sources and grants that come with the product","rule":null}');

-- Where enquiries come from ------------------------------------------------------------------------------------------

create table crm.lead_source (
  lead_source_id bigint generated always as identity primary key,
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
create unique index lead_source_name on crm.lead_source (name) where deleted_at is null;
create unique index lead_source_external_id on crm.lead_source (external_id) where external_id is not null;
insert into crm.lead_source (name, external_id) values
  ('官网 Website', 'website'), ('展会 Exhibition', 'exhibition'), ('代理商 Agent', 'agent'),
  ('转介绍 Referral', 'referral'), ('广告 Advertisement', 'advertisement'), ('电话 Telephone', 'telephone');

create table crm.campaign (
  campaign_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  kind text collate "C",
  status text not null default 'PLANNED' check (status in ('PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED')),
  starts_on date,
  ends_on date,
  planned_budget numeric(18, 2) check (planned_budget >= 0),
  actual_cost numeric(18, 2) check (actual_cost >= 0),
  currency char(3) not null,
  owner_id bigint not null references crm.app_user,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint campaign_ends_after_its_start check (ends_on >= starts_on)
);
create unique index campaign_external_id on crm.campaign (external_id) where external_id is not null;
create index campaign_by_name on crm.campaign (name, campaign_id) where deleted_at is null;
create index campaign_by_owner on crm.campaign (owner_id, name, campaign_id) where deleted_at is null;
create index campaign_by_created on crm.campaign (created_at, campaign_id) where deleted_at is null;

-- The public pool ----------------------------------------------------------------------------------------------------

create table crm.pool (
  pool_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  object text not null check (object in ('LEAD', 'ACCOUNT')),
  priority integer not null default 0,
  shown_fields text[] not null default '{}',
  masked_fields text[] not null default '{}',
  daily_claim_limit integer check (daily_claim_limit > 0),
  hold_limit integer check (hold_limit > 0),
  cooldown_days integer not null default 0 check (cooldown_days >= 0),
  embargo_hours integer not null default 0 check (embargo_hours >= 0),
  daily_view_limit integer check (daily_view_limit > 0),
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
comment on column crm.pool.cooldown_days is 'How long a former owner cannot claim a record again, from the end of his last period.';
comment on column crm.pool.embargo_hours is 'How long nobody can claim a record that has just come in.';
comment on column crm.pool.hold_limit is 'How many records of the kind one person may own, claimed or not.';
create unique index pool_name on crm.pool (name) where deleted_at is null;
create unique index pool_external_id on crm.pool (external_id) where external_id is not null;

create table crm.pool_member (
  pool_id bigint not null references crm.pool,
  principal text collate "C" not null check (principal ~ '^(user|team|team_tree|role):.+$'),
  administers boolean not null default false,
  primary key (pool_id, principal)
);
comment on column crm.pool_member.principal is 'As in crm.record_share: whose members may see and claim what is in the pool.';

create table crm.recycle_rule (
  recycle_rule_id bigint generated always as identity primary key,
  pool_id bigint not null references crm.pool,
  ordinal smallint not null check (ordinal > 0),
  grades text[] not null default '{}',
  sources bigint[] not null default '{}',
  trigger text not null check (trigger in ('NO_FOLLOWUP', 'NO_DEAL', 'CONTRACT_ENDED', 'PROTECTION', 'OWNER_DISABLED')),
  days integer check (days > 0),
  extension_days integer check (extension_days > 0),
  most_days integer check (most_days > 0),
  working_days boolean not null default false,
  open_opportunities text not null default 'BLOCK' check (open_opportunities in ('BLOCK', 'KEEP', 'MOVE')),
  constraint recycle_rule_order unique (pool_id, ordinal) deferrable initially deferred,
  constraint recycle_rule_counts_days check ((trigger = 'OWNER_DISABLED') = (days is null))
);

-- Leads --------------------------------------------------------------------------------------------------------------

create table crm.lead (
  lead_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  company text collate "C",
  title text,
  email text,
  phone text,
  website text,
  industry text collate "C",
  region text collate "C",
  grade text check (grade in ('A', 'B', 'C')),
  note text,
  source_id bigint references crm.lead_source,
  campaign_id bigint references crm.campaign,
  stage text not null default 'NEW' check (stage in ('NEW', 'CONTACTED', 'MQL', 'SQL', 'CONVERTED', 'DISQUALIFIED')),
  stage_entered_at timestamptz not null,
  disqualified_reason text,
  owner_id bigint references crm.app_user,
  pool_id bigint references crm.pool,
  owned_since timestamptz,
  pooled_at timestamptz,
  last_effective_followup_at timestamptz,
  recycle_due_at timestamptz,
  recycle_rule_id bigint,
  locked_until timestamptz,
  converted_at timestamptz,
  converted_account_id bigint references crm.account,
  converted_contact_id bigint references crm.contact,
  converted_opportunity_id bigint references crm.opportunity,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint lead_is_owned_or_pooled check ((owner_id is null) = (pool_id is not null)),
  constraint lead_disqualified_has_reason check (stage <> 'DISQUALIFIED' or disqualified_reason is not null),
  constraint lead_converted_has_account check ((stage = 'CONVERTED') = (converted_at is not null))
);
create unique index lead_external_id on crm.lead (external_id) where external_id is not null;
create index lead_by_name on crm.lead (name, lead_id) where deleted_at is null;
create index lead_by_created on crm.lead (created_at, lead_id) where deleted_at is null;
create index lead_by_owner on crm.lead (owner_id, created_at, lead_id) where deleted_at is null;
create index lead_by_pool on crm.lead (pool_id, pooled_at, lead_id) where pool_id is not null and deleted_at is null;
create index lead_by_recycle_due on crm.lead (recycle_due_at) where recycle_due_at is not null and deleted_at is null;
create index lead_by_phone on crm.lead (phone) where phone is not null and deleted_at is null;
create index lead_by_email on crm.lead (lower(email)) where email is not null and deleted_at is null;
create index lead_search on crm.lead using gin (internal.searchable(name, company, email, phone) public.gin_trgm_ops)
  where deleted_at is null;
create index lead_search_cjk on crm.lead using gin (internal.cjk_terms(internal.searchable(name, company, email, phone)))
  where deleted_at is null;

create table crm.lead_touch (
  lead_touch_id bigint generated always as identity primary key,
  lead_id bigint not null references crm.lead,
  at timestamptz not null,
  source_id bigint references crm.lead_source,
  campaign_id bigint references crm.campaign,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  utm_term text,
  utm_content text,
  page text,
  referrer text,
  created_by bigint,
  recorded_at timestamptz not null default now()
);
comment on table crm.lead_touch is 'Each time marketing reached somebody, append-only: the first and the last are what attribution asks for.';
create index lead_touch_of_lead on crm.lead_touch (lead_id, at, lead_touch_id);
create trigger lead_touch_append_only before update or delete on crm.lead_touch
  for each row execute function internal.refuse_change();

create table crm.lead_change (
  lead_change_id bigint generated always as identity primary key,
  lead_id bigint not null references crm.lead,
  kind text not null check (kind in ('CREATED', 'STAGE', 'OWNER', 'CLAIMED', 'POOLED', 'CONVERTED', 'DELETED', 'RESTORED')),
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  by_user_id bigint,
  reason text,
  stage text not null,
  grade text,
  owner_id bigint,
  team_id bigint,
  pool_id bigint,
  source_id bigint,
  campaign_id bigint
);
create index lead_change_of_lead on crm.lead_change (lead_id, lead_change_id);
comment on table crm.lead_change is 'Append-only grain of lead analytics: the state of a lead right after each business-relevant change.';
create trigger lead_change_append_only before update or delete on crm.lead_change
  for each row execute function internal.refuse_change();

-- Who owned what, from when to when ----------------------------------------------------------------------------------

create table crm.owner_period (
  owner_period_id bigint generated always as identity primary key,
  object text not null,
  record_id bigint not null,
  owner_id bigint not null references crm.app_user,
  valid_from timestamptz not null,
  valid_to timestamptz,
  end_reason text,
  ended_by bigint,
  recorded_at timestamptz not null default now(),
  constraint owner_period_not_backward check (valid_to >= valid_from),
  constraint owner_period_ends_with_reason check ((valid_to is null) = (end_reason is null))
);
comment on column crm.owner_period.end_reason is 'CLAIM, TRANSFER, RETURN, DELETE, CONVERT or RULE:<key of the recycle rule>.';
create unique index owner_period_open on crm.owner_period (object, record_id) where valid_to is null;
create index owner_period_of_former_owner on crm.owner_period (object, record_id, owner_id, valid_to);

create table crm.pool_claim (
  pool_claim_id bigint generated always as identity primary key,
  pool_id bigint not null references crm.pool,
  object text not null,
  record_id bigint not null,
  app_user_id bigint not null references crm.app_user,
  claimed_on date not null,
  claimed_at timestamptz not null,
  recorded_at timestamptz not null default now()
);
comment on table crm.pool_claim is 'The ledger that daily limits count: a claim that is given back still counts.';
create index pool_claim_of_day on crm.pool_claim (app_user_id, claimed_on, pool_id);
create index pool_claim_of_record on crm.pool_claim (object, record_id, pool_claim_id);
create trigger pool_claim_append_only before update or delete on crm.pool_claim
  for each row execute function internal.refuse_change();

create table internal.owner_quota (
  app_user_id bigint not null references crm.app_user on delete cascade,
  object text not null,
  primary key (app_user_id, object)
);
comment on table internal.owner_quota is 'Locked while somebody''s limits are checked and used, so that two requests of one person follow each other.';

create table internal.pool_view (
  app_user_id bigint not null references crm.app_user on delete cascade,
  viewed_on date not null,
  object text not null,
  record_id bigint not null,
  primary key (app_user_id, viewed_on, object, record_id)
);
comment on table internal.pool_view is 'Which pooled records somebody has opened on a day; daily view limits count it.';

-- Assignment ---------------------------------------------------------------------------------------------------------

create table crm.assignment_rule (
  assignment_rule_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  ordinal integer not null,
  active boolean not null default true,
  sources bigint[] not null default '{}',
  campaigns bigint[] not null default '{}',
  regions text[] not null default '{}',
  industries text[] not null default '{}',
  grades text[] not null default '{}',
  strategy text not null check (strategy in ('ROUND_ROBIN', 'WEIGHTED', 'LEAST_LOADED', 'FIXED', 'REGION_MAP', 'STICKY')),
  hold_limit integer check (hold_limit > 0),
  daily_quota integer check (daily_quota > 0),
  in_working_time boolean not null default false,
  fallback_pool_id bigint references crm.pool,
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
create unique index assignment_rule_name on crm.assignment_rule (name) where deleted_at is null;
create unique index assignment_rule_external_id on crm.assignment_rule (external_id) where external_id is not null;
create index assignment_rule_in_order on crm.assignment_rule (ordinal, assignment_rule_id) where deleted_at is null;

create table crm.assignment_candidate (
  assignment_rule_id bigint not null references crm.assignment_rule,
  position smallint not null check (position > 0),
  app_user_id bigint references crm.app_user,
  team_id bigint references crm.team,
  weight integer not null default 1 check (weight > 0),
  regions text[] not null default '{}',
  primary key (assignment_rule_id, position),
  constraint assignment_candidate_is_a_person_or_a_team check ((app_user_id is null) <> (team_id is null))
);
comment on column crm.assignment_candidate.team_id is 'Everybody who is in the team, or in a team below it, on the day.';

create table internal.assignment_turn (
  assignment_rule_id bigint not null references crm.assignment_rule on delete cascade,
  region text not null default '',
  last_user_id bigint,
  credits jsonb not null default '{}',
  primary key (assignment_rule_id, region)
);
comment on table internal.assignment_turn is 'Whose turn it is, by rule and, for REGION_MAP, region; locked while a decision is made.';

create table crm.assignment_decision (
  assignment_decision_id bigint generated always as identity primary key,
  lead_id bigint not null references crm.lead,
  decided_at timestamptz not null,
  assignment_rule_id bigint,
  rule_version integer,
  strategy text,
  app_user_id bigint,
  pool_id bigint,
  steps jsonb not null,
  recorded_at timestamptz not null default now()
);
comment on column crm.assignment_decision.steps is 'Every rule looked at and every candidate, with why it was passed over.';
create index assignment_decision_of_lead on crm.assignment_decision (lead_id, assignment_decision_id);
create index assignment_decision_of_day on crm.assignment_decision (app_user_id, decided_at) where app_user_id is not null;
create trigger assignment_decision_append_only before update or delete on crm.assignment_decision
  for each row execute function internal.refuse_change();

-- Who may do what ----------------------------------------------------------------------------------------------------

insert into crm.role_grant (role_id, object, action, scope)
select role_id, object, action, scope
from (values
    ('ADMINISTRATOR', 'Lead Campaign', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'ALL'),
    ('EXECUTIVE', 'Lead Campaign', 'READ', 'ALL'),
    ('SALES_DIRECTOR', 'Lead', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'Lead', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'TEAM_TREE'),
    ('SALES_DIRECTOR', 'Campaign', 'READ', 'ALL'),
    ('MANAGER', 'Lead', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('MANAGER', 'Campaign', 'READ', 'ALL'),
    ('SELLER', 'Lead', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('SELLER', 'Campaign', 'READ', 'ALL'),
    ('MARKETING', 'Lead', 'READ CREATE', 'ALL'),
    ('MARKETING', 'Lead', 'UPDATE DELETE', 'OWN'),
    ('MARKETING', 'Campaign', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'ALL'),
    ('SERVICE', 'Lead', 'CREATE', 'ALL'),
    ('FINANCE', 'Campaign', 'READ', 'ALL'),
    ('AUDITOR', 'Lead Campaign', 'READ', 'ALL'),
    ('INTEGRATION', 'Lead Campaign', 'READ CREATE UPDATE DELETE', 'ALL'),
    ('VIEWER', 'Lead Campaign', 'READ', 'ALL')) as shipped (key, objects, actions, scope)
  join crm.role using (key)
  cross join lateral unnest(string_to_array(objects, ' ')) as object
  cross join lateral unnest(string_to_array(actions, ' ')) as action;

insert into crm.role_permission (role_id, permission)
select role_id, 'pool.manage' from crm.role where key in ('ADMINISTRATOR', 'SALES_DIRECTOR');

alter table crm.lead_source replica identity full;
alter table crm.campaign replica identity full;
alter table crm.pool replica identity full;
alter table crm.pool_member replica identity full;
alter table crm.recycle_rule replica identity full;
alter table crm.lead replica identity full;
alter table crm.lead_touch replica identity full;
alter table crm.lead_change replica identity full;
alter table crm.owner_period replica identity full;
alter table crm.pool_claim replica identity full;
alter table crm.assignment_rule replica identity full;
alter table crm.assignment_candidate replica identity full;
alter table crm.assignment_decision replica identity full;
alter publication crm_cdc add table crm.lead_source, crm.campaign, crm.pool, crm.pool_member, crm.recycle_rule, crm.lead,
  crm.lead_touch, crm.lead_change, crm.owner_period, crm.pool_claim, crm.assignment_rule, crm.assignment_candidate,
  crm.assignment_decision;
