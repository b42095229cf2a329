-- From the first enquiry to the commission, for analysts: see V1 for what these views are. Texts that people write to each other are left out.

create or replace view bi.lead_source (
  lead_source_id Int64 comment 'Key.',
  name String comment 'Name.',
  active Bool comment 'Whether new leads may have it.',
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
  lead_source_id,
  name,
  active,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.lead_source final
where _deleted = 0
comment 'Where enquiries come from.';

create or replace view bi.campaign (
  campaign_id Int64 comment 'Key.',
  name String comment 'Name.',
  kind Nullable(String) comment 'Such as exhibition or webinar.',
  status String comment 'Where it stands.',
  starts_on Nullable(Date32) comment 'First day.',
  ends_on Nullable(Date32) comment 'Last day.',
  planned_budget Nullable(Decimal(18, 2)) comment 'What it may cost.',
  actual_cost Nullable(Decimal(18, 2)) comment 'What it has cost.',
  currency String comment 'ISO 4217.',
  owner_id Int64 comment 'Who runs it.',
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
  campaign_id,
  name,
  kind,
  status,
  starts_on,
  ends_on,
  planned_budget,
  actual_cost,
  currency,
  owner_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.campaign final
where _deleted = 0
comment 'What marketing does, with planned budget and cost.';

create or replace view bi.lead (
  lead_id Int64 comment 'Key.',
  name String comment 'First character only.',
  company Nullable(String) comment 'Name of the company.',
  title Nullable(String) comment 'Job title.',
  email Nullable(String) comment 'First character and domain only.',
  phone Nullable(String) comment 'Last two digits only.',
  website Nullable(String) comment 'Website.',
  industry Nullable(String) comment 'Industry.',
  region Nullable(String) comment 'Region, such as a province.',
  grade Nullable(String) comment 'Grade, A best.',
  source_id Nullable(Int64) comment 'Where it first came from; stays as it is.',
  campaign_id Nullable(Int64) comment 'The campaign that it first came from; stays as it is.',
  stage String comment 'How far it has come.',
  stage_entered_at Nullable(DateTime64(6, 'UTC')) comment 'Since when it stands there.',
  disqualified_reason Nullable(String) comment 'Why nothing will come of it.',
  owner_id Nullable(Int64) comment 'Who follows it up, the assignment rules decide.',
  pool_id Nullable(Int64) comment 'The pool that it lies in, while nobody owns it.',
  owned_since Nullable(DateTime64(6, 'UTC')) comment 'Since when its owner has it.',
  pooled_at Nullable(DateTime64(6, 'UTC')) comment 'Since when it lies in the pool.',
  last_effective_followup_at Nullable(DateTime64(6, 'UTC')) comment 'When its owner last followed it up effectively.',
  recycle_due_at Nullable(DateTime64(6, 'UTC')) comment 'When it goes to the pool unless somebody follows it up.',
  recycle_rule_id Nullable(Int64) comment 'The rule that recycle_due_at comes of.',
  locked_until Nullable(DateTime64(6, 'UTC')) comment 'Until when it is safe from the pool.',
  converted_at Nullable(DateTime64(6, 'UTC')) comment 'When it became a customer.',
  converted_account_id Nullable(Int64) comment 'The customer that it became.',
  converted_contact_id Nullable(Int64) comment 'The contact that it became.',
  converted_opportunity_id Nullable(Int64) comment 'The opportunity that it became.',
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
  lead_id,
  concat(leftUTF8(name, 1), '***') as name,
  company,
  title,
  multiIf(email IS NULL, NULL, position(email, '@') > 0, concat(leftUTF8(email, 1), '***', substring(email, position(email, '@'))), '***') as email,
  if(phone IS NULL, NULL, concat('***', rightUTF8(phone, 2))) as phone,
  website,
  industry,
  region,
  grade,
  source_id,
  campaign_id,
  stage,
  stage_entered_at,
  disqualified_reason,
  owner_id,
  pool_id,
  owned_since,
  pooled_at,
  last_effective_followup_at,
  recycle_due_at,
  recycle_rule_id,
  locked_until,
  converted_at,
  converted_account_id,
  converted_contact_id,
  converted_opportunity_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.lead final
where _deleted = 0
comment 'Enquiries on their way to a customer. Name, mail address and phone are masked.';

create or replace view bi.lead_change (
  lead_change_id Int64 comment 'Key.',
  lead_id Int64 comment 'The lead.',
  kind String comment 'What changed.',
  at Nullable(DateTime64(6, 'UTC')) comment 'Business instant.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  by_user_id Nullable(Int64) comment 'Who did it, a user; null for the system.',
  reason Nullable(String) comment 'Why.',
  stage String comment 'Stage after the change.',
  grade Nullable(String) comment 'Grade after the change.',
  owner_id Nullable(Int64) comment 'Owner after the change; null in a pool.',
  team_id Nullable(Int64) comment 'The owner\'s team on that day.',
  pool_id Nullable(Int64) comment 'Pool after the change; null while owned.',
  source_id Nullable(Int64) comment 'Its source.',
  campaign_id Nullable(Int64) comment 'Its campaign.')
definer = current_user sql security definer
as select
  lead_change_id,
  lead_id,
  kind,
  at,
  recorded_at,
  by_user_id,
  reason,
  stage,
  grade,
  owner_id,
  team_id,
  pool_id,
  source_id,
  campaign_id
from cdc.lead_change final
where _deleted = 0
comment 'Append-only: each move of a lead, with owner, team, pool and grade as they were.';

create or replace view bi.interaction (
  interaction_id Int64 comment 'Key.',
  kind String comment 'What it was.',
  direction String comment 'Who turned to whom.',
  happened_at Nullable(DateTime64(6, 'UTC')) comment 'When it happened, in business time.',
  duration_seconds Nullable(Int32) comment 'How long it took, in seconds.',
  outcome Nullable(String) comment 'How it ended; null where that says nothing.',
  channel String comment 'How we know of it.',
  effective Bool comment 'Whether it counts as following up; decided when it was written.',
  actor_id Nullable(Int64) comment 'Who did it; null when a system did.',
  account_id Nullable(Int64) comment 'The account that it hangs on.',
  contact_id Nullable(Int64) comment 'The contact that it hangs on.',
  opportunity_id Nullable(Int64) comment 'The opportunity that it hangs on.',
  lead_id Nullable(Int64) comment 'The lead that it hangs on.',
  customer_id Nullable(Int64) comment 'The account above the record that it hangs on, as it was when this was written; for a lead, the one that it became.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  interaction_id,
  kind,
  direction,
  happened_at,
  duration_seconds,
  outcome,
  channel,
  effective,
  actor_id,
  account_id,
  contact_id,
  opportunity_id,
  lead_id,
  customer_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.interaction final
where _deleted = 0
comment 'The one fact of working with customers; what was said is left out.';

create or replace view bi.task (
  task_id Int64 comment 'Key.',
  kind String comment 'Why there is such a task.',
  priority String comment 'How much it matters.',
  mandatory Bool comment 'Whether a stage cannot be left before it is done or waived.',
  status String comment 'What has become of it.',
  owner_id Int64 comment 'Who has to do it.',
  due_at Nullable(DateTime64(6, 'UTC')) comment 'By when.',
  remind_at Nullable(DateTime64(6, 'UTC')) comment 'From when on it shows in his day, though it is not due.',
  about_object Nullable(String) comment 'Kind of the record that it is about; null for none.',
  about_id Nullable(Int64) comment 'Key of that record.',
  customer_id Nullable(Int64) comment 'The account above the record that it is about.',
  closed_at Nullable(DateTime64(6, 'UTC')) comment 'When it was done, waived or cancelled.',
  closed_by Nullable(Int64) comment 'Who closed it; null when the system did.',
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
  task_id,
  kind,
  priority,
  mandatory,
  status,
  owner_id,
  due_at,
  remind_at,
  about_object,
  about_id,
  customer_id,
  closed_at,
  closed_by,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.task final
where _deleted = 0
comment 'What people have to do; what it says is left out.';

create or replace view bi.quote (
  quote_id Int64 comment 'Key.',
  number String comment 'Number, counted each year without a gap; all revisions share it.',
  revision Int32 comment 'From 1.',
  opportunity_id Int64 comment 'What is being sold.',
  account_id Nullable(Int64) comment 'The customer.',
  contact_id Nullable(Int64) comment 'The person talked to.',
  owner_id Int64 comment 'The opportunity\'s owner.',
  state String comment 'What became of it.',
  currency String comment 'Currency of its prices, ISO 4217.',
  price_book_id Nullable(Int64) comment 'Book whose prices came first; null for the default one.',
  valid_until Nullable(Date32) comment 'The last day on which the customer can accept.',
  amount Decimal(18, 2) comment 'Sum of its lines.',
  company_amount Decimal(18, 2) comment 'The sum in the company\'s currency at the dated rate, fixed when written and again when sent.',
  max_discount_percent Decimal(5, 2) comment 'The largest discount of a line off what the price books say, in percent, whether given as discount or as a lower price.',
  submitted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was submitted; null while a draft.',
  approved_at Nullable(DateTime64(6, 'UTC')) comment 'When it was approved.',
  sent_at Nullable(DateTime64(6, 'UTC')) comment 'When it was sent to the customer.',
  closed_at Nullable(DateTime64(6, 'UTC')) comment 'When it was accepted, rejected, superseded, or expired.',
  close_reason Nullable(String) comment 'Why it was rejected.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.')
definer = current_user sql security definer
as select
  quote_id,
  number,
  revision,
  opportunity_id,
  account_id,
  contact_id,
  owner_id,
  state,
  currency,
  price_book_id,
  valid_until,
  amount,
  company_amount,
  max_discount_percent,
  submitted_at,
  approved_at,
  sent_at,
  closed_at,
  close_reason,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.quote final
where _deleted = 0
comment 'Revisions of offers to customers.';

create or replace view bi.quote_line (
  quote_line_id Int64 comment 'Key.',
  quote_id Int64 comment 'The quote.',
  position Int16 comment 'Place in the quote, from 1.',
  product_id Int64 comment 'The product.',
  description Nullable(String) comment 'What to say of it.',
  quantity Decimal(18, 4) comment 'How many.',
  list_price Nullable(Decimal(18, 2)) comment 'What the price books said when the line was written; null when nothing.',
  unit_price Decimal(18, 2) comment 'Price of one unit before the discount.',
  discount_percent Decimal(5, 2) comment 'Percent off the unit price.',
  amount Decimal(18, 2) comment 'Quantity times price less discount, rounded half up to 0.01.')
definer = current_user sql security definer
as select
  quote_line_id,
  quote_id,
  position,
  product_id,
  description,
  quantity,
  list_price,
  unit_price,
  discount_percent,
  amount
from cdc.quote_line final
where _deleted = 0
comment 'What quotes offer.';

create or replace view bi.contract (
  contract_id Int64 comment 'Key.',
  number String comment 'Number, counted each year without a gap.',
  account_id Int64 comment 'The customer.',
  opportunity_id Nullable(Int64) comment 'The deal that it closes.',
  quote_id Nullable(Int64) comment 'The revision of the offer that it was made from; there is one contract of it.',
  owner_id Int64 comment 'Who answers for it.',
  title String comment 'What it is about.',
  state String comment 'What became of it.',
  currency String comment 'ISO 4217.',
  amount Decimal(18, 2) comment 'What it comes to.',
  company_amount Decimal(18, 2) comment 'The amount in the company\'s currency at the dated rate, fixed when written and again when approved.',
  paid Decimal(18, 2) comment 'What confirmed receipts have paid of it.',
  waived Decimal(18, 2) comment 'What need not be paid.',
  payment_status String comment 'How much has been paid; follows from receipts and waivers.',
  starts_on Nullable(Date32) comment 'First day.',
  ends_on Nullable(Date32) comment 'Last day.',
  signed_on Nullable(Date32) comment 'When both sides had signed.',
  fulfilled_on Nullable(Date32) comment 'When the customer accepted the work, whether or not he has paid.',
  submitted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was submitted; null while a draft.',
  approved_at Nullable(DateTime64(6, 'UTC')) comment 'When it was approved.',
  completed_at Nullable(DateTime64(6, 'UTC')) comment 'When all of it was paid or waived.',
  closed_at Nullable(DateTime64(6, 'UTC')) comment 'When it was terminated or became void.',
  close_reason Nullable(String) comment 'Why it was terminated or became void.',
  rejected_reason Nullable(String) comment 'Why it is a draft again.',
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
  contract_id,
  number,
  account_id,
  opportunity_id,
  quote_id,
  owner_id,
  title,
  state,
  currency,
  amount,
  company_amount,
  paid,
  waived,
  payment_status,
  starts_on,
  ends_on,
  signed_on,
  fulfilled_on,
  submitted_at,
  approved_at,
  completed_at,
  closed_at,
  close_reason,
  rejected_reason,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.contract final
where _deleted = 0
comment 'What was agreed with customers; paid and waived are derived from receipts.';

create or replace view bi.instalment (
  instalment_id Int64 comment 'Key.',
  contract_id Int64 comment 'The contract.',
  position Int16 comment 'Its place in the plan, from 1.',
  name String comment 'Name.',
  trigger String comment 'What makes it due.',
  due_on Nullable(Date32) comment 'When it is due; of a milestone, null until it is reached.',
  milestone Nullable(String) comment 'The milestone that it waits for.',
  offset_days Int32 comment 'Days from the milestone to the due date.',
  amount Decimal(18, 2) comment 'How much, in the contract\'s currency.',
  waived Decimal(18, 2) comment 'How much of it need not be paid.',
  paid Decimal(18, 2) comment 'How much confirmed receipts have paid of it.',
  next_reminder_at Nullable(DateTime64(6, 'UTC')) comment 'When its people are reminded next.')
definer = current_user sql security definer
as select
  instalment_id,
  contract_id,
  position,
  name,
  trigger,
  due_on,
  milestone,
  offset_days,
  amount,
  waived,
  paid,
  next_reminder_at
from cdc.instalment final
where _deleted = 0
comment 'Payment plans of contracts.';

create or replace view bi.receipt (
  receipt_id Int64 comment 'Key.',
  number String comment 'Number, counted each year without a gap.',
  account_id Int64 comment 'The customer.',
  contract_id Nullable(Int64) comment 'The contract that it is meant for; any of the customer\'s when there is none.',
  owner_id Int64 comment 'Who answers for it.',
  state String comment 'What became of it.',
  currency String comment 'ISO 4217.',
  amount Decimal(18, 2) comment 'How much arrived.',
  company_amount Decimal(18, 2) comment 'The amount in the company\'s currency at the rate of the day it arrived.',
  settlement_currency String comment 'Currency of settlement_amount and allocated, ISO 4217.',
  rate Decimal(20, 10) comment 'How many of the contract\'s currency one of the receipt\'s is.',
  settlement_amount Decimal(18, 2) comment 'The amount in the currency of the contracts that it pays.',
  allocated Decimal(18, 2) comment 'How much of it pays instalments.',
  received_on Nullable(Date32) comment 'The day on which it arrived.',
  payer Nullable(String) comment 'First character only.',
  confirmed_at Nullable(DateTime64(6, 'UTC')) comment 'When finance confirmed it.',
  confirmed_by Nullable(Int64) comment 'Who confirmed it.',
  reversed_at Nullable(DateTime64(6, 'UTC')) comment 'When it was reversed.',
  reversed_by Nullable(Int64) comment 'Who reversed it.',
  reverse_reason Nullable(String) comment 'Why it was reversed.',
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
  receipt_id,
  number,
  account_id,
  contract_id,
  owner_id,
  state,
  currency,
  amount,
  company_amount,
  settlement_currency,
  rate,
  settlement_amount,
  allocated,
  received_on,
  if(payer IS NULL, NULL, concat(leftUTF8(payer, 1), '***')) as payer,
  confirmed_at,
  confirmed_by,
  reversed_at,
  reversed_by,
  reverse_reason,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.receipt final
where _deleted = 0
comment 'Money that has arrived. Payer and account are masked.';

create or replace view bi.receipt_allocation (
  receipt_allocation_id Int64 comment 'Key.',
  receipt_id Int64 comment 'The receipt.',
  contract_id Int64 comment 'The contract.',
  instalment_id Int64 comment 'The instalment that is paid.',
  amount Decimal(18, 2) comment 'How much, in the contract\'s currency; less than 0 for a reversal.',
  company_amount Decimal(18, 2) comment 'The same in the company\'s currency, at the rate of the receipt\'s day.',
  kind String comment 'Whether it says that something was paid, or takes that back.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  recorded_by Nullable(Int64) comment 'User who made it.')
definer = current_user sql security definer
as select
  receipt_allocation_id,
  receipt_id,
  contract_id,
  instalment_id,
  amount,
  company_amount,
  kind,
  recorded_at,
  recorded_by
from cdc.receipt_allocation final
where _deleted = 0
comment 'Append-only: what receipts pay, and what of it was taken back.';

create or replace view bi.invoice (
  invoice_id Int64 comment 'Key.',
  number String comment 'The tax authority\'s number of it; unique among those that are not void.',
  contract_id Int64 comment 'The contract.',
  account_id Int64 comment 'The customer.',
  owner_id Int64 comment 'Who answers for it.',
  state String comment 'Whether it counts.',
  currency String comment 'The contract\'s currency, ISO 4217.',
  amount Decimal(18, 2) comment 'How much.',
  company_amount Decimal(18, 2) comment 'The amount in the company\'s currency at the rate of its day.',
  buyer String comment 'Whose name it bears.',
  issued_on Nullable(Date32) comment 'Its day.',
  voided_at Nullable(DateTime64(6, 'UTC')) comment 'When it became void.',
  void_reason Nullable(String) comment 'Why it became void.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  invoice_id,
  number,
  contract_id,
  account_id,
  owner_id,
  state,
  currency,
  amount,
  company_amount,
  buyer,
  issued_on,
  voided_at,
  void_reason,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.invoice final
where _deleted = 0
comment 'What customers were billed.';

create or replace view bi.contract_split (
  contract_id Int64 comment 'The contract.',
  app_user_id Int64 comment 'The seller, a user.',
  percent Decimal(5, 2) comment 'The parts of a contract add up to 100.')
definer = current_user sql security definer
as select
  contract_id,
  app_user_id,
  percent
from cdc.contract_split final
where _deleted = 0
comment 'Who sold a contract; the parts add up to 100.';

create or replace view bi.commission_plan (
  commission_plan_id Int64 comment 'Key.',
  name String comment 'Name.',
  period String comment 'Over what time amounts add up.',
  method String comment 'What a tier\'s rate is applied to.',
  effective_from Nullable(Date32) comment 'First day of receipts that it is for; one plan a day.',
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
  effective_from,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.commission_plan final
where _deleted = 0
comment 'How commissions are reckoned from a day on.';

create or replace view bi.commission_tier (
  commission_plan_id Int64 comment 'The plan.',
  tier_from Decimal(18, 2) comment 'Cumulative amount at which it begins.',
  rate Decimal(7, 4) comment 'In percent.')
definer = current_user sql security definer
as select
  commission_plan_id,
  tier_from,
  rate
from cdc.commission_tier final
where _deleted = 0
comment 'Steps of commission plans.';

create or replace view bi.commission_entry (
  commission_entry_id Int64 comment 'Key.',
  owner_id Int64 comment 'Whose commission it is.',
  commission_plan_id Int64 comment 'The plan that was in force.',
  kind String comment 'Why it was booked.',
  period_from Nullable(Date32) comment 'First day of the period that it is booked in.',
  earned_from Nullable(Date32) comment 'First day of the period whose tiers it used; an earlier one when a receipt of a closed period was reversed.',
  contract_id Int64 comment 'The contract that was paid.',
  receipt_id Int64 comment 'The receipt.',
  split_percent Decimal(5, 2) comment 'His part in the contract, in percent.',
  tier_from Decimal(18, 2) comment 'Cumulative amount at which the tier begins.',
  tier_to Nullable(Decimal(18, 2)) comment 'Where it ends; null for the last.',
  rate Decimal(7, 4) comment 'In percent.',
  basis Decimal(18, 2) comment 'The amount that the rate was applied to.',
  cumulative_before Decimal(18, 2) comment 'His cumulative amount in the period before this receipt.',
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

create or replace view bi.approval_flow (
  approval_flow_id Int64 comment 'Key.',
  record_type String comment 'The kind of record that it is for; the flow with the highest number is in force.',
  number Int32 comment 'Counts the flows of a kind of record; the highest is in force.',
  name String comment 'Name.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  approval_flow_id,
  record_type,
  number,
  name,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.approval_flow final
where _deleted = 0
comment 'Who has to agree, in versions; the highest number of a kind of record is in force.';

create or replace view bi.approval_node (
  approval_node_id Int64 comment 'Key.',
  approval_flow_id Int64 comment 'The flow.',
  step Int16 comment 'The nodes of one step are open side by side; the next step opens when all of them have passed.',
  ordinal Int16 comment 'Place in its step, from 1.',
  name String comment 'Name.',
  mode String comment 'When it passes.',
  conditions String comment 'What must be exceeded for it to be asked, all of them.',
  approvers Array(Nullable(String)) comment 'Who is asked.')
definer = current_user sql security definer
as select
  approval_node_id,
  approval_flow_id,
  step,
  ordinal,
  name,
  mode,
  conditions,
  approvers
from cdc.approval_node final
where _deleted = 0
comment 'Who is asked in each step of a flow.';

create or replace view bi.approval (
  approval_id Int64 comment 'Key.',
  approval_flow_id Int64 comment 'The flow that was in force.',
  about_object String comment 'Kind of the record: Quote or Contract.',
  about_id Int64 comment 'Key of the record.',
  owner_id Int64 comment 'User who submitted it.',
  state String comment 'How it stands.',
  step Int16 comment 'Step of the flow that is open, or was the last.',
  round Int16 comment '1, and one more each time that it went back to an earlier step.',
  measured String comment 'What conditions were decided by, as JSON.',
  ended_at Nullable(DateTime64(6, 'UTC')) comment 'When it ended.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  approval_id,
  approval_flow_id,
  about_object,
  about_id,
  owner_id,
  state,
  step,
  round,
  measured,
  ended_at,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.approval final
where _deleted = 0
comment 'One time each that a record was submitted, and how it ended.';

create or replace view bi.approval_task (
  approval_task_id Int64 comment 'Key.',
  approval_id Int64 comment 'The approval.',
  approval_node_id Int64 comment 'The node of the flow.',
  round Int16 comment 'Which time the approval came by here.',
  ordinal Int16 comment 'Place among those who were asked.',
  approver_id Int64 comment 'Who was asked.',
  state String comment 'How it stands.',
  opened_at Nullable(DateTime64(6, 'UTC')) comment 'Since when it could be decided; null as long as somebody before him has to.',
  decided_at Nullable(DateTime64(6, 'UTC')) comment 'When it was decided, or became needless.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  approval_task_id,
  approval_id,
  approval_node_id,
  round,
  ordinal,
  approver_id,
  state,
  opened_at,
  decided_at,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.approval_task final
where _deleted = 0
comment 'What each person was asked, since when, and when he decided.';

create or replace view bi.pipeline (
  pipeline_id Int64 comment 'Key.',
  name String comment 'Name.',
  is_default Bool comment 'Taken where an opportunity names none.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.',
  skip_allowed Bool comment 'Whether an opportunity may pass over stages.',
  backward_allowed Bool comment 'Whether an opportunity may go back.')
definer = current_user sql security definer
as select
  pipeline_id,
  name,
  is_default,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by,
  skip_allowed,
  backward_allowed
from cdc.pipeline final
where _deleted = 0
comment 'Ways of selling; each has its own stages.';

create or replace view bi.stage (
  stage_id Int64 comment 'Key.',
  pipeline_id Int64 comment 'The pipeline.',
  ordinal Int16 comment 'Place in the pipeline, from 1.',
  name String comment 'Name.',
  category String comment 'OPEN, WON or LOST.',
  probability Int16 comment 'Probability of winning in percent.',
  forecast_category String comment 'OMITTED, PIPELINE, BEST_CASE, COMMIT or CLOSED.',
  create_allowed Bool comment 'Whether opportunities may begin here.',
  max_stay_days Nullable(Int32) comment 'Days after which an opportunity has stood here for too long; null for no limit.',
  stay_repeat_days Nullable(Int32) comment 'Days after which that is told again.',
  entry_criteria String comment 'What must be true to come in, as JSON.',
  exit_criteria String comment 'What must be true to go on, as JSON.',
  tasks String comment 'What there is to do in it, as JSON.')
definer = current_user sql security definer
as select
  stage_id,
  pipeline_id,
  ordinal,
  name,
  category,
  probability,
  forecast_category,
  create_allowed,
  max_stay_days,
  stay_repeat_days,
  entry_criteria,
  exit_criteria,
  tasks
from cdc.stage final
where _deleted = 0
comment 'Stages of pipelines in their order.';

create or replace view bi.opportunity_change (
  opportunity_change_id Int64 comment 'Key.',
  opportunity_id Int64 comment 'The opportunity.',
  sequence Int32 comment 'Order of the changes of one opportunity, from 1.',
  kind String comment 'CREATED, STAGE, AMOUNT, OWNER, CLOSE_DATE, FORECAST_CATEGORY, PROBABILITY, CLOSED, REOPENED, DELETED or RESTORED.',
  at Nullable(DateTime64(6, 'UTC')) comment 'Business instant; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  by_user_id Nullable(Int64) comment 'User who made the change.',
  reason Nullable(String) comment 'Why.',
  pipeline_id Int64 comment 'Pipeline after the change.',
  stage_id Int64 comment 'Stage after the change.',
  stage_ordinal Int16 comment 'Place of the stage in the pipeline then.',
  stage_category String comment 'OPEN, WON or LOST.',
  probability Int16 comment 'Probability in percent after the change.',
  forecast_category String comment 'Forecast category after the change.',
  amount Nullable(Decimal(18, 2)) comment 'Amount after the change.',
  currency String comment 'Currency of the amount, ISO 4217.',
  company_amount Nullable(Decimal(18, 2)) comment 'Amount in the currency of the company.',
  close_on Nullable(Date32) comment 'Close date after the change.',
  owner_id Int64 comment 'Owner after the change, a user.',
  team_id Nullable(Int64) comment 'Team of the owner on the day of the change; null when in none.',
  pipeline_version Nullable(Int32) comment 'Version of the pipeline that a move was judged by; null for other changes.',
  overridden Bool comment 'Whether somebody overrode what stages asked for.',
  unmet Array(Nullable(String)) comment 'What they asked for and was not met.')
definer = current_user sql security definer
as select
  opportunity_change_id,
  opportunity_id,
  sequence,
  kind,
  at,
  recorded_at,
  by_user_id,
  reason,
  pipeline_id,
  stage_id,
  stage_ordinal,
  stage_category,
  probability,
  forecast_category,
  amount,
  currency,
  company_amount,
  close_on,
  owner_id,
  team_id,
  pipeline_version,
  overridden,
  unmet
from cdc.opportunity_change final
where _deleted = 0
comment 'Every business-relevant change of an opportunity with all values after it: the grain of pipeline analytics.';

create or replace view bi.commission_payout (
  commission_payout_id Int64 comment 'Key.',
  owner_id Int64 comment 'Who is paid, a user.',
  earned_until Nullable(Date32) comment 'The last day of the entries that it pays.',
  amount Decimal(18, 2) comment 'Sum of its entries.',
  currency String comment 'ISO 4217.',
  state String comment 'APPROVED, PAID or VOID.',
  paid_on Nullable(Date32) comment 'When it was paid.',
  closed_by Nullable(Int64) comment 'User who paid it, or made it void.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'When it was approved.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Int64 comment 'User who approved it.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  commission_payout_id,
  owner_id,
  earned_until,
  amount,
  currency,
  state,
  paid_on,
  closed_by,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.commission_payout final
where _deleted = 0
comment 'What sellers are paid of their commissions.';

create or replace view bi.commission_payout_entry (
  commission_entry_id Int64 comment 'The entry.',
  commission_payout_id Int64 comment 'The payout.')
definer = current_user sql security definer
as select
  commission_entry_id,
  commission_payout_id
from cdc.commission_payout_entry final
where _deleted = 0
comment 'Which payout pays an entry of the ledger; each is paid once.';

create or replace view bi.opportunity_split (
  opportunity_id Int64 comment 'The opportunity.',
  app_user_id Int64 comment 'The seller, a user.',
  percent Decimal(5, 2) comment 'The parts of an opportunity add up to 100.')
definer = current_user sql security definer
as select
  opportunity_id,
  app_user_id,
  percent
from cdc.opportunity_split final
where _deleted = 0
comment 'Who sells an opportunity together.';

create or replace view bi.lost_reason (
  lost_reason_id Int64 comment 'Key.',
  name String comment 'Name.',
  active Bool comment 'Whether lost opportunities may name it.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Creation.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.')
definer = current_user sql security definer
as select
  lost_reason_id,
  name,
  active,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.lost_reason final
where _deleted = 0
comment 'Why deals are lost, as the company calls it.';

create or replace view bi.competitor (
  competitor_id Int64 comment 'Key.',
  name String comment 'Name.',
  website Nullable(String) comment 'Website.',
  strengths Nullable(String) comment 'What they do well.',
  weaknesses Nullable(String) comment 'What they do not do well.',
  active Bool comment 'Whether opportunities may name them.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Creation.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.')
definer = current_user sql security definer
as select
  competitor_id,
  name,
  website,
  strengths,
  weaknesses,
  active,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.competitor final
where _deleted = 0
comment 'Who else sells to the customers.';

create or replace view bi.opportunity (
  opportunity_id Int64 comment 'Key.',
  name String comment 'Name.',
  account_id Nullable(Int64) comment 'The customer.',
  contact_id Nullable(Int64) comment 'The person at the customer.',
  owner_id Int64 comment 'Responsible seller, a user.',
  pipeline_id Int64 comment 'The pipeline.',
  stage_id Int64 comment 'The stage.',
  stage_category String comment 'OPEN, WON or LOST.',
  stage_entered_at Nullable(DateTime64(6, 'UTC')) comment 'Since when it is in the stage.',
  probability Int16 comment 'Probability of winning in percent.',
  probability_source String comment 'STAGE, MANUAL or MODEL.',
  forecast_category String comment 'OMITTED, PIPELINE, BEST_CASE, COMMIT or CLOSED.',
  amount Nullable(Decimal(18, 2)) comment 'Amount in its own currency.',
  currency String comment 'Currency of the amount, ISO 4217.',
  company_amount Nullable(Decimal(18, 2)) comment 'Amount in the currency of the company at the dated rate, fixed when written.',
  close_on Nullable(Date32) comment 'Expected day of closing while open; the day of closing once closed.',
  closed_at Nullable(DateTime64(6, 'UTC')) comment 'When it was won or lost; null while open.',
  lost_reason Nullable(String) comment 'Why it was lost.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.',
  deleted_at Nullable(DateTime64(6, 'UTC')) comment 'When it was put into the recycle bin; null while it is in use.',
  deleted_by Nullable(Int64) comment 'User who put it there.',
  competitor_id Nullable(Int64) comment 'Whom it was lost to, or won against.')
definer = current_user sql security definer
as select
  opportunity_id,
  name,
  account_id,
  contact_id,
  owner_id,
  pipeline_id,
  stage_id,
  stage_category,
  stage_entered_at,
  probability,
  probability_source,
  forecast_category,
  amount,
  currency,
  company_amount,
  close_on,
  closed_at,
  lost_reason,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by,
  competitor_id
from cdc.opportunity final
where _deleted = 0
comment 'Opportunities as they are now.';
