-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V24","reason":"grants that come with the product","rule":null}');

create table crm.commission_payout (
  commission_payout_id bigint generated always as identity primary key,
  owner_id bigint not null references crm.app_user,
  earned_until date not null,
  amount numeric(18, 2) not null check (amount > 0),
  currency char(3) not null,
  state text not null check (state in ('APPROVED', 'PAID', 'VOID')),
  paid_on date,
  reference text,
  closed_by bigint references crm.app_user,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint not null references crm.app_user,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint commission_payout_paid_by_another check (state <> 'PAID' or closed_by is distinct from created_by),
  constraint commission_payout_not_for_oneself check (created_by <> owner_id and closed_by is distinct from owner_id)
);
comment on table crm.commission_payout is 'What a seller is paid of his commissions: approved by one person, paid by another.';
create index commission_payout_by_owner on crm.commission_payout (owner_id, created_at, commission_payout_id);
create index commission_payout_by_created on crm.commission_payout (created_at, commission_payout_id);

create table crm.commission_payout_entry (
  commission_entry_id bigint primary key references crm.commission_entry,
  commission_payout_id bigint not null references crm.commission_payout
);
comment on table crm.commission_payout_entry is 'What a payout pays; an entry is paid once.';
create index commission_payout_entry_of_payout on crm.commission_payout_entry (commission_payout_id);

insert into crm.role_permission (role_id, permission)
select role_id, 'commission.pay' from crm.role where key in ('ADMINISTRATOR', 'FINANCE');

insert into crm.role_grant (role_id, object, action, scope)
select role_id, 'CommissionPayout', action, scope from crm.role_grant where object = 'CommissionEntry';

alter table crm.commission_payout replica identity full;
alter table crm.commission_payout_entry replica identity full;
alter publication crm_cdc add table crm.commission_payout, crm.commission_payout_entry;
