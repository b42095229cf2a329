-- What closes a stage's task by itself, as it was when the task was raised; technical, so that looking at it is no change of the task.
create table internal.stage_task (
  opportunity_id bigint not null references crm.opportunity,
  task_key text not null,
  done_when jsonb not null,
  primary key (opportunity_id, task_key)
);
