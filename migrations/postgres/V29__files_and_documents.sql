-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V29","reason":"templates that come with the product","rule":null}');

create table internal.file_content (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null
);
comment on table internal.file_content is 'What files hold, once for all that hold the same. Not published: their names, sizes and digests are, in crm.attachment.';
-- What people attach is compressed already.
alter table internal.file_content alter column content set storage external;

create table crm.attachment (
  attachment_id bigint generated always as identity primary key,
  about_object text not null,
  about_id bigint not null,
  name text not null check (name <> ''),
  media_type text not null,
  size_bytes integer not null check (size_bytes > 0),
  sha256 text not null references internal.file_content,
  tells_fields text[] not null default '{}',
  tells_records text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint
);
comment on table crm.attachment is 'A file that belongs to a record and is seen by whoever sees that.';
comment on column crm.attachment.tells_fields is 'Fields, such as Contract.amount, that the file tells: whoever may not read one may not read the file.';
comment on column crm.attachment.tells_records is 'Records, by their typed ids, that the file tells of beside its own.';
create index attachment_of_record on crm.attachment (about_object, about_id, attachment_id) where deleted_at is null;

create table crm.document_template (
  document_template_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  record_type text not null check (record_type in ('QUOTE', 'CONTRACT')),
  language text not null check (language in ('ZH', 'EN')),
  active boolean not null default true,
  file_id bigint references crm.attachment,
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
comment on column crm.document_template.file_id is 'Its Word file; null for the one that comes with the product.';
create unique index document_template_name on crm.document_template (name) where deleted_at is null;
create unique index document_template_external_id on crm.document_template (external_id) where external_id is not null;
create index document_template_by_name on crm.document_template (name, document_template_id);
create index document_template_by_created on crm.document_template (created_at, document_template_id);

create table crm.document (
  document_id bigint generated always as identity primary key,
  about_object text not null,
  about_id bigint not null,
  about_version integer not null,
  document_template_id bigint not null references crm.document_template,
  template_version integer not null,
  number text not null,
  language text not null check (language in ('ZH', 'EN')),
  data jsonb not null,
  data_sha256 text not null,
  word_id bigint not null references crm.attachment,
  pdf_id bigint not null references crm.attachment,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint document_once unique (about_object, about_id, document_template_id, template_version, data_sha256)
);
comment on table crm.document is 'What was made of a record by a template, with the values as they were; never changed.';
create trigger document_append_only before update or delete on crm.document for each row execute function internal.refuse_change();

insert into crm.document_template (name, record_type, language) values
  ('报价单', 'QUOTE', 'ZH'),
  ('Quotation', 'QUOTE', 'EN'),
  ('销售合同', 'CONTRACT', 'ZH'),
  ('Sales contract', 'CONTRACT', 'EN');

alter table crm.attachment replica identity full;
alter table crm.document_template replica identity full;
alter table crm.document replica identity full;
alter publication crm_cdc add table crm.attachment, crm.document_template, crm.document;

-- A seller's opportunities by their close date: of 2,000,000 the index of all close dates finds his 20 in 60 ms.
create index opportunity_by_owner_close on crm.opportunity (owner_id, coalesce(close_on, date '0001-01-01'), opportunity_id)
  where deleted_at is null;

-- A field's name may have digits: Attachment.sha256.
alter table crm.role_field drop constraint role_field_field_check,
  add constraint role_field_field_check check (field ~ '^[A-Z][A-Za-z]+\.[a-z][A-Za-z0-9]+$');
