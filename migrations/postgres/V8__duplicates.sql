-- What tells that two records say the same of the world: keys in which equal things are spelt equally. The service writes
-- them with every record and fills in those of records that were there before, some hundred at a time and each batch in a
-- transaction of its own; that is why the columns are added empty, without rewriting a table or holding a lock for long.
alter table crm.account
  add column uscc text collate "C" check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  add column name_key text collate "C",
  add column fuzzy_name_key text collate "C",
  add column phone_key text collate "C",
  add column domain_key text collate "C",
  add column key_version smallint not null default 0;
comment on column crm.account.uscc is 'Unified social credit code of the legal entity (GB 32100), checked by the service.';
comment on column crm.account.name_key is 'The name without what hands and keyboards vary; legal form kept.';
comment on column crm.account.fuzzy_name_key is 'The same without legal form and leading region.';
comment on column crm.account.phone_key is 'E.164.';
comment on column crm.account.domain_key is 'Host of the website.';
comment on column crm.account.key_version is 'Of the rules by which the keys were made; below the program''s own they are made anew. Not a change of the record.';

alter table crm.contact
  add column phone_key text collate "C",
  add column email_key text collate "C",
  add column key_version smallint not null default 0;
comment on column crm.contact.phone_key is 'E.164.';
comment on column crm.contact.email_key is 'The mail address in small letters.';
comment on column crm.contact.key_version is 'As crm.account.key_version.';

-- The database decides who was first, whichever way a row comes.
create unique index account_uscc on crm.account (uscc) where uscc is not null and deleted_at is null;
-- For AccountDuplicateRepository and ContactDuplicateRepository: what an incoming record is compared with.
create index account_duplicate_name on crm.account (name_key) where deleted_at is null;
create index account_duplicate_phone on crm.account (phone_key) where deleted_at is null;
create index account_similar_name on crm.account using gin (fuzzy_name_key public.gin_trgm_ops) where deleted_at is null;
create index contact_duplicate_phone on crm.contact (phone_key) where deleted_at is null;
create index contact_duplicate_email on crm.contact (email_key) where deleted_at is null;
create index account_by_key_version on crm.account (key_version);
create index contact_by_key_version on crm.contact (key_version);

create table crm.duplicate_confirmation (
  duplicate_confirmation_id bigint generated always as identity primary key,
  object text not null,
  record_id bigint not null,
  match_object text not null,
  match_id bigint not null,
  matched_by text not null check (matched_by in ('NAME', 'PHONE', 'EMAIL', 'SIMILAR_NAME')),
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by bigint
);
comment on table crm.duplicate_confirmation is 'That somebody wrote a record although it looked like another one, and why.';
create index duplicate_confirmation_by_record on crm.duplicate_confirmation (object, record_id);
alter table crm.duplicate_confirmation replica identity full;
alter publication crm_cdc add table crm.duplicate_confirmation;
