-- Which pool somebody's records fall into goes by his teams and roles.
create function internal.recount_recycling(person bigint) returns void language sql as $$
  insert into internal.recycle_recount (object)
  select distinct initcap(object) from crm.pool
  where deleted_at is null and exists (select from crm.recycle_rule where recycle_rule.pool_id = pool.pool_id)
    and (person is null
      or (object = 'LEAD' and exists (select from crm.lead where owner_id = person))
      or (object = 'ACCOUNT' and exists (select from crm.account where owner_id = person)))
  order by 1
  on conflict (object) do update set after_id = 0, horizon = null
$$;
comment on function internal.recount_recycling is 'What falls due is to be counted anew, because somebody who owns something has moved; null for everybody.';

create function internal.recount_after_move() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'team' then
    perform internal.recount_recycling(null);
  elsif tg_op = 'DELETE' then
    perform internal.recount_recycling(old.app_user_id);
  else
    perform internal.recount_recycling(new.app_user_id);
  end if;
  return null;
end $$;
create trigger team_membership_recount after insert or update on crm.team_membership
  for each row execute function internal.recount_after_move();
create trigger user_role_recount after insert or delete on crm.user_role
  for each row execute function internal.recount_after_move();
create trigger team_recount after update of parent_team_id on crm.team
  for each row when (new.parent_team_id is distinct from old.parent_team_id) execute function internal.recount_after_move();

-- Memberships may begin and end on days to come.
create table internal.recount_day (
  is_only boolean primary key default true check (is_only),
  day date not null
);
insert into internal.recount_day (day) values (current_date);
comment on table internal.recount_day is 'Until which day beginnings and ends of memberships have been looked at.';
