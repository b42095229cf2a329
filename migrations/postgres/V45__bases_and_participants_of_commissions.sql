-- What a plan pays for, until when, and for whom.
alter table crm.commission_plan
  add column basis text not null default 'RECEIPT_CONFIRMED' check (basis in ('RECEIPT_CONFIRMED', 'CONTRACT_SIGNED', 'INVOICED')),
  add column effective_until date,
  add column for_everybody boolean not null default true,
  add column cap numeric(18, 2) check (cap > 0),
  add constraint commission_plan_not_empty check (effective_until >= effective_from),
  drop constraint commission_plan_effective_from_key;
create unique index commission_plan_effective_from_key on crm.commission_plan (effective_from) where for_everybody;
create index commission_plan_in_force on crm.commission_plan (effective_from, commission_plan_id);
comment on column crm.commission_plan.basis is 'What brings a seller his commission.';
comment on column crm.commission_plan.effective_until is 'Last day; null for as long as no later plan replaces it.';
comment on column crm.commission_plan.cap is 'What it gives one person in a period at most, in the company''s currency; null for no limit.';
comment on column crm.commission_plan.for_everybody is 'Whether it names no participants: then it is for who is named in no other plan.';

create table crm.commission_participant (
  commission_plan_id bigint not null references crm.commission_plan,
  position smallint not null,
  app_user_id bigint references crm.app_user,
  team_id bigint references crm.team,
  primary key (commission_plan_id, position),
  constraint commission_participant_one check (num_nonnulls(app_user_id, team_id) = 1)
);
comment on table crm.commission_participant is 'Whom a plan is for: a person, or everybody in a team or below it on the day.';
create index commission_participant_of_user on crm.commission_participant (app_user_id) where app_user_id is not null;
create index commission_participant_of_team on crm.commission_participant (team_id) where team_id is not null;
create trigger commission_participant_append_only before update or delete on crm.commission_participant
  for each row execute function internal.refuse_change();
alter table crm.commission_participant replica identity full;
alter publication crm_cdc add table crm.commission_participant;

-- A contract is paid by one basis all its life, so that no change of plans pays it twice or never.
alter table crm.contract_split
  add column basis text not null default 'RECEIPT_CONFIRMED' check (basis in ('RECEIPT_CONFIRMED', 'CONTRACT_SIGNED', 'INVOICED'));
comment on column crm.contract_split.basis is 'What brings him his commission of this contract: his plan''s when it was approved.';

alter table crm.commission_entry
  alter column receipt_id drop not null,
  add column invoice_id bigint references crm.invoice,
  add constraint commission_entry_one_source check (num_nonnulls(receipt_id, invoice_id) <= 1);
comment on column crm.commission_entry.receipt_id is 'The receipt; null when the contract or an invoice brought it.';
comment on column crm.commission_entry.invoice_id is 'The invoice; null when the contract or a receipt brought it.';
create index commission_entry_of_invoice on crm.commission_entry (invoice_id) where invoice_id is not null;
create index commission_entry_of_contract on crm.commission_entry (contract_id) where receipt_id is null and invoice_id is null;
