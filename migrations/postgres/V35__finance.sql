-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V35","reason":"what finance books, and who sees it","rule":null}');

create table crm.voucher (
  voucher_id bigint generated always as identity primary key,
  number text collate "C" not null check (number <> ''),
  books text not null check (books in ('CONTRACT_APPROVED', 'RECEIPT_CONFIRMED', 'RECEIPT_REVERSED')),
  document_number text collate "C",
  document_version integer not null default 1 check (document_version > 0),
  posted_on date not null,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  amount numeric(18, 2) not null check (amount > 0),
  standing text not null default 'UNMATCHED' check (standing in ('MATCHED', 'DIFFERS', 'DUPLICATE', 'UNMATCHED')),
  note text,
  owner_id bigint not null references crm.app_user,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint
);
comment on table crm.voucher is 'What the company''s ledger has booked, as its connector tells.';
comment on column crm.voucher.document_number is 'Number of the contract or receipt that it books; null when the ledger knows none.';
comment on column crm.voucher.standing is 'How it agrees with the finance event of its document; follows from both.';
create unique index voucher_external_id on crm.voucher (external_id) where external_id is not null;
create index voucher_by_number on crm.voucher (number, voucher_id) where deleted_at is null;
create index voucher_by_posting on crm.voucher (posted_on, voucher_id) where deleted_at is null;
create index voucher_by_created on crm.voucher (created_at, voucher_id) where deleted_at is null;
create index voucher_by_owner on crm.voucher (owner_id, created_at, voucher_id) where deleted_at is null;
create index voucher_of_document on crm.voucher (document_number, books, document_version) where deleted_at is null;
-- For the list of those that finance has to look at.
create index voucher_in_question on crm.voucher (posted_on, voucher_id) where deleted_at is null and standing <> 'MATCHED';

create table crm.finance_event (
  finance_event_id bigint generated always as identity primary key,
  kind text not null check (kind in ('CONTRACT_APPROVED', 'RECEIPT_CONFIRMED', 'RECEIPT_REVERSED')),
  document_number text collate "C" not null,
  document_version integer not null check (document_version > 0),
  contract_id bigint references crm.contract,
  receipt_id bigint references crm.receipt,
  account_id bigint not null references crm.account,
  owner_id bigint not null references crm.app_user,
  currency char(3) not null,
  amount numeric(18, 2) not null,
  company_amount numeric(18, 2) not null,
  booked_on date not null,
  reason text,
  voucher_id bigint references crm.voucher,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint finance_event_once unique (kind, document_number, document_version),
  constraint finance_event_receipt_has_one check ((receipt_id is not null) = (kind <> 'CONTRACT_APPROVED')),
  constraint finance_event_contract_has_one check (contract_id is not null or kind <> 'CONTRACT_APPROVED')
);
comment on table crm.finance_event is 'What finance has to book, once each, written with what brought it about; only the voucher is filled in later.';
comment on column crm.finance_event.document_version is 'Of a contract, which of its versions; of a receipt, 1.';
comment on column crm.finance_event.booked_on is 'The day in the company''s zone on which it happened.';
create index finance_event_by_created on crm.finance_event (created_at, finance_event_id);
create index finance_event_by_booking on crm.finance_event (booked_on, finance_event_id);
create index finance_event_by_owner on crm.finance_event (owner_id, created_at, finance_event_id);
-- What a connector asks for again and again.
create index finance_event_unbooked on crm.finance_event (created_at, finance_event_id) where voucher_id is null;
create index finance_event_of_voucher on crm.finance_event (voucher_id) where voucher_id is not null;
create index finance_event_of_contract on crm.finance_event (contract_id);
create index finance_event_of_receipt on crm.finance_event (receipt_id);

-- What was agreed and has arrived before there were events.
insert into crm.finance_event
  (kind, document_number, document_version, contract_id, account_id, owner_id, currency, amount, company_amount, booked_on, reason,
   created_at, created_by)
select 'CONTRACT_APPROVED', c.number, v.revision, c.contract_id, c.account_id, c.owner_id, v.currency, v.amount, v.company_amount,
  (v.approved_at at time zone company.time_zone)::date, v.reason, v.approved_at, v.approved_by
from crm.contract_version v
  join crm.contract c using (contract_id)
  cross join crm.company
order by v.contract_version_id;
insert into crm.finance_event
  (kind, document_number, document_version, contract_id, receipt_id, account_id, owner_id, currency, amount, company_amount, booked_on,
   reason, created_at, created_by)
select kind, r.number, 1, r.contract_id, r.receipt_id, r.account_id, r.owner_id, r.currency, r.amount, r.company_amount,
  (happened_at at time zone company.time_zone)::date, reason, happened_at, by_whom
from crm.receipt r
  cross join lateral (values
    ('RECEIPT_CONFIRMED', r.confirmed_at, r.confirmed_by, null),
    ('RECEIPT_REVERSED', r.reversed_at, r.reversed_by, r.reverse_reason)) as happened (kind, happened_at, by_whom, reason)
  cross join crm.company
where happened_at is not null
order by happened_at;

insert into crm.role_grant (role_id, object, action, scope)
select role_id, object, action, 'ALL'
from (values
    ('ADMINISTRATOR', 'FinanceEvent', 'READ'),
    ('FINANCE', 'FinanceEvent', 'READ'),
    ('AUDITOR', 'FinanceEvent', 'READ'),
    ('INTEGRATION', 'FinanceEvent', 'READ'),
    ('ADMINISTRATOR', 'Voucher', 'READ CREATE UPDATE DELETE'),
    ('FINANCE', 'Voucher', 'READ CREATE UPDATE DELETE'),
    ('AUDITOR', 'Voucher', 'READ'),
    ('INTEGRATION', 'Voucher', 'READ CREATE UPDATE DELETE')) as shipped (key, object, actions)
  cross join lateral regexp_split_to_table(actions, ' ') as action
  join crm.role using (key);

alter table crm.voucher replica identity full;
alter table crm.finance_event replica identity full;
alter publication crm_cdc add table crm.voucher, crm.finance_event;
