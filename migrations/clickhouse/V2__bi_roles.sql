-- Roles and shares. What a view shows of a person is never personal: keys and role keys only.

create or replace view bi.role (
  role_id Int64 comment 'Key.',
  key String comment 'What people are given it by, such as SELLER.',
  name String comment 'Name, Chinese and English.',
  description String comment 'What it is for.',
  built_in Bool comment 'Whether it comes with the product.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'Creation.',
  created_by Nullable(Int64) comment 'User who created it; null for the system.',
  updated_at Nullable(DateTime64(6, 'UTC')) comment 'Last change.',
  updated_by Nullable(Int64) comment 'User who made the last change.')
definer = current_user sql security definer
as select
  role_id,
  key,
  name,
  description,
  built_in,
  created_at,
  created_by,
  updated_at,
  updated_by
from cdc.role final
where _deleted = 0
comment 'Sets of grants that people are given.';

create or replace view bi.role_grant (
  role_grant_id Int64 comment 'Key.',
  role_id Int64 comment 'The role.',
  object String comment 'Kind of record: Account, Contact or Opportunity.',
  action String comment 'READ, CREATE, UPDATE, DELETE, SHARE or TRANSFER.',
  scope String comment 'OWN, SUBORDINATES, TEAM, TEAM_TREE, LISTED_TEAM, ALL or DENIED.',
  team_id Nullable(Int64) comment 'The team of LISTED_TEAM.')
definer = current_user sql security definer
as select
  role_grant_id,
  role_id,
  object,
  action,
  scope,
  team_id
from cdc.role_grant final
where _deleted = 0
comment 'What each role grants on records.';

create or replace view bi.role_permission (
  role_id Int64 comment 'The role.',
  permission String comment 'Such as record.backdate.')
definer = current_user sql security definer
as select
  role_id,
  permission
from cdc.role_permission final
where _deleted = 0
comment 'What each role allows beyond records.';

create or replace view bi.record_share (
  record_share_id Int64 comment 'Key.',
  object String comment 'Kind of record: Account, Contact or Opportunity.',
  record_id Int64 comment 'Key of the record.',
  principal String comment 'With whom: user:<key>, team:<key>, team_tree:<key> or role:<role key>.',
  level String comment 'READ or EDIT.',
  expires_at Nullable(DateTime64(6, 'UTC')) comment 'End, exclusive; null for never.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'When it was shared.',
  created_by Nullable(Int64) comment 'User who shared it.')
definer = current_user sql security definer
as select
  record_share_id,
  object,
  record_id,
  principal,
  level,
  expires_at,
  created_at,
  created_by
from cdc.record_share final
where _deleted = 0
comment 'Records shared beyond the scopes of roles.';
