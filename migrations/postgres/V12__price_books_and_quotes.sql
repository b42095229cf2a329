-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V12","reason":"who sees costs and quotes","rule":null}');

alter table crm.product add column cost numeric(18, 2) check (cost >= 0);
comment on column crm.product.cost is 'Of one unit, in the currency of the list price.';

-- What a product costs us is not everybody's business, nor are the rules that tell it; roles can be copied and opened.
insert into crm.role_field (role_id, field, level)
select role_id, field, 'NONE' from crm.role cross join unnest(array['Product.cost', 'PriceBook.rules']) as field
where key in ('SELLER', 'MARKETING', 'SERVICE', 'LEGAL', 'VIEWER');

-- Dated prices. What a book has no entry for, its rules may price; then the default book; then the list price.
create table crm.price_book (
  price_book_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  valid_from date,
  valid_to date,
  is_default boolean not null default false,
  active boolean not null default true,
  external_id text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint price_book_valid_from_before_to check (valid_from <= valid_to),
  constraint price_book_default_is_alive check (not is_default or deleted_at is null)
);
comment on column crm.price_book.valid_to is 'Inclusive, as is valid_from; null for no end.';
create unique index price_book_name on crm.price_book (name) where deleted_at is null;
create unique index price_book_external_id on crm.price_book (external_id) where external_id is not null;
create unique index price_book_one_default on crm.price_book (is_default) where is_default;
create index price_book_by_name on crm.price_book (name, price_book_id) where deleted_at is null;
create index price_book_by_created on crm.price_book (created_at, price_book_id) where deleted_at is null;

create table crm.price_rule (
  price_rule_id bigint generated always as identity primary key,
  price_book_id bigint not null references crm.price_book,
  position smallint not null check (position > 0),
  family text,
  base text not null check (base in ('LIST_PRICE', 'DEFAULT_BOOK', 'COST')),
  percent_off numeric(7, 2) not null check (percent_off <= 100),
  surcharge numeric(18, 2) not null default 0,
  round_to numeric(18, 2) check (round_to > 0),
  constraint price_rule_position unique (price_book_id, position)
);
comment on column crm.price_rule.family is 'Of the products that it prices; null for all.';
comment on column crm.price_rule.percent_off is 'Off the base; negative adds.';
comment on column crm.price_rule.round_to is 'The price is rounded half up to a multiple of this, before the surcharge.';

