-- Rows that a migration writes are changes too: say who, as every transaction does.
select pg_logical_emit_message(true, 'crm.ctx',
  '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"migration V9","reason":"the calendar that comes with the product","rule":null}');

-- When work is done. Whatever counts working time names a calendar, or takes the default one.
create table crm.working_calendar (
  working_calendar_id bigint generated always as identity primary key,
  name text collate "C" not null check (name <> ''),
  time_zone text,
  always_open boolean not null default false,
  is_default boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint working_calendar_name unique (name)
);
comment on column crm.working_calendar.time_zone is 'IANA name; null for the company''s.';
comment on column crm.working_calendar.always_open is '24 hours on every day, whatever intervals and days say.';
create unique index working_calendar_one_default on crm.working_calendar (is_default) where is_default;
create index working_calendar_by_created on crm.working_calendar (created_at, working_calendar_id);

create table crm.calendar_day (
  calendar_day_id bigint generated always as identity primary key,
  working_calendar_id bigint not null references crm.working_calendar,
  day date not null,
  kind text not null check (kind in ('HOLIDAY', 'WORKING')),
  like_weekday text check (like_weekday in ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')),
  label text,
  constraint calendar_day_once unique (working_calendar_id, day),
  constraint calendar_day_holiday_has_no_hours check (kind = 'WORKING' or like_weekday is null)
);
comment on table crm.calendar_day is 'Days that are not as their weekday is: holidays, make-up working days (调休).';
comment on column crm.calendar_day.like_weekday is 'Whose hours a working day has; Monday''s when null and it has none of its own.';

create table crm.working_interval (
  working_interval_id bigint generated always as identity primary key,
  working_calendar_id bigint not null references crm.working_calendar,
  weekday text check (weekday in ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')),
  calendar_day_id bigint references crm.calendar_day on delete cascade,
  from_minute smallint not null check (from_minute >= 0),
  to_minute smallint not null check (to_minute <= 1440),
  constraint working_interval_begins_before_its_end check (from_minute < to_minute),
  constraint working_interval_of_weekday_or_day check (num_nonnulls(weekday, calendar_day_id) = 1),
  constraint working_interval_without_overlap exclude using gist (
    working_calendar_id with =, coalesce(weekday, '') with =, coalesce(calendar_day_id, 0) with =,
    int4range(from_minute, to_minute) with &&)
);
comment on column crm.working_interval.from_minute is 'Minute of the day by wall clock; 540 is 09:00.';
comment on column crm.working_interval.to_minute is 'Exclusive; 1440 is midnight at the day''s end.';
create index working_interval_by_calendar on crm.working_interval (working_calendar_id, weekday);
create index working_interval_by_day on crm.working_interval (calendar_day_id);

insert into crm.working_calendar (name, is_default) values ('标准工作时间 Standard', true);
insert into crm.working_interval (working_calendar_id, weekday, from_minute, to_minute)
select working_calendar_id, weekday, from_minute, to_minute
from crm.working_calendar
  cross join unnest(array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']) as weekday
  cross join (values (540, 720), (810, 1080)) as hours (from_minute, to_minute);

-- Who is away: what is assigned goes to others meanwhile.
create table crm.absence (
  absence_id bigint generated always as identity primary key,
  user_id bigint not null references crm.app_user,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text,
  approved_at timestamptz,
  approved_by bigint references crm.app_user,
  cancelled_at timestamptz,
  cancelled_by bigint references crm.app_user,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  created_by bigint,
  updated_at timestamptz not null default now(),
  updated_by bigint,
  constraint absence_begins_before_its_end check (starts_at < ends_at),
  constraint absence_without_overlap exclude using gist (user_id with =, tstzrange(starts_at, ends_at) with &&)
    where (cancelled_at is null)
);
comment on column crm.absence.ends_at is 'Exclusive.';
create index absence_by_start on crm.absence (starts_at, absence_id);
create index absence_by_created on crm.absence (created_at, absence_id);
create index absence_by_user on crm.absence (user_id, starts_at, absence_id);
-- For who is away at an instant.
create index absence_standing on crm.absence using gist (tstzrange(starts_at, ends_at)) where cancelled_at is null;

alter table crm.working_calendar replica identity full;
alter table crm.calendar_day replica identity full;
alter table crm.working_interval replica identity full;
alter table crm.absence replica identity full;
alter publication crm_cdc add table crm.working_calendar, crm.calendar_day, crm.working_interval, crm.absence;
