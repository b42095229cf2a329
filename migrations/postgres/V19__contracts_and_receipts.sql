-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V19","reason":"who sees contracts and receipts","rule":null}');

-- Contracts and their payment plans -----------------------------------------------------------------------------------

create table crm.contract (
  contract_id bigint generated always as identity primary key,
  number text collate "C" not null,
  account_id bigint not null references crm.account,
  opportunity_id bigint references crm.opportunity,
  quote_id bigint references crm.quote,
  owner_id bigint not null references crm.app_user,
  title text collate "C" not null check (title <> ''),
  state text not null
    check (state in ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SIGNED', 'IN_PERFORMANCE', 'COMPLETED', 'TERMINATED', 'VOID')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  amount numeric(18, 2) not null check (amount > 0),
  company_amount numeric(18, 2) not null,
  paid numeric(18, 2) not null default 0 check (paid >= 0),
  waived numeric(18, 2) not null default 0 check (waived >= 0),
  payment_status text not null default 'UNPAID',
  starts_on date,
  ends_on date,
  signed_on date,
  fulfilled_on date,
  terms text,
  submitted_at timestamptz,
  approved_at timestamptz,
  completed_at timestamptz,
  closed_at timestamptz,
  close_reason text,
  rejected_reason text,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint contract_number unique (number),
  constraint contract_starts_before_it_ends check (starts_on <= ends_on),
  constraint contract_payment_status_is_derived check (payment_status = case
    when paid > 0 and paid + waived > amount then 'OVERPAID'
    when paid + waived >= amount then 'PAID'
    when paid > 0 then 'PARTIAL'
    else 'UNPAID' end),
  constraint contract_signed_once_signed check (signed_on is not null or state not in ('SIGNED', 'IN_PERFORMANCE', 'COMPLETED')),
  constraint contract_completed_once_paid check ((completed_at is not null) = (state = 'COMPLETED')),
  constraint contract_void_is_unpaid check (state <> 'VOID' or paid = 0),
  constraint contract_deleted_as_draft check (deleted_at is null or state = 'DRAFT')
);
comment on column crm.contract.company_amount is 'Amount in the company''s currency at the dated rate, fixed when written and again when approved.';
comment on column crm.contract.paid is 'Sum of what confirmed receipts were allocated to its instalments, less what was reversed.';
comment on column crm.contract.fulfilled_on is 'When the customer accepted the work, whether or not he has paid.';
comment on column crm.contract.completed_at is 'When all was paid or waived.';
comment on column crm.contract.rejected_reason is 'Why it is a draft again.';
-- Made once from a quote, however many ask at once.
create unique index contract_once_of_quote on crm.contract (quote_id) where state <> 'VOID' and deleted_at is null;
create unique index contract_external_id on crm.contract (external_id) where external_id is not null;
create index contract_by_number on crm.contract (number, contract_id) where deleted_at is null;
create index contract_by_created on crm.contract (created_at, contract_id) where deleted_at is null;
create index contract_by_owner on crm.contract (owner_id, created_at, contract_id) where deleted_at is null;
create index contract_by_account on crm.contract (account_id, created_at, contract_id) where deleted_at is null;
create index contract_by_opportunity on crm.contract (opportunity_id, created_at, contract_id) where deleted_at is null;
create index contract_by_end on crm.contract (ends_on, contract_id) where deleted_at is null;

create table crm.instalment (
  instalment_id bigint generated always as identity primary key,
  contract_id bigint not null references crm.contract,
  position smallint not null check (position > 0),
  name text not null check (name <> ''),
  trigger text not null check (trigger in ('DATE', 'MILESTONE')),
  due_on date,
  milestone text,
  offset_days integer not null default 0,
  amount numeric(18, 2) not null check (amount > 0),
  waived numeric(18, 2) not null default 0 check (waived >= 0),
  waive_reason text,
  paid numeric(18, 2) not null default 0 check (paid >= 0),
  next_reminder_at timestamptz,
  constraint instalment_position unique (contract_id, position) deferrable initially deferred,
  constraint instalment_has_its_trigger check (
    case trigger when 'DATE' then due_on is not null and milestone is null else milestone is not null end),
  constraint instalment_waived_for_a_reason check (waived = 0 or waive_reason is not null),
  constraint instalment_is_not_overpaid check (paid + waived <= amount)
);
comment on column crm.instalment.due_on is 'Of a milestone, null until it is reached.';
comment on column crm.instalment.offset_days is 'Days from the milestone to the due date.';
comment on column crm.instalment.next_reminder_at is 'When somebody is reminded next; null when nobody is.';
create index instalment_to_remind_of on crm.instalment (next_reminder_at) where next_reminder_at is not null;
create index instalment_open_by_due on crm.instalment (due_on) where paid + waived < amount;

create table crm.contract_version (
  contract_version_id bigint generated always as identity primary key,
  contract_id bigint not null references crm.contract,
  revision integer not null check (revision > 0),
  amount numeric(18, 2) not null,
  currency char(3) not null,
  company_amount numeric(18, 2) not null,
  starts_on date,
  ends_on date,
  instalments jsonb not null,
  reason text,
  approved_at timestamptz not null,
  approved_by bigint,
  constraint contract_version_revision unique (contract_id, revision)
);
comment on table crm.contract_version is 'What was agreed, each time that it was approved: 1 is the contract, the others its amendments. Never changed.';
create trigger contract_version_append_only before update or delete on crm.contract_version
  for each row execute function internal.refuse_change();

create table crm.contract_amendment (
  contract_amendment_id bigint generated always as identity primary key,
  contract_id bigint not null references crm.contract,
  state text not null check (state in ('IN_APPROVAL', 'APPROVED', 'REFUSED')),
  amount numeric(18, 2) not null check (amount > 0),
  ends_on date,
  instalments jsonb not null,
  reason text not null check (reason <> ''),
  refused_reason text,
  requested_at timestamptz not null,
  requested_by bigint,
  decided_at timestamptz,
  decided_by bigint
);
comment on table crm.contract_amendment is 'Changes to approved contracts; the contract is as it was until they are approved.';
create unique index contract_amendment_one_in_approval on crm.contract_amendment (contract_id) where state = 'IN_APPROVAL';
create index contract_amendment_of_contract on crm.contract_amendment (contract_id, contract_amendment_id);

-- Receipts -------------------------------------------------------------------------------------------------------------

create table crm.receipt (
  receipt_id bigint generated always as identity primary key,
  number text collate "C" not null,
  account_id bigint not null references crm.account,
  contract_id bigint references crm.contract,
  owner_id bigint not null references crm.app_user,
  state text not null check (state in ('REGISTERED', 'CONFIRMED', 'REVERSED')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  amount numeric(18, 2) not null check (amount > 0),
  company_amount numeric(18, 2) not null,
  settlement_currency char(3) not null check (settlement_currency ~ '^[A-Z]{3}$'),
  rate numeric(20, 10) not null default 1 check (rate > 0),
  settlement_amount numeric(18, 2) not null check (settlement_amount > 0),
  allocated numeric(18, 2) not null default 0 check (allocated >= 0),
  received_on date not null,
  bank_account text collate "C",
  bank_reference text collate "C",
  payer text,
  note text,
  confirmed_at timestamptz,
  confirmed_by bigint,
  reversed_at timestamptz,
  reversed_by bigint,
  reverse_reason text,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint receipt_number unique (number),
  constraint receipt_rate_only_between_currencies check (currency <> settlement_currency or rate = 1),
  constraint receipt_allocates_what_it_is check (allocated <= settlement_amount),
  constraint receipt_allocates_once_confirmed check (allocated = 0 or state = 'CONFIRMED'),
  constraint receipt_confirmed_by_another check (confirmed_by is distinct from created_by or confirmed_by is null),
  constraint receipt_deleted_as_registered check (deleted_at is null or state = 'REGISTERED')
);
comment on column crm.receipt.settlement_currency is 'That of the contracts that it pays.';
comment on column crm.receipt.rate is 'Units of the settlement currency for one of the receipt''s.';
comment on column crm.receipt.allocated is 'In the settlement currency; what is left of a confirmed receipt is the customer''s advance.';
-- Nobody enters one line of a bank statement twice; what was reversed may be entered again.
create unique index receipt_once_of_bank on crm.receipt (bank_account, bank_reference)
  where state <> 'REVERSED' and deleted_at is null;
create unique index receipt_external_id on crm.receipt (external_id) where external_id is not null;
create index receipt_by_number on crm.receipt (number, receipt_id) where deleted_at is null;
create index receipt_by_created on crm.receipt (created_at, receipt_id) where deleted_at is null;
create index receipt_by_received on crm.receipt (received_on, receipt_id) where deleted_at is null;
create index receipt_by_owner on crm.receipt (owner_id, created_at, receipt_id) where deleted_at is null;
create index receipt_by_account on crm.receipt (account_id, created_at, receipt_id) where deleted_at is null;
create index receipt_by_contract on crm.receipt (contract_id, created_at, receipt_id) where deleted_at is null;

create table crm.receipt_allocation (
  receipt_allocation_id bigint generated always as identity primary key,
  receipt_id bigint not null references crm.receipt,
  contract_id bigint not null references crm.contract,
  instalment_id bigint not null references crm.instalment,
  amount numeric(18, 2) not null check (amount <> 0),
  company_amount numeric(18, 2) not null,
  kind text not null check (kind in ('ALLOCATION', 'REVERSAL')),
  recorded_at timestamptz not null,
  recorded_by bigint,
  constraint receipt_allocation_reversal_is_negative check ((amount < 0) = (kind = 'REVERSAL'))
);
comment on table crm.receipt_allocation is 'What of a receipt pays which instalment, in the contract''s currency. What was wrong is countered, never changed.';
create index receipt_allocation_of_receipt on crm.receipt_allocation (receipt_id, receipt_allocation_id);
create index receipt_allocation_of_contract on crm.receipt_allocation (contract_id, receipt_allocation_id);
create index receipt_allocation_of_instalment on crm.receipt_allocation (instalment_id);
create trigger receipt_allocation_append_only before update or delete on crm.receipt_allocation
  for each row execute function internal.refuse_change();

-- Invoices -------------------------------------------------------------------------------------------------------------

create table crm.invoice (
  invoice_id bigint generated always as identity primary key,
  number text collate "C" not null check (number <> ''),
  contract_id bigint not null references crm.contract,
  account_id bigint not null references crm.account,
  owner_id bigint not null references crm.app_user,
  state text not null check (state in ('ISSUED', 'VOID')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  amount numeric(18, 2) not null check (amount > 0),
  company_amount numeric(18, 2) not null,
  buyer text collate "C" not null check (buyer <> ''),
  tax_number text collate "C",
  issued_on date not null,
  note text,
  voided_at timestamptz,
  void_reason text,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint invoice_void_for_a_reason check ((state = 'VOID') = (void_reason is not null))
);
comment on column crm.invoice.number is 'The tax authority''s number of it.';
comment on column crm.invoice.buyer is 'Whose name it bears.';
create unique index invoice_number on crm.invoice (number) where state <> 'VOID';
create unique index invoice_external_id on crm.invoice (external_id) where external_id is not null;
create index invoice_by_number on crm.invoice (number, invoice_id);
create index invoice_by_created on crm.invoice (created_at, invoice_id);
create index invoice_by_issued on crm.invoice (issued_on, invoice_id);
create index invoice_by_owner on crm.invoice (owner_id, created_at, invoice_id);
create index invoice_by_account on crm.invoice (account_id, created_at, invoice_id);
create index invoice_by_contract on crm.invoice (contract_id, created_at, invoice_id);

-- Who may do what ------------------------------------------------------------------------------------------------------

insert into crm.role_grant (role_id, object, action, scope)
select role_id, object, action, scope
from (values
    ('ADMINISTRATOR', 'Contract Receipt', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'ALL'),
    ('EXECUTIVE', 'Contract Receipt', 'READ', 'ALL'),
    ('SALES_DIRECTOR', 'Contract Receipt', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'Contract Receipt', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'TEAM_TREE'),
    ('MANAGER', 'Contract Receipt', 'READ CREATE UPDATE DELETE SHARE TRANSFER', 'SUBORDINATES'),
    ('SELLER', 'Contract Receipt', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('FINANCE', 'Contract', 'READ', 'ALL'),
    ('FINANCE', 'Receipt', 'READ CREATE UPDATE DELETE', 'ALL'),
    ('ADMINISTRATOR', 'Invoice', 'READ CREATE UPDATE SHARE TRANSFER', 'ALL'),
    ('FINANCE', 'Invoice', 'READ CREATE UPDATE', 'ALL'),
    ('EXECUTIVE', 'Invoice', 'READ', 'ALL'),
    ('SALES_DIRECTOR', 'Invoice', 'READ', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'Invoice', 'READ', 'TEAM_TREE'),
    ('MANAGER', 'Invoice', 'READ', 'SUBORDINATES'),
    ('SELLER', 'Invoice', 'READ', 'OWN'),
    ('AUDITOR', 'Invoice', 'READ', 'ALL'),
    ('INTEGRATION', 'Invoice', 'READ CREATE UPDATE', 'ALL'),
    ('LEGAL', 'Contract', 'READ', 'ALL'),
    ('AUDITOR', 'Contract Receipt', 'READ', 'ALL'),
    ('INTEGRATION', 'Contract Receipt', 'READ CREATE UPDATE DELETE', 'ALL'),
    ('VIEWER', 'Contract', 'READ', 'ALL')) as shipped (key, objects, actions, scope)
  join crm.role using (key)
  cross join lateral unnest(string_to_array(objects, ' ')) as object
  cross join lateral unnest(string_to_array(actions, ' ')) as action;

insert into crm.role_permission (role_id, permission)
select role_id, 'receipt.confirm' from crm.role where key in ('ADMINISTRATOR', 'FINANCE');

alter table crm.contract replica identity full;
alter table crm.instalment replica identity full;
alter table crm.contract_version replica identity full;
alter table crm.contract_amendment replica identity full;
alter table crm.receipt replica identity full;
alter table crm.receipt_allocation replica identity full;
alter table crm.invoice replica identity full;
alter publication crm_cdc add table crm.contract, crm.instalment, crm.contract_version, crm.contract_amendment, crm.receipt,
  crm.receipt_allocation, crm.invoice;
