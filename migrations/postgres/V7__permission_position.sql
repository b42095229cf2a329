-- Where in the log the last change to who may see what stands, so that a question to the warehouse can wait for it.
alter table internal.permission_version add column position pg_lsn not null default pg_current_wal_insert_lsn();

create or replace function internal.permission_changed() returns trigger language plpgsql as $$
begin
  update internal.permission_version set version = version + 1, position = pg_current_wal_insert_lsn();
  return null;
end $$;
