alter table crm.assignment_rule
  add column first_response_minutes integer,
  add constraint assignment_rule_first_response check (first_response_minutes between 1 and 14400);
comment on column crm.assignment_rule.first_response_minutes is 'Working minutes within which whoever gets a lead turns to it; null for no target.';

alter table crm.assignment_decision
  add column respond_by timestamptz;
comment on column crm.assignment_decision.respond_by is 'Until when its owner has to turn to the lead for the first time; null when nobody set a target.';

-- Leads that wait for somebody to turn to them; technical, what comes of it is a decision.
create table internal.first_response (
  lead_id bigint primary key references crm.lead,
  assignment_rule_id bigint not null references crm.assignment_rule,
  since timestamptz not null,
  respond_by timestamptz not null,
  asked bigint[] not null
);
comment on column internal.first_response.asked is 'Who has been given the lead, in order; the last one has it now.';
create index first_response_by_due on internal.first_response (respond_by);
create index first_response_of_rule on internal.first_response (assignment_rule_id);
comment on column crm.owner_period.end_reason is 'CLAIM, TRANSFER, RETURN, DELETE, CONVERT, RESPONSE (nobody turned to it in time) or RULE:<key of the recycle rule>.';
