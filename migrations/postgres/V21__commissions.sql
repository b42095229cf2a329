-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V21","reason":"grants that come with the product","rule":null}');

create table crm.commission_plan (
  commission_plan_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  period text not null check (period in ('MONTH', 'QUARTER', 'YEAR')),
  method text not null check (method in ('FLAT', 'TIER_MARGINAL', 'TIER_WHOLE')),
  effective_from date not null unique,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint
);
comment on table crm.commission_plan is 'Append-only: another plan from another day replaces it.';
create unique index commission_plan_external_id on crm.commission_plan (external_id) where external_id is not null;
create index commission_plan_by_created on crm.commission_plan (created_at, commission_plan_id);
create trigger commission_plan_append_only before update or delete on crm.commission_plan
  for each row execute function internal.refuse_change();

create table crm.commission_tier (
  commission_plan_id bigint not null references crm.commission_plan,
  tier_from numeric(18, 2) not null check (tier_from >= 0),
  rate numeric(7, 4) not null check (rate >= 0 and rate <= 300),
  primary key (commission_plan_id, tier_from)
);
comment on column crm.commission_tier.rate is 'In percent.';
create trigger commission_tier_append_only before update or delete on crm.commission_tier
  for each row execute function internal.refuse_change();

create table crm.contract_split (
  contract_id bigint not null references crm.contract,
  app_user_id bigint not null references crm.app_user,
  percent numeric(5, 2) not null check (percent > 0 and percent <= 100),
  primary key (contract_id, app_user_id)
);
comment on table crm.contract_split is 'Who sold a contract; fixed when it is approved.';

insert into crm.contract_split (contract_id, app_user_id, percent)
select contract_id, owner_id, 100 from crm.contract where approved_at is not null;

create table crm.commission_entry (
  commission_entry_id bigint generated always as identity primary key,
  owner_id bigint not null references crm.app_user,
  commission_plan_id bigint not null references crm.commission_plan,
  kind text not null check (kind in ('ACCRUAL', 'REVERSAL')),
  period_from date not null,
  earned_from date not null,
  contract_id bigint not null references crm.contract,
  receipt_id bigint not null references crm.receipt,
  split_percent numeric(5, 2) not null,
  tier_from numeric(18, 2) not null,
  tier_to numeric(18, 2),
  rate numeric(7, 4) not null,
  basis numeric(18, 2) not null,
  cumulative_before numeric(18, 2) not null,
  amount numeric(18, 2) not null,
  currency char(3) not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint
);
comment on table crm.commission_entry is 'Append-only ledger: what a receipt earns each seller, tier by tier.';
comment on column crm.commission_entry.period_from is 'First day of the period that it is booked in.';
comment on column crm.commission_entry.earned_from is 'First day of the period whose tiers it used; an earlier one when a receipt of a closed period is reversed.';
comment on column crm.commission_entry.basis is 'Amount that the rate was applied to, in the company''s currency.';
create index commission_entry_by_owner on crm.commission_entry (owner_id, created_at, commission_entry_id);
create index commission_entry_by_created on crm.commission_entry (created_at, commission_entry_id);
create index commission_entry_of_period on crm.commission_entry (owner_id, commission_plan_id, earned_from);
create index commission_entry_of_receipt on crm.commission_entry (receipt_id);
create trigger commission_entry_append_only before update or delete on crm.commission_entry
  for each row execute function internal.refuse_change();

insert into crm.role_grant (role_id, object, action, scope)
select role_id, 'CommissionEntry', 'READ', scope
from (values
    ('ADMINISTRATOR', 'ALL'), ('EXECUTIVE', 'ALL'), ('FINANCE', 'ALL'), ('AUDITOR', 'ALL'),
    ('SALES_DIRECTOR', 'SUBORDINATES'), ('SALES_DIRECTOR', 'TEAM_TREE'), ('MANAGER', 'SUBORDINATES'),
    ('SELLER', 'OWN')) as shipped (key, scope)
  join crm.role using (key);

alter table crm.commission_plan replica identity full;
alter table crm.commission_tier replica identity full;
alter table crm.contract_split replica identity full;
alter table crm.commission_entry replica identity full;
alter publication crm_cdc add table crm.commission_plan, crm.commission_tier, crm.contract_split, crm.commission_entry;
