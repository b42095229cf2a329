-- What commission plans pay for, until when, and for whom.

create or replace view bi.commission_plan (
  commission_plan_id Int64 comment 'Key.',
  name String comment 'Name.',
  period String comment 'Over what time amounts add up.',
  method String comment 'What a tier\'s rate is applied to.',
  basis String comment 'What brings a seller his commission: RECEIPT_CONFIRMED, CONTRACT_SIGNED or INVOICED.',
  effective_from Nullable(Date32) comment 'First day that it is for.',
  effective_until Nullable(Date32) comment 'Last day; null for as long as no later plan replaces it.',
  for_everybody Bool comment 'Whether it names no participants: then it is for who is named in no other plan.',
  cap Nullable(Decimal(18, 2)) comment 'What it gives one person in a period at most; null for no limit.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  commission_plan_id,
  name,
  period,
  method,
  basis,
  effective_from,
  effective_until,
  for_everybody,
  cap,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.commission_plan final
where _deleted = 0
comment 'How commissions are reckoned from a day on.';

create or replace view bi.commission_participant (
  commission_plan_id Int64 comment 'The plan.',
  position Int16 comment 'Place in the plan, from 1.',
  app_user_id Nullable(Int64) comment 'The person; null when it is a team.',
  team_id Nullable(Int64) comment 'The team: everybody who is in it, or in a team below it.')
definer = current_user sql security definer
as select
  commission_plan_id,
  position,
  app_user_id,
  team_id
from cdc.commission_participant final
where _deleted = 0
comment 'Whom commission plans are for.';

create or replace view bi.contract_split (
  contract_id Int64 comment 'The contract.',
  app_user_id Int64 comment 'The seller, a user.',
  percent Decimal(5, 2) comment 'The parts of a contract add up to 100.',
  basis String comment 'What brings him his commission of this contract: his plan\'s when it was approved.')
definer = current_user sql security definer
as select
  contract_id,
  app_user_id,
  percent,
  basis
from cdc.contract_split final
where _deleted = 0
comment 'Who sold a contract; the parts add up to 100.';

create or replace view bi.commission_entry (
  commission_entry_id Int64 comment 'Key.',
  owner_id Int64 comment 'Whose commission it is.',
  commission_plan_id Int64 comment 'The plan that was in force.',
  kind String comment 'Why it was booked.',
  period_from Nullable(Date32) comment 'First day of the period that it is booked in.',
  earned_from Nullable(Date32) comment 'First day of the period whose tiers it used; an earlier one when a receipt of a closed period was reversed.',
  contract_id Int64 comment 'The contract.',
  receipt_id Nullable(Int64) comment 'The receipt; null when the contract or an invoice brought it.',
  invoice_id Nullable(Int64) comment 'The invoice; null when the contract or a receipt brought it.',
  split_percent Decimal(5, 2) comment 'His part in the contract, in percent.',
  tier_from Decimal(18, 2) comment 'Cumulative amount at which the tier begins.',
  tier_to Nullable(Decimal(18, 2)) comment 'Where it ends; null for the last.',
  rate Decimal(7, 4) comment 'In percent.',
  basis Decimal(18, 2) comment 'The amount that the rate was applied to.',
  cumulative_before Decimal(18, 2) comment 'His cumulative amount in the period before.',
  amount Decimal(18, 2) comment 'The commission; below 0 when it is taken back.',
  currency String comment 'ISO 4217.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  commission_entry_id,
  owner_id,
  commission_plan_id,
  kind,
  period_from,
  earned_from,
  contract_id,
  receipt_id,
  invoice_id,
  split_percent,
  tier_from,
  tier_to,
  rate,
  basis,
  cumulative_before,
  amount,
  currency,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.commission_entry final
where _deleted = 0
comment 'Append-only ledger of commissions.';
