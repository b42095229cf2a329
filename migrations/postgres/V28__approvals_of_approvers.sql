-- For ApprovalRepository: what somebody was asked about, and what waits for him.
drop index crm.approval_task_of_approver;
create index approval_task_of_approver on crm.approval_task (approver_id, state, approval_id);