create table crm.price_book_entry (
  price_book_entry_id bigint generated always as identity primary key,
  price_book_id bigint not null references crm.price_book,
  product_id bigint not null references crm.product,
  min_quantity numeric(18, 4) not null default 1 check (min_quantity > 0),
  unit_price numeric(18, 2) not null check (unit_price >= 0),
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
comment on column crm.price_book_entry.min_quantity is 'The price holds from this quantity on, until that of the next entry.';
-- Also finds the prices of products in a book.
create unique index price_book_entry_once on crm.price_book_entry (price_book_id, product_id, min_quantity) where deleted_at is null;
create unique index price_book_entry_external_id on crm.price_book_entry (external_id) where external_id is not null;
create index price_book_entry_by_created on crm.price_book_entry (created_at, price_book_entry_id) where deleted_at is null;
create index price_book_entry_by_product on crm.price_book_entry (product_id, price_book_entry_id) where deleted_at is null;

alter table crm.price_book replica identity full;
alter table crm.price_rule replica identity full;
alter table crm.price_book_entry replica identity full;
alter publication crm_cdc add table crm.price_book, crm.price_rule, crm.price_book_entry;

-- Quotes. A row is one revision; all revisions of a quote share its number. What was sent never changes.
alter table crm.company add column max_line_discount_percent numeric(5, 2) check (max_line_discount_percent between 0 and 100);
comment on column crm.company.max_line_discount_percent is 'A quote with a larger discount on a line needs approval; null when none does.';

create table internal.number_series (
  kind text not null,
  year smallint not null,
  last integer not null,
  primary key (kind, year)
);
comment on table internal.number_series is 'The last number given to a kind of document in a year. Locked until the document is there, so that no number is skipped.';

create table crm.quote (
  quote_id bigint generated always as identity primary key,
  number text collate "C" not null,
  revision integer not null check (revision > 0),
  opportunity_id bigint not null references crm.opportunity,
  account_id bigint references crm.account,
  contact_id bigint references crm.contact,
  owner_id bigint not null references crm.app_user,
  state text not null check (state in ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT', 'ACCEPTED', 'REJECTED', 'EXPIRED', 'SUPERSEDED')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  price_book_id bigint references crm.price_book,
  valid_until date not null,
  terms text,
  amount numeric(18, 2) not null check (amount >= 0),
  company_amount numeric(18, 2) not null,
  max_discount_percent numeric(5, 2) not null check (max_discount_percent between 0 and 100),
  submitted_at timestamptz,
  approved_at timestamptz,
  sent_at timestamptz,
  closed_at timestamptz,
  close_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  deleted_at timestamptz,
  deleted_by bigint,
  constraint quote_revision unique (number, revision),
  constraint quote_sent_once_sent check (sent_at is not null or state not in ('SENT', 'ACCEPTED', 'REJECTED', 'EXPIRED')),
  constraint quote_deleted_as_draft check (deleted_at is null or state = 'DRAFT')
);
comment on column crm.quote.owner_id is 'The opportunity''s owner, whom it follows.';
comment on column crm.quote.company_amount is 'Amount in the company''s currency at the dated rate, fixed when the lines were written and again when sent.';
comment on column crm.quote.max_discount_percent is 'The largest discount of a line off what the price books say, however it was given.';
-- What the customer holds in his hands is one quote.
create unique index quote_one_active on crm.quote (opportunity_id) where state in ('SENT', 'ACCEPTED');
create unique index quote_one_open_revision on crm.quote (number)
  where state in ('DRAFT', 'IN_APPROVAL', 'APPROVED') and deleted_at is null;
create index quote_by_number on crm.quote (number, quote_id) where deleted_at is null;
create index quote_by_created on crm.quote (created_at, quote_id) where deleted_at is null;
create index quote_by_owner on crm.quote (owner_id, created_at, quote_id) where deleted_at is null;
create index quote_by_opportunity on crm.quote (opportunity_id, created_at, quote_id) where deleted_at is null;
create index quote_by_account on crm.quote (account_id, created_at, quote_id) where deleted_at is null;
-- For what expires.
create index quote_expiring on crm.quote (valid_until) where state = 'SENT';

create table crm.quote_line (
  quote_line_id bigint generated always as identity primary key,
  quote_id bigint not null references crm.quote,
  position smallint not null check (position > 0),
  product_id bigint not null references crm.product,
  description text,
  quantity numeric(18, 4) not null check (quantity > 0),
  list_price numeric(18, 2),
  unit_price numeric(18, 2) not null check (unit_price >= 0),
  discount_percent numeric(5, 2) not null default 0 check (discount_percent between 0 and 100),
  amount numeric(18, 2) not null check (amount >= 0),
  price_trace jsonb not null,
  constraint quote_line_position unique (quote_id, position)
);
comment on column crm.quote_line.list_price is 'What the price books said on the day of writing; null when nothing.';
comment on column crm.quote_line.price_trace is 'Why list_price is what it is, as it was told on the day of writing.';
create index quote_line_by_product on crm.quote_line (product_id);

insert into crm.role_grant (role_id, object, action, scope)
select role_id, 'Quote', action, scope
from (values
    ('ADMINISTRATOR', 'READ CREATE UPDATE DELETE SHARE', 'ALL'),
    ('EXECUTIVE', 'READ', 'ALL'),
    ('SALES_DIRECTOR', 'READ CREATE UPDATE DELETE SHARE', 'SUBORDINATES'),
    ('SALES_DIRECTOR', 'READ CREATE UPDATE DELETE SHARE', 'TEAM_TREE'),
    ('MANAGER', 'READ CREATE UPDATE DELETE SHARE', 'SUBORDINATES'),
    ('SELLER', 'READ CREATE UPDATE DELETE SHARE', 'OWN'),
    ('MARKETING', 'READ', 'ALL'),
    ('FINANCE', 'READ', 'ALL'),
    ('LEGAL', 'READ', 'ALL'),
    ('AUDITOR', 'READ', 'ALL'),
    ('INTEGRATION', 'READ CREATE UPDATE DELETE', 'ALL'),
    ('VIEWER', 'READ', 'ALL')) as shipped (key, actions, scope)
  join crm.role using (key)
  cross join lateral unnest(string_to_array(actions, ' ')) as action;

alter table crm.quote replica identity full;
alter table crm.quote_line replica identity full;
alter publication crm_cdc add table crm.quote, crm.quote_line;
