-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V30","reason":"customers can lie in pools","rule":null}');

-- A customer is somebody's or a pool's, as a lead is.
alter table crm.account
  alter column owner_id drop not null,
  add column pool_id bigint references crm.pool,
  add column owned_since timestamptz default now(),
  add column pooled_at timestamptz,
  add column recycle_due_at timestamptz,
  add column recycle_rule_id bigint,
  add column locked_until timestamptz,
  add column recycle_warned_of timestamptz,
  add column recycle_warned_days smallint check (recycle_warned_days in (3, 1)),
  add constraint account_is_owned_or_pooled check ((owner_id is null) = (pool_id is not null));
create index account_by_pool on crm.account (pool_id, pooled_at, account_id) where pool_id is not null and deleted_at is null;
create index account_by_recycle_due on crm.account (recycle_due_at) where recycle_due_at is not null and deleted_at is null;
create index account_by_recycle_warning
  on crm.account (internal.recycle_warning_at(recycle_due_at, recycle_warned_of, recycle_warned_days))
  where recycle_due_at is not null and deleted_at is null;

insert into crm.owner_period (object, record_id, owner_id, valid_from)
select 'Account', account_id, owner_id, owned_since from crm.account where deleted_at is null;

-- What was won or lost is not opened again by whoever owns it.
insert into crm.role_permission (role_id, permission)
select role_id, 'opportunity.reopen' from crm.role where key in ('ADMINISTRATOR', 'SALES_DIRECTOR', 'MANAGER');

-- Nobody's while its customer lies in a pool.
alter table crm.contact alter column owner_id drop not null;
