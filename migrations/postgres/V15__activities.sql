-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V15","reason":"follow-up cadence that comes with the product","rule":null}');

-- What happened between us and a customer ------------------------------------------------------------------------------

create table crm.interaction (
  interaction_id bigint generated always as identity primary key,
  kind text not null check (kind in ('CALL', 'VISIT', 'MEETING', 'EMAIL', 'WECOM_MESSAGE', 'NOTE')),
  direction text not null check (direction in ('INBOUND', 'OUTBOUND', 'INTERNAL')),
  subject text not null check (subject <> ''),
  content text,
  happened_at timestamptz not null,
  duration_seconds integer check (duration_seconds >= 0),
  outcome text check (outcome in ('CONNECTED', 'NOT_CONNECTED', 'HELD', 'CANCELLED')),
  channel text not null check (channel in ('MANUAL', 'TELEPHONY', 'WECOM', 'EMAIL')),
  effective boolean not null,
  actor_id bigint references crm.app_user,
  account_id bigint references crm.account,
  contact_id bigint references crm.contact,
  opportunity_id bigint references crm.opportunity,
  lead_id bigint references crm.lead,
  customer_id bigint references crm.account,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint interaction_hangs_on_one_record check (num_nonnulls(account_id, contact_id, opportunity_id, lead_id) = 1),
  constraint interaction_of_account_is_its_customers check (account_id = customer_id)
);
comment on table crm.interaction is 'The one fact of working with customers; the timeline and the figures count the same rows.';
comment on column crm.interaction.effective is 'Whether it counts as following up; decided when it is written, and never again.';
comment on column crm.interaction.customer_id is 'The account above the record it hangs on, as it was when the interaction was written; for a lead, the one that it became.';
comment on column crm.interaction.actor_id is 'Who did it; null when a system did.';
create unique index interaction_external_id on crm.interaction (external_id) where external_id is not null;
create index interaction_of_customer on crm.interaction (customer_id, happened_at, interaction_id) where customer_id is not null;
create index interaction_of_contact on crm.interaction (contact_id, happened_at, interaction_id) where contact_id is not null;
create index interaction_of_opportunity on crm.interaction (opportunity_id, happened_at, interaction_id)
  where opportunity_id is not null;
create index interaction_of_lead on crm.interaction (lead_id, happened_at, interaction_id) where lead_id is not null;
create index interaction_of_actor on crm.interaction (actor_id, happened_at, interaction_id);

-- How often customers are to be followed up ----------------------------------------------------------------------------

create table crm.followup_cadence (
  grade text primary key check (grade in ('A', 'B', 'C')),
  days integer not null check (days > 0)
);
comment on table crm.followup_cadence is 'After how many days an account of the grade is due again; one without a grade never is.';
insert into crm.followup_cadence (grade, days) values ('A', 7), ('B', 14), ('C', 30);

alter table crm.account
  add last_effective_followup_at timestamptz,
  add next_followup_due_at timestamptz;
update crm.account
set next_followup_due_at =
  (date_trunc('day', account.created_at at time zone company.time_zone) + make_interval(days => cadence.days))
    at time zone company.time_zone
from crm.followup_cadence cadence, crm.company
where cadence.grade = account.grade;
create index account_by_followup_due
  on crm.account (coalesce(next_followup_due_at, timestamptz '9999-12-31 00:00:00+00'), account_id)
  where deleted_at is null;
create index account_by_owner_and_followup_due
  on crm.account (owner_id, coalesce(next_followup_due_at, timestamptz '9999-12-31 00:00:00+00'), account_id)
  where deleted_at is null;

alter table crm.interaction replica identity full;
alter table crm.followup_cadence replica identity full;
alter publication crm_cdc add table crm.interaction, crm.followup_cadence;
