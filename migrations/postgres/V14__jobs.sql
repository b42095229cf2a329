-- Work that is due: db-scheduler's one table. https://github.com/kagkarlsson/db-scheduler
create table internal.scheduled_task (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
comment on table internal.scheduled_task is 'When each job runs next, and which process has it.';
create index scheduled_task_due on internal.scheduled_task (execution_time);
create index scheduled_task_alive on internal.scheduled_task (last_heartbeat);
