-- What analysts may read: one view per business table, all rows, personal data masked. A view reads with the rights of the
-- application's user; analysts have rights on database bi only. Rows in the recycle bin are shown with their deleted_at.
create database if not exists bi comment 'Views for analysts; personal data are masked.';

create or replace view bi.company (
  company_id Int16 comment 'Always 1.',
  name String comment 'Name of the company.',
  currency String comment 'Currency of all company amounts, ISO 4217.',
  time_zone String comment 'Zone in which days, weeks and months are counted.',
  fiscal_year_start_month Int16 comment 'First month of the fiscal year, 1 to 12.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.')
definer = current_user sql security definer
as select
  company_id,
  name,
  currency,
  time_zone,
  fiscal_year_start_month,
  updated_at
from cdc.company final
where _deleted = 0
comment 'The one company this installation serves.';

create or replace view bi.currency_rate (
  currency_rate_id Int64 comment 'Key.',
  currency String comment 'Foreign currency, ISO 4217.',
  valid_on Nullable(Date32) comment 'First day of the rate; it holds until the next dated one.',
  rate Decimal(20, 10) comment 'Company currency for one unit of this currency.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.')
definer = current_user sql security definer
as select
  currency_rate_id,
  currency,
  valid_on,
  rate,
  updated_at
from cdc.currency_rate final
where _deleted = 0
comment 'Dated exchange rates into the currency of the company.';

create or replace view bi.app_user (
  app_user_id Int64 comment 'Key.',
  name String comment 'Name.',
  manager_id Nullable(Int64) comment 'The manager, a user.',
  active Bool comment 'False for people who have left.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  app_user_id,
  name,
  manager_id,
  active,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.app_user final
where _deleted = 0
comment 'People who use the system, without sign-in names and mail addresses.';

create or replace view bi.team (
  team_id Int64 comment 'Key.',
  parent_team_id Nullable(Int64) comment 'The team above; null at the top.',
  kind String comment 'COMPANY, REGION, DEPARTMENT or TEAM.',
  name String comment 'Name.',
  manager_id Nullable(Int64) comment 'Who leads it, a user.',
  external_id Nullable(String) comment 'Key in the system the record was imported from.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  recorded_at Nullable(DateTime64(6, 'UTC')) comment 'When the system learned of it.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  team_id,
  parent_team_id,
  kind,
  name,
  manager_id,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by
from cdc.team final
where _deleted = 0
comment 'Teams as a tree.';

create or replace view bi.team_membership (
  team_membership_id Int64 comment 'Key.',
  team_id Int64 comment 'The team.',
  app_user_id Int64 comment 'The person, a user.',
  valid_from Nullable(Date32) comment 'First day in the team.',
  valid_to Nullable(Date32) comment 'First day no longer in the team; null while it lasts.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Business instant of creation; may be backdated.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  team_membership_id,
  team_id,
  app_user_id,
  valid_from,
  valid_to,
  created_at,
  created_by,
  updated_at,
  updated_by
from cdc.team_membership final
where _deleted = 0
comment 'Who was in which team on which days; one team at a time.';

create or replace view bi.account (
  account_id Int64 comment 'Key.',
  name String comment 'Name of the company.',
  industry Nullable(String) comment 'Sector.',
  grade Nullable(String) comment 'A, B or C.',
  cooperation_status String comment 'PROSPECT, ACTIVE, PAUSED or ENDED.',
  website Nullable(String) comment 'Web address.',
  phone Nullable(String) comment 'Last two digits only.',
  owner_id Int64 comment 'Responsible seller, a user.',
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
  owner_id Int64 comment 'Responsible seller, a user.',
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

create or replace view bi.product (
  product_id Int64 comment 'Key.',
  code Nullable(String) comment 'Article code.',
  name String comment 'Name.',
  family Nullable(String) comment 'Product family.',
  list_price Nullable(Decimal(18, 2)) comment 'List price of one unit.',
  currency String comment 'Currency of the list price, ISO 4217.',
  active Bool comment 'False for what is no longer sold.',
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
  product_id,
  code,
  name,
  family,
  list_price,
  currency,
  active,
  external_id,
  created_at,
  recorded_at,
  created_by,
  updated_at,
  updated_by,
  deleted_at,
  deleted_by
from cdc.product final
where _deleted = 0
comment 'What is sold.';

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
  deleted_by Nullable(Int64) comment 'User who put it there.')
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
  deleted_by
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
  forecast_category String comment 'OMITTED, PIPELINE, BEST_CASE, COMMIT or CLOSED.')
definer = current_user sql security definer
as select
  stage_id,
  pipeline_id,
  ordinal,
  name,
  category,
  probability,
  forecast_category
from cdc.stage final
where _deleted = 0
comment 'Stages of pipelines in their order.';

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
  deleted_by Nullable(Int64) comment 'User who put it there.')
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
  deleted_by
from cdc.opportunity final
where _deleted = 0
comment 'Opportunities as they are now.';

create or replace view bi.opportunity_line (
  opportunity_line_id Int64 comment 'Key.',
  opportunity_id Int64 comment 'The opportunity.',
  position Int16 comment 'Place in the opportunity, from 1.',
  product_id Int64 comment 'The product.',
  quantity Decimal(18, 4) comment 'Quantity.',
  unit_price Decimal(18, 2) comment 'Price of one unit in the currency of the opportunity.',
  discount_percent Decimal(5, 2) comment 'Discount in percent.',
  amount Decimal(18, 2) comment 'quantity x unit_price less discount, rounded half up to 0.01.')
definer = current_user sql security definer
as select
  opportunity_line_id,
  opportunity_id,
  position,
  product_id,
  quantity,
  unit_price,
  discount_percent,
  amount
from cdc.opportunity_line final
where _deleted = 0
comment 'Products of opportunities.';

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
  team_id Nullable(Int64) comment 'Team of the owner on the day of the change; null when in none.')
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
  team_id
from cdc.opportunity_change final
where _deleted = 0
comment 'Every business-relevant change of an opportunity with all values after it: the grain of pipeline analytics.';

create or replace view bi.freshness (
  applied_lsn String comment 'Position in the log of PostgreSQL up to which every transaction is in the views.',
  as_of Nullable(DateTime64(6, 'UTC')) comment 'Time of PostgreSQL up to which the views are complete.',
  lag_seconds Nullable(Float64) comment 'Age of that time now.')
definer = current_user sql security definer
as select
  concat(
    if(position < 4294967296, '0', trim(leading '0' from hex(toUInt32(bitShiftRight(position, 32))))), '/',
    if(bitAnd(position, 4294967295) = 0, '0', trim(leading '0' from hex(toUInt32(bitAnd(position, 4294967295)))))) as applied_lsn,
  as_of,
  dateDiff('millisecond', as_of, now64(6, 'UTC')) / 1000 as lag_seconds
from (
  select max(applied_lsn) as position, max(commit_ts) as as_of
  from cdc.watermark
  where pipeline = 'crm')
comment 'How fresh the views are.';

create or replace view bi.user_role (
  app_user_id Int64 comment 'The user.',
  role String comment 'ADMINISTRATOR, MANAGER, SELLER or VIEWER.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Since when.')
definer = current_user sql security definer
as select
  app_user_id,
  role,
  created_at
from cdc.user_role final
where _deleted = 0
comment 'What people may do.';

create or replace view bi.unattributed_change (
  total UInt64 comment 'Number of changed rows.')
definer = current_user sql security definer
as select count() as total
from merge('cdc', '_changes$')
where _door = 'SQL' and _op != 'r'
comment 'Changes that came without saying who made them: by hand in SQL, past the application.';
