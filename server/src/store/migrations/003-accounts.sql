-- Accounts: passkeys, passwords with one-time codes, a provider's identities, and sessions one can see and end.
--
-- The service's role touches none of these tables. What it may ask stands in the functions below, each of which is one
-- step of somebody's way in. How an account comes to be, and ends, is in 003-invitations.sql.

alter table arasha.account add column administrator boolean not null default false;
alter table arasha.account add column oversight boolean not null default false;
alter table arasha.account add column registers boolean not null default false;
alter table arasha.account add column enrolled_at timestamptz;
update arasha.account set enrolled_at = created_at;
comment on column arasha.account.administrator is
  'Invites and closes accounts. Such a person is an actor on no case: the service never sets arasha.agency for her.';
comment on column arasha.account.oversight is
  'Reviews how access is used (006-oversight.sql), and is an actor on no case either.';
comment on column arasha.account.registers is
  'Keeps the registers of judgements and claims (013-registers.sql), and is an actor on no case either.';
comment on column arasha.account.enrolled_at is 'Since when she has a way in of her own; null: invited and not yet come.';

-- Whoever was signed in before there was a list of sessions signs in again.
delete from arasha.session;
alter table arasha.session
  add column id uuid not null constraint session_id unique,
  add column last_seen_at timestamptz not null,
  add column stepped_up_at timestamptz not null,
  add column method text not null constraint session_method check (method in ('link', 'passkey', 'password', 'provider')),
  add column device text not null;
create index session_by_account on arasha.session (account);
comment on column arasha.session.stepped_up_at is 'When she last proved who she is; signing in is one such proof.';
comment on column arasha.session.device is 'Kind of browser and system, so that she knows her sessions apart. Never an address.';

create table arasha.passkey (
  credential bytea constraint passkey_key primary key,
  id uuid not null constraint passkey_id unique,
  account uuid not null constraint passkey_account references arasha.account,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  synced boolean not null,
  device text not null,
  created_at timestamptz not null,
  used_at timestamptz not null
);
create index passkey_by_account on arasha.passkey (account);
comment on table arasha.passkey is 'Public keys of passkeys (WebAuthn). Nothing here opens anything.';

create table arasha.account_password (
  account uuid constraint account_password_key primary key constraint account_password_account references arasha.account,
  login text not null constraint account_password_login unique,
  hash text not null,
  totp bytea not null,
  totp_step bigint not null,
  changed_at timestamptz not null
);
comment on table arasha.account_password is
  'Where a passkey does not serve: argon2id of the password, the sealed secret of the one-time codes, and the last step used.';

create table arasha.account_identity (
  issuer text not null,
  subject text not null,
  account uuid not null constraint account_identity_account unique references arasha.account,
  bound_at timestamptz not null,
  constraint account_identity_key primary key (issuer, subject)
);
comment on table arasha.account_identity is
  'Who she is at an OpenID Connect provider. Bound when she opens her invitation signed in there, never by an e-mail address.';

create table arasha.challenge (
  handle_hash bytea constraint challenge_key primary key,
  purpose text not null,
  account uuid,
  body jsonb not null,
  expires_at timestamptz not null
);
create index challenge_by_expiry on arasha.challenge (expires_at);
comment on table arasha.challenge is 'What a browser was asked a moment ago; taken out when it answers, so answered once.';

