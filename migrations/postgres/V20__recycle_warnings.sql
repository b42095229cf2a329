-- Which warning a record's owner has had, and of which due instant: another due instant is warned of anew.
alter table crm.lead
  add recycle_warned_of timestamptz,
  add recycle_warned_days smallint check (recycle_warned_days in (3, 1));

create function internal.recycle_warning_at(due timestamptz, warned_of timestamptz, warned_days smallint)
returns timestamptz language sql immutable parallel safe
return case
  when warned_of is distinct from due then (due at time zone 'UTC' - interval '3 days') at time zone 'UTC'
  when warned_days = 3 then (due at time zone 'UTC' - interval '1 day') at time zone 'UTC'
end;
comment on function internal.recycle_warning_at is 'When the next warning of a recycling is due; null when all are given.';

create index lead_by_recycle_warning
  on crm.lead (internal.recycle_warning_at(recycle_due_at, recycle_warned_of, recycle_warned_days))
  where recycle_due_at is not null and deleted_at is null;
