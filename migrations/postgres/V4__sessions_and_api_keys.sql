-- Nothing here is published: secrets, and facts about machines rather than about the business.

-- Signed in on one machine. Lives as long as its row: ending a session deletes it.
create table internal.session (
  session_id bigint generated always as identity primary key,
  app_user_id bigint not null references crm.app_user on delete cascade,
  started_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  user_agent text
);
comment on column internal.session.used_at is 'To the minute; written outside of requests.';
create index session_by_user on internal.session (app_user_id, session_id);

-- Each works once. Used ones stay with their session: one that comes again was copied.
create table internal.refresh_token (
  refresh_token_id bigint generated always as identity primary key,
  session_id bigint not null references internal.session on delete cascade,
  secret_hash bytea not null,
  issued_at timestamptz not null,
  used_at timestamptz
);
comment on column internal.refresh_token.secret_hash is 'SHA-256 of 256 random bits, which need no slow hash.';
create index refresh_token_by_session on internal.refresh_token (session_id);

-- Guesses at passwords, by account and by address; shared by all api processes.
create table internal.sign_in_attempts (
  subject bytea primary key,
  attempts integer not null,
  until timestamptz not null
);
comment on column internal.sign_in_attempts.subject is 'SHA-256 of the login, which may be no user''s, or of the address.';
comment on column internal.sign_in_attempts.until is 'When counting begins anew, and a lock ends.';
create index sign_in_attempts_by_end on internal.sign_in_attempts (until);

create table internal.api_key (
  api_key_id bigint generated always as identity primary key,
  prefix text collate "C" not null constraint api_key_prefix unique,
  secret_hash bytea not null,
  name text not null,
  app_user_id bigint not null references crm.app_user on delete cascade,
  scopes text[] not null check (scopes <@ array['READ', 'WRITE', 'IMPORT', 'ADMINISTER'] and cardinality(scopes) > 0),
  issued_at timestamptz not null,
  issued_by bigint,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_by_user on internal.api_key (app_user_id) where revoked_at is null;

-- Rotation counts on one being there.
insert into internal.signing_key (secret)
select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid() || gen_random_uuid(), 'UTF8'))
where not exists (select from internal.signing_key);

-- Tells inputs with secrets apart (createUser's idempotency); outlives signing keys.
create table internal.fingerprint_key (
  one boolean primary key default true check (one),
  secret bytea not null
);
insert into internal.fingerprint_key (secret)
values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid() || gen_random_uuid(), 'UTF8')));
