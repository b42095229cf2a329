-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V12","reason":"who sees costs","rule":null}');

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
