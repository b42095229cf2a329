-- Files and documents, and customers in pools, as analysts see them.

create or replace view bi.attachment (
  attachment_id Int64 comment 'Key.',
  about_object String comment 'Kind of the record that it belongs to.',
  about_id Int64 comment 'Key of that record.',
  media_type String comment 'Such as application/pdf, as the sender said.',
  size_bytes Int32 comment 'Size.',
  sha256 String comment 'Digest of what it holds.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Creation.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was removed; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who removed it.')
definer = current_user sql security definer
as select
  attachment_id,
  about_object,
  about_id,
  media_type,
  size_bytes,
  sha256,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.attachment final
where _deleted = 0
comment 'Files of records; their names, which may tell what their records do not, are left out.';

create or replace view bi.document_template (
  document_template_id Int64 comment 'Key.',
  name String comment 'Name.',
  record_type String comment 'QUOTE or CONTRACT.',
  language String comment 'ZH or EN.',
  active Bool comment 'Whether documents are made by it.',
  file_id Nullable(Int64) comment 'Its Word file; null for the one that comes with the product.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Creation.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was removed; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who removed it.')
definer = current_user sql security definer
as select
  document_template_id,
  name,
  record_type,
  language,
  active,
  file_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.document_template final
where _deleted = 0
comment 'What documents look like.';

create or replace view bi.document (
  document_id Int64 comment 'Key.',
  about_object String comment 'Quote or Contract.',
  about_id Int64 comment 'Key of the record that it was made of.',
  about_version Int32 comment 'Version of the record then.',
  document_template_id Int64 comment 'What it was made by.',
  template_version Int32 comment 'Version of the template then.',
  number String comment 'Number of the record; of a quote with its revision.',
  language String comment 'ZH or EN.',
  word_id Int64 comment 'File that holds it as DOCX.',
  pdf_id Int64 comment 'File that holds it as PDF.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Creation.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  document_id,
  about_object,
  about_id,
  about_version,
  document_template_id,
  template_version,
  number,
  language,
  word_id,
  pdf_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.document final
where _deleted = 0
comment 'What was made of quotes and contracts; the values are left out, as they name people.';

create or replace view bi.account (
  account_id Int64 comment 'Key.',
  name String comment 'Name of the company.',
  industry Nullable(String) comment 'Sector.',
  grade Nullable(String) comment 'A, B or C.',
  cooperation_status String comment 'PROSPECT, ACTIVE, PAUSED or ENDED.',
  website Nullable(String) comment 'Web address.',
  phone Nullable(String) comment 'Last two digits only.',
  owner_id Nullable(Int64) comment 'Responsible seller, a user; null while the customer lies in a pool.',
  pool_id Nullable(Int64) comment 'The pool that it lies in; null while somebody owns it.',
  owned_since Nullable(DateTime64(6, 'UTC')) comment 'Since when its owner has it.',
  pooled_at Nullable(DateTime64(6, 'UTC')) comment 'Since when it lies in the pool.',
  recycle_due_at Nullable(DateTime64(6, 'UTC')) comment 'When it goes to the pool unless something happens.',
  parent_account_id Nullable(Int64) comment 'The account above.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.')
definer = current_user sql security definer
as select
  account_id,
  name,
  industry,
  grade,
  cooperation_status,
  website,
  if(phone IS NULL, NULL, concat('***', rightUTF8(phone, 2))) as phone,
  owner_id,
  pool_id,
  owned_since,
  pooled_at,
  recycle_due_at,
  parent_account_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.account final
where _deleted = 0
comment 'Companies sold to. Phone and address are masked.';

create or replace view bi.contact (
  contact_id Int64 comment 'Key.',
  account_id Nullable(Int64) comment 'Where the person works.',
  name String comment 'First character only.',
  title Nullable(String) comment 'Job title.',
  email Nullable(String) comment 'First character and domain only.',
  phone Nullable(String) comment 'Last two digits only.',
  decision_role Nullable(String) comment 'DECISION_MAKER, INFLUENCER, TECHNICAL or USER.',
  owner_id Nullable(Int64) comment 'Responsible seller, a user; null while the customer lies in a pool.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.')
definer = current_user sql security definer
as select
  contact_id,
  account_id,
  concat(leftUTF8(name, 1), '***') as name,
  title,
  multiIf(email IS NULL, NULL, position(email, '@') > 0, concat(leftUTF8(email, 1), '***', substring(email, position(email, '@'))), '***') as email,
  if(phone IS NULL, NULL, concat('***', rightUTF8(phone, 2))) as phone,
  decision_role,
  owner_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.contact final
where _deleted = 0
comment 'People at accounts. Name, mail address and phone are masked.';
