-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V31","reason":"owners lock records, and protection counts its extensions","rule":null}');

-- Owners lock some of their records against recycling, for a while.
alter table crm.pool
  add column lock_limit integer not null default 0 check (lock_limit >= 0),
  add column lock_days integer not null default 30 check (lock_days between 1 and 3650);
comment on column crm.pool.lock_limit is 'How many records an owner whose records fall into the pool may lock at once.';
comment on column crm.pool.lock_days is 'For how many days at most.';

alter table crm.lead
  add column unlocked_at timestamptz,
  add column protection_extensions integer not null default 0 check (protection_extensions >= 0);
alter table crm.account
  add column unlocked_at timestamptz,
  add column protection_extensions integer not null default 0 check (protection_extensions >= 0);
comment on column crm.lead.unlocked_at is 'When its last lock ended: its owner has some days from then, whatever rules say.';
comment on column crm.account.unlocked_at is 'When its last lock ended: its owner has some days from then, whatever rules say.';
comment on column crm.lead.protection_extensions is 'Effective follow-ups since its owner has it; PROTECTION adds days for each.';
comment on column crm.account.protection_extensions is 'Effective follow-ups since its owner has it; PROTECTION adds days for each.';
create index lead_by_lock on crm.lead (locked_until) where locked_until is not null and deleted_at is null;
create index account_by_lock on crm.account (locked_until) where locked_until is not null and deleted_at is null;

-- What protection has been extended by so far, as whole extensions; rules in working days begin anew.
update crm.lead set protection_extensions =
  floor((ceil(extract(epoch from recycle_due_at - owned_since) / 86400) - 1 - days) / extension_days)
from crm.recycle_rule rule
where rule.recycle_rule_id = lead.recycle_rule_id and trigger = 'PROTECTION' and not working_days
  and recycle_due_at > owned_since + make_interval(days => days + extension_days);
update crm.account set protection_extensions =
  floor((ceil(extract(epoch from recycle_due_at - owned_since) / 86400) - 1 - days) / extension_days)
from crm.recycle_rule rule
where rule.recycle_rule_id = account.recycle_rule_id and trigger = 'PROTECTION' and not working_days
  and recycle_due_at > owned_since + make_interval(days => days + extension_days);

alter table crm.lead_change drop constraint lead_change_kind_check;
alter table crm.lead_change add constraint lead_change_kind_check check (kind in
  ('CREATED', 'STAGE', 'OWNER', 'CLAIMED', 'POOLED', 'LOCKED', 'UNLOCKED', 'CONVERTED', 'DELETED', 'RESTORED'));

create function internal.contract_is_agreed(state text) returns boolean
  language sql immutable parallel safe
  return state in ('APPROVED', 'SIGNED', 'IN_PERFORMANCE', 'COMPLETED');
comment on function internal.contract_is_agreed(text) is 'Whether a contract in this state binds both sides, or has: recycling waits for its end.';
