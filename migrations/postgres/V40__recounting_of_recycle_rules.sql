-- What falls due has to be counted anew for records of this kind, because rules or members of pools have changed.
create table internal.recycle_recount (
  object text primary key,
  after_id bigint not null default 0,
  horizon bigint
);
comment on column internal.recycle_recount.after_id is 'Records up to this key have been counted.';
comment on column internal.recycle_recount.horizon is
  'Transactions from this one on go by the new rules; counting waits for the older ones. Null until the change has been seen.';

