-- What finance has to book and what is booked: see V1 for what these views are. Notes that people write are left out.

create or replace view bi.finance_event (
  finance_event_id Int64 comment 'Key.',
  kind String comment 'CONTRACT_APPROVED, RECEIPT_CONFIRMED or RECEIPT_REVERSED.',
  document_number String comment 'Number of the contract or receipt.',
  document_version Int32 comment 'Of a contract, which of its versions; of a receipt, 1.',
  contract_id Nullable(Int64) comment 'The contract; of a receipt, what it is meant for.',
  receipt_id Nullable(Int64) comment 'The receipt; null for a contract.',
  account_id Int64 comment 'The customer.',
  owner_id Int64 comment 'Who answered for the document then.',
  currency String comment 'ISO 4217.',
  amount Decimal(18, 2) comment 'How much; above 0 for a reversal too.',
  company_amount Decimal(18, 2) comment 'The amount in the currency of the company, as it was then.',
  booked_on Date32 comment 'The day on which it happened, in the zone of the company.',
  reason Nullable(String) comment 'Why a receipt was reversed, or a contract amended.',
  voucher_id Nullable(Int64) comment 'The voucher that books it; null until the ledger has one.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  finance_event_id,
  kind,
  document_number,
  document_version,
  contract_id,
  receipt_id,
  account_id,
  owner_id,
  currency,
  amount,
  company_amount,
  booked_on,
  reason,
  voucher_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.finance_event final
where _deleted = 0
comment 'What finance has to book, once each; only the voucher is filled in later.';

create or replace view bi.voucher (
  voucher_id Int64 comment 'Key.',
  number String comment 'As the ledger counts.',
  books String comment 'CONTRACT_APPROVED, RECEIPT_CONFIRMED or RECEIPT_REVERSED, the last in red.',
  document_number Nullable(String) comment 'Number of the contract or receipt that it books.',
  document_version Int32 comment 'Of a contract, which of its versions; of a receipt, 1.',
  posted_on Date32 comment 'The day that it is booked on.',
  currency String comment 'ISO 4217.',
  amount Decimal(18, 2) comment 'How much; above 0 for a voucher in red too.',
  standing String comment 'MATCHED, DIFFERS, DUPLICATE or UNMATCHED.',
  owner_id Int64 comment 'Who answers for it.',
  external_id Nullable(String) comment 'Key in the ledger.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.')
definer = current_user sql security definer
as select
  voucher_id,
  number,
  books,
  document_number,
  document_version,
  posted_on,
  currency,
  amount,
  standing,
  owner_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.voucher final
where _deleted = 0
comment 'What the ledger of the company has booked, as its connector tells.';