do $$
declare t text;
begin
  foreach t in array array['passkey', 'account_password', 'account_identity', 'challenge'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- A failed attempt has nobody who acted: the trail takes it without an actor, and nothing else.
create policy write_failed_attempt on arasha.trail for insert to arasha_app
  with check (data::jsonb ->> 'kind' = 'account' and data::jsonb ->> 'deed' = 'sign-in-failed'
              and data::jsonb -> 'actor' = 'null'::jsonb);

-- Sessions ---------------------------------------------------------------------------------------------------------

drop function arasha.sign_in(bytea, bytea, timestamptz, timestamptz);
drop function arasha.session_account(bytea, timestamptz);

create function arasha.open_session(the_account uuid, session_hash bytea, session_id uuid, how text, on_device text,
                                    at timestamptz, until timestamptz)
  returns table (id uuid, agency text, role text, name text, statistics boolean, administrator boolean, oversight boolean, registers boolean)
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.session s where s.account = the_account and s.expires_at <= at;
  insert into arasha.session (token_hash, account, created_at, expires_at, id, last_seen_at, stepped_up_at, method, device)
  select session_hash, a.id, at, until, session_id, at, at, how, on_device
    from arasha.account a where a.id = the_account and a.active and a.enrolled_at is not null;
  select a.id, a.agency, a.role, a.name, a.statistics, a.administrator, a.oversight, a.registers
    from arasha.account a where a.id = the_account and a.active and a.enrolled_at is not null;
end;

-- Links that open by themselves are for demonstrations: on a real database none opens, whoever put its row there.
create function arasha.sign_in(link_hash bytea, session_hash bytea, session_id uuid, on_device text, at timestamptz, until timestamptz)
  returns table (id uuid, agency text, role text, name text, statistics boolean, administrator boolean, oversight boolean, registers boolean)
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  select o.* from arasha.sign_in_link l
   cross join lateral arasha.open_session(l.account, session_hash, session_id, 'link', on_device, at, until) o
   where l.token_hash = link_hash and l.expires_at > at and arasha.is_synthetic();
end;

-- `idle_since`: a session not seen since then has ended. `seen`: whether this request is a sign of life.
create function arasha.session_account(session_hash bytea, at timestamptz, idle_since timestamptz, seen boolean)
  returns table (id uuid, agency text, role text, name text, statistics boolean, administrator boolean, oversight boolean, registers boolean,
                 session uuid, method text, stepped_up_at timestamptz)
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  -- A write a minute is enough to know who is there.
  update arasha.session s set last_seen_at = at
   where seen and s.token_hash = session_hash and s.expires_at > at and s.last_seen_at > idle_since
     and s.last_seen_at <= at - interval '1 minute';
  select a.id, a.agency, a.role, a.name, a.statistics, a.administrator, a.oversight, a.registers, s.id, s.method, s.stepped_up_at
    from arasha.session s join arasha.account a on a.id = s.account
   where s.token_hash = session_hash and s.expires_at > at and s.last_seen_at > idle_since and a.active;
end;

-- From then on the session has another token: whoever had the one before holds nothing that opens what the proof opens.
create function arasha.step_up(the_session uuid, fresh_hash bytea, at timestamptz) returns boolean
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with proved as (
    update arasha.session set token_hash = fresh_hash, stepped_up_at = at, last_seen_at = at
     where id = the_session and account = arasha.me_account() returning id)
  select exists (select from proved);
end;

create function arasha.my_sessions(at timestamptz, idle_since timestamptz)
  returns table (id uuid, method text, device text, created_at timestamptz, last_seen_at timestamptz)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select s.id, s.method, s.device, s.created_at, s.last_seen_at from arasha.session s
   where s.account = arasha.me_account() and s.expires_at > at and s.last_seen_at > idle_since
   order by s.last_seen_at desc, s.id;
end;

-- Ends one session of her own, or, without `which`, all but `keep`. Returns those that ended.
create function arasha.end_sessions(which uuid, keep uuid) returns setof uuid
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.session s
   where s.account = arasha.me_account() and (s.id = which or (which is null and s.id <> keep)) returning s.id;
end;

-- Challenges -------------------------------------------------------------------------------------------------------

create function arasha.keep_challenge(handle bytea, what_for text, whose uuid, content jsonb, at timestamptz, until timestamptz)
  returns void language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.challenge where expires_at <= at;
  insert into arasha.challenge (handle_hash, purpose, account, body, expires_at) values (handle, what_for, whose, content, until);
end;

create function arasha.take_challenge(handle bytea, what_for text, at timestamptz)
  returns table (account uuid, body jsonb)
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with taken as (delete from arasha.challenge c where c.handle_hash = handle returning *)
  select t.account, t.body from taken t where t.purpose = what_for and t.expires_at > at;
end;

-- Ways in ----------------------------------------------------------------------------------------------------------

create function arasha.passkey_of(the_credential bytea)
  returns table (account uuid, public_key bytea, counter bigint, transports text[])
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select p.account, p.public_key, p.counter, p.transports from arasha.passkey p where p.credential = the_credential;
end;

-- The counter only goes forward; most passkeys have none and stay at nought.
create function arasha.use_passkey(the_credential bytea, the_counter bigint, at timestamptz) returns uuid
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.passkey p set counter = the_counter, used_at = at
   where p.credential = the_credential and (the_counter > p.counter or (the_counter = 0 and p.counter = 0))
  returning p.account;
end;

create function arasha.my_passkeys()
  returns table (credential bytea, id uuid, transports text[], synced boolean, device text, created_at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select p.credential, p.id, p.transports, p.synced, p.device, p.created_at, p.used_at from arasha.passkey p
   where p.account = arasha.me_account() order by p.created_at, p.id;
end;

create function arasha.add_passkey(the_credential bytea, passkey_id uuid, key bytea, the_counter bigint, via text[],
                                   is_synced boolean, on_device text, at timestamptz) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  insert into arasha.passkey (credential, id, account, public_key, counter, transports, synced, device, created_at, used_at)
  values (the_credential, passkey_id, arasha.me_account(), key, the_counter, via, is_synced, on_device, at, at);
end;

-- Her last way in cannot be removed: then only a second administrator could let her in again.
create function arasha.remove_passkey(the_passkey uuid) returns text
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare me uuid := me_account();
begin
  perform from account where id = me for update;
  if not exists (select from passkey p where p.id = the_passkey and p.account = me) then return 'none'; end if;
  if not exists (select from passkey p where p.account = me and p.id <> the_passkey)
     and not exists (select from account_password where account = me)
     and not exists (select from account_identity where account = me) then return 'last'; end if;
  delete from passkey p where p.id = the_passkey and p.account = me;
  return 'removed';
end $$;

create function arasha.password_of(the_login text, the_account uuid)
  returns table (account uuid, login text, hash text, totp bytea, totp_step bigint)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select p.account, p.login, p.hash, p.totp, p.totp_step from arasha.account_password p
   where p.login = the_login or p.account = the_account;
end;

-- A one-time code is used once, also by two requests at the same moment.
create function arasha.use_totp(the_account uuid, step bigint) returns boolean
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with used as (
    update arasha.account_password p set totp_step = step
     where p.account = the_account and p.totp_step < step returning p.account)
  select exists (select from used);
end;

-- Her own, and only where it is still the one she was asked for.
create function arasha.change_my_password(old_hash text, new_hash text, at timestamptz) returns boolean
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with changed as (
    update arasha.account_password p set hash = new_hash, changed_at = at
     where p.account = arasha.me_account() and p.hash = old_hash returning p.account)
  select exists (select from changed);
end;

create function arasha.identity_account(the_issuer text, the_subject text) returns uuid
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select i.account from arasha.account_identity i where i.issuer = the_issuer and i.subject = the_subject;
end;

create function arasha.my_ways_in() returns table (login text, issuer text)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select (select p.login from arasha.account_password p where p.account = arasha.me_account()),
         (select i.issuer from arasha.account_identity i where i.account = arasha.me_account());
end;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.open_session, arasha.sign_in, arasha.session_account, arasha.step_up, arasha.my_sessions,
  arasha.end_sessions, arasha.keep_challenge, arasha.take_challenge, arasha.passkey_of, arasha.use_passkey, arasha.my_passkeys,
  arasha.add_passkey, arasha.remove_passkey, arasha.password_of, arasha.use_totp, arasha.change_my_password, arasha.identity_account, arasha.my_ways_in
  to arasha_app;
