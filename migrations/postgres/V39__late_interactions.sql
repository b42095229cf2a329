alter table crm.interaction
  add column confirmed_at timestamptz,
  add column confirmed_by bigint references crm.app_user,
  add constraint interaction_confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by is null)),
  add constraint interaction_confirmed_is_effective check (confirmed_at is null or effective);
comment on column crm.interaction.effective is 'Whether it counts as following up: decided when it is written, or once a superior confirms what was written late.';
comment on column crm.interaction.confirmed_by is 'The superior who said that it happened though it was written late.';
