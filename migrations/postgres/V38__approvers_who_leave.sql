alter table crm.approval_task
  drop constraint approval_task_state_check,
  add constraint approval_task_state_check
    check (state in ('WAITING', 'OPEN', 'APPROVED', 'REJECTED', 'RETURNED', 'CANCELLED', 'TRANSFERRED'));
