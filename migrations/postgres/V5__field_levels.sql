-- How far a role lets people into a field. A field that a role does not name is fully open to it.
create table crm.role_field (
  role_id bigint not null references crm.role on delete cascade,
  field text collate "C" not null check (field ~ '^[A-Z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  level text not null check (level in ('DENIED', 'NONE', 'MASKED', 'READ', 'WRITE_ON_CREATE', 'WRITE')),
  primary key (role_id, field)
);
comment on table crm.role_field is 'Of several roles the highest level counts; DENIED is none, whatever other roles say.';
comment on column crm.role_field.field is 'A coordinate of schema.graphqls such as Opportunity.amount.';

create trigger permission_changed after insert or update or delete or truncate on crm.role_field
  for each statement execute function internal.permission_changed();

alter table crm.role_field replica identity full;
alter publication crm_cdc add table crm.role_field;
