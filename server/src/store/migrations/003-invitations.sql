-- How an account comes to be, and ends: invitation, enrolment, recovery, deactivation.
--
-- What an administrator does is checked here again, by the account the transaction acts for; the owner of the tables, who
-- works at the command line, needs no second person.

-- What needs two persons: one asks, another agrees, and what was asked happens. A kind of request says who may do which.
create table arasha.request_kind (
  kind text constraint request_kind_key primary key,
  may_ask text[] not null,
  may_agree text[] not null
);
comment on table arasha.request_kind is
  'Which rights may ask for what, and which may agree. A kind named x-y is carried out by the function do_x_y, where there is one.';

create table arasha.request (
  id uuid constraint request_key primary key,
  kind text not null constraint request_of_kind references arasha.request_kind,
  account uuid constraint request_account references arasha.account,
  case_id uuid,
  asked_by uuid constraint request_asked_by references arasha.account,
  asked_at timestamptz not null,
  agreed_by uuid constraint request_agreed_by references arasha.account,
  agreed_at timestamptz,
  ended_at timestamptz,
  constraint request_by_two_persons check (agreed_by <> asked_by)
);
create index request_waiting on arasha.request (asked_at) where agreed_at is null and ended_at is null;
comment on table arasha.request is
  'What somebody asked that nobody may do alone. account and case: whom and what it is about. asked_by is null where the '
  'command line asked. Kept: who agreed to what must not be forgotten.';
insert into arasha.request_kind (kind, may_ask, may_agree) values
  ('invitation', '{administrator}', '{administrator}'),
  ('close-account', '{oversight}', '{administrator}');

create table arasha.invitation (
  id uuid constraint invitation_key primary key,
  account uuid not null constraint invitation_account references arasha.account,
  recovery boolean not null,
  asked_by uuid constraint invitation_asked_by references arasha.account,
  asked_at timestamptz not null,
  token_hash bytea constraint invitation_token unique,
  expires_at timestamptz,
  enrolment_hash bytea constraint invitation_enrolment unique,
  enrolment_until timestamptz,
  totp bytea,
  ended_at timestamptz,
  constraint invitation_link_expires check ((token_hash is null) = (expires_at is null))
);
create unique index invitation_open on arasha.invitation (account) where ended_at is null;
comment on table arasha.invitation is
  'The way in for one person, once. Without a token it waits for a second administrator (request of the same id); opening it exchanges the token for an '
  'enrolment of half an hour. Only SHA-256 of either is kept. asked_by is null where the command line asked.';

do $$
declare t text;
begin
  foreach t in array array['request_kind', 'request', 'invitation'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- An administrator, or whoever runs the command line as the owner of the tables.
create function arasha.is_owner_session() returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return pg_has_role(session_user, (select tableowner from pg_tables where schemaname = 'arasha' and tablename = 'account'), 'member');

create function arasha.may_administer() returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return arasha.is_owner_session()
      or exists (select from arasha.account a where a.id = arasha.me_account() and a.active and a.administrator);

create function arasha.require_administrator() returns void
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  if not may_administer() then
    raise exception 'only an administrator keeps accounts' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Two persons -------------------------------------------------------------------------------------------------------

create function arasha.rights_of(the_account uuid) returns text[]
  language sql stable security definer set search_path = arasha, pg_temp
  return (select array_remove(array[case when a.administrator then 'administrator' end, case when a.oversight then 'oversight' end,
                                    case when a.statistics then 'statistics' end, 'staff'], null)
            from arasha.account a where a.id = the_account and a.active);

-- Whether two accounts are one person's, as far as can be told: by the account, and by the name she was invited under. Two who
-- share a name have to find a third.
create function arasha.same_person(one uuid, other uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return one = other
      or exists (select from arasha.account a join arasha.account b
                     on lower(regexp_replace(btrim(a.name), '\s+', ' ', 'g')) = lower(regexp_replace(btrim(b.name), '\s+', ' ', 'g'))
                  where a.id = one and b.id = other);

-- Somebody asks for what needs a second person. The same thing asked for twice is one request.
create function arasha.ask_for(new_id uuid, the_kind text, the_account uuid, the_case uuid, at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare open_already uuid;
begin
  if not is_owner_session() and not exists (
       select from request_kind k where k.kind = the_kind and k.may_ask && rights_of(me_account())) then
    raise exception 'this is not hers to ask' using errcode = 'insufficient_privilege';
  end if;
  select r.id into open_already from request r
   where r.kind = the_kind and r.account is not distinct from the_account and r.case_id is not distinct from the_case
     and r.asked_by is not distinct from me_account() and r.agreed_at is null and r.ended_at is null;
  if found then return open_already; end if;
  insert into request (id, kind, account, case_id, asked_by, asked_at) values (new_id, the_kind, the_account, the_case, me_account(), at);
  return new_id;
end $$;

-- The second person: neither who asked nor whom it is about, under whatever role. `none`, `same-person`, or `agreed`, and then
-- it is done.
create function arasha.agree_to(which uuid, at timestamptz) returns text
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare asked request;
begin
  select r.* into asked from request r join request_kind k on k.kind = r.kind
   where r.id = which and r.agreed_at is null and r.ended_at is null
     and (is_owner_session() or k.may_agree && rights_of(me_account())) for update of r;
  if not found then return 'none'; end if;
  if same_person(asked.asked_by, me_account()) or same_person(asked.account, me_account()) then return 'same-person'; end if;
  update request set agreed_by = me_account(), agreed_at = at where id = which returning * into asked;
  if to_regprocedure(format('arasha.do_%s(arasha.request)', replace(asked.kind, '-', '_'))) is not null then
    execute format('select arasha.do_%s($1)', replace(asked.kind, '-', '_')) using asked;
  end if;
  return 'agreed';
end $$;

create function arasha.withdraw_request(which uuid, at timestamptz) returns boolean
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with gone as (
    update arasha.request r set ended_at = at
     where r.id = which and r.agreed_at is null and r.ended_at is null
       and (r.asked_by = arasha.me_account()
            or exists (select from arasha.request_kind k where k.kind = r.kind and k.may_agree && arasha.rights_of(arasha.me_account())))
    returning r.id)
  select exists (select from gone);
end;

-- What waits for the caller to agree, and what she asked herself. Of a case its code.
create function arasha.requests()
  returns table (id uuid, kind text, account uuid, name text, agency text, role text, code text, asked_by uuid, asker text,
                 asked_at timestamptz, mine boolean)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select r.id, r.kind, r.account, whom.name, whom.agency, whom.role, f.code, r.asked_by, asker.name, r.asked_at,
         r.asked_by is not distinct from arasha.me_account()
    from arasha.request r
    join arasha.request_kind k on k.kind = r.kind
    left join arasha.account whom on whom.id = r.account
    left join arasha.account asker on asker.id = r.asked_by
    left join arasha.case_file f on f.case_id = r.case_id
   where r.agreed_at is null and r.ended_at is null and r.kind <> 'invitation'
     and (r.asked_by = arasha.me_account() or k.may_agree && arasha.rights_of(arasha.me_account()))
   order by r.asked_at, r.id;
end;

create function arasha.create_account(new_id uuid, its_agency text, its_role text, its_name text, may_read_statistics boolean,
                                      is_administrator boolean, is_oversight boolean, keeps_registers boolean, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_administrator();
  insert into account (id, agency, role, name, statistics, administrator, oversight, registers, created_at)
  values (new_id, its_agency, its_role, its_name, may_read_statistics, is_administrator, is_oversight, keeps_registers, at);
end $$;

create function arasha.end_invitation(which uuid, at timestamptz) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.invitation set ended_at = at where id = which and ended_at is null;
  update arasha.request set ended_at = at where id = which and agreed_at is null and ended_at is null;
end;

-- Asks for a way in: the first, another because the last was lost, or a recovery. An invitation still open ends.
-- `opened`: the token can be used now. `waiting`: a second administrator has to agree first, because whoever could
-- make administrators, choose who oversees, or give out another's account, alone, could do everything alone.
create function arasha.invite(new_id uuid, target uuid, new_token bytea, at timestamptz, until timestamptz)
  returns table (outcome text, is_recovery boolean)
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare whom account;
        alone boolean := is_owner_session();
begin
  perform require_administrator();
  select * into whom from account a where a.id = target and a.active for update;
  if not found or (target = me_account()) then return; end if;
  perform end_invitation(i.id, at) from invitation i where i.account = target and i.ended_at is null;
  alone := alone or (whom.enrolled_at is null and not whom.administrator and not whom.oversight);
  insert into invitation (id, account, recovery, asked_by, asked_at, token_hash, expires_at)
  values (new_id, target, whom.enrolled_at is not null, me_account(), at,
          case when alone then new_token end, case when alone then until end);
  if not alone then
    perform ask_for(new_id, 'invitation', target, null, at);
  end if;
  outcome := case when alone then 'opened' else 'waiting' end;
  is_recovery := whom.enrolled_at is not null;
  return next;
end $$;

-- The second person: neither the one who asked nor the one whose account it is.
create function arasha.approve_invitation(which uuid, new_token bytea, at timestamptz, until timestamptz) returns text
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare asked invitation;
        outcome text;
begin
  perform require_administrator();
  select i.* into asked from invitation i join account a on a.id = i.account and a.active
   where i.id = which and i.ended_at is null and i.token_hash is null for update of i;
  if not found then return 'none'; end if;
  outcome := agree_to(which, at);
  if outcome <> 'agreed' then return outcome; end if;
  update invitation set token_hash = new_token, expires_at = until where id = which;
  return asked.account::text;
end $$;

create function arasha.withdraw_invitation(which uuid, at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare whose uuid;
begin
  perform require_administrator();
  select account into whose from invitation where id = which and ended_at is null for update;
  perform end_invitation(which, at);
  return whose;
end $$;

-- With effect at once: her next request finds no session.
create function arasha.deactivate(target uuid, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_administrator();
  if target = me_account() then return false; end if;
  update account set active = false where id = target and active;
  if not found then return false; end if;
  delete from session where account = target;
  delete from sign_in_link where account = target;
  perform end_invitation(i.id, at) from invitation i where i.account = target and i.ended_at is null;
  return true;
end $$;

-- Her device is lost, or is in other hands: she is signed out everywhere, and may come in again.
create function arasha.end_sessions_of(target uuid) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_administrator();
  if target = me_account() then return false; end if;
  perform from account where id = target and active;
  if not found then return false; end if;
  delete from session where account = target;
  return true;
end $$;

-- Oversight asked, an administrator agreed: the account is closed as by her own hand.
create function arasha.do_close_account(agreed arasha.request) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  select arasha.deactivate(agreed.account, agreed.agreed_at);
end;

create function arasha.people()
  returns table (id uuid, agency text, role text, name text, active boolean, enrolled_at timestamptz, created_at timestamptz,
                 ways text[], invitation uuid, recovery boolean, asked_by uuid, waiting boolean, opened boolean, expires_at timestamptz)
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  perform require_administrator();
  return query
    select a.id, a.agency, a.role, a.name, a.active, a.enrolled_at, a.created_at,
           array_remove(array[
             case when exists (select from passkey p where p.account = a.id) then 'passkey' end,
             case when exists (select from account_password p where p.account = a.id) then 'password' end,
             case when exists (select from account_identity p where p.account = a.id) then 'provider' end], null),
           i.id, i.recovery, i.asked_by, i.token_hash is null, i.enrolment_hash is not null, i.expires_at
      from account a left join invitation i on i.account = a.id and i.ended_at is null
     order by a.created_at, a.id;
end $$;

-- Enrolment --------------------------------------------------------------------------------------------------------

create function arasha.open_invitation(token bytea, enrolment bytea, at timestamptz, until timestamptz) returns uuid
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.invitation i set enrolment_hash = enrolment, enrolment_until = until
   where i.token_hash = token and i.enrolment_hash is null and i.ended_at is null and i.expires_at > at
     and exists (select from arasha.account a where a.id = i.account and a.active)
  returning i.account;
end;

create function arasha.enrolment_at(enrolment bytea, at timestamptz)
  returns table (id uuid, agency text, role text, name text, recovery boolean, until timestamptz, totp bytea)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select a.id, a.agency, a.role, a.name, i.recovery, i.enrolment_until, i.totp
    from arasha.invitation i join arasha.account a on a.id = i.account
   where i.enrolment_hash = enrolment and i.ended_at is null and i.enrolment_until > at and a.active;
end;

create function arasha.offer_totp(enrolment bytea, secret bytea) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.invitation set totp = secret where enrolment_hash = enrolment and ended_at is null;
end;

-- Ends the invitation. A recovery leaves nothing of what may be in other hands: old ways in and sessions are gone.
create function arasha.finish_enrolment(enrolment bytea, at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare used invitation;
begin
  update invitation i set ended_at = at, totp = null
   where i.enrolment_hash = enrolment and i.ended_at is null and i.enrolment_until > at
     and exists (select from account a where a.id = i.account and a.active)
  returning * into used;
  if not found then return null; end if;
  if used.recovery then
    delete from passkey where account = used.account;
    delete from account_password where account = used.account;
    delete from account_identity where account = used.account;
    delete from session where account = used.account;
  end if;
  update account set enrolled_at = coalesce(enrolled_at, at) where id = used.account;
  return used.account;
end $$;

create function arasha.enrol_passkey(enrolment bytea, the_credential bytea, passkey_id uuid, key bytea, the_counter bigint,
                                     via text[], is_synced boolean, on_device text, at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare whose uuid := finish_enrolment(enrolment, at);
begin
  if whose is not null then
    insert into passkey (credential, id, account, public_key, counter, transports, synced, device, created_at, used_at)
    values (the_credential, passkey_id, whose, key, the_counter, via, is_synced, on_device, at, at);
  end if;
  return whose;
end $$;

create function arasha.enrol_password(enrolment bytea, the_login text, the_hash text, secret bytea, step bigint, at timestamptz)
  returns uuid
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare whose uuid := finish_enrolment(enrolment, at);
begin
  if whose is not null then
    insert into account_password (account, login, hash, totp, totp_step, changed_at)
    values (whose, the_login, the_hash, secret, step, at);
  end if;
  return whose;
end $$;

create function arasha.enrol_identity(enrolment bytea, the_issuer text, the_subject text, at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare whose uuid := finish_enrolment(enrolment, at);
begin
  if whose is not null then
    insert into account_identity (issuer, subject, account, bound_at) values (the_issuer, the_subject, whose, at);
  end if;
  return whose;
end $$;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.create_account, arasha.invite, arasha.approve_invitation, arasha.withdraw_invitation,
  arasha.deactivate, arasha.end_sessions_of, arasha.ask_for, arasha.agree_to,
  arasha.withdraw_request, arasha.requests, arasha.people, arasha.open_invitation, arasha.enrolment_at, arasha.offer_totp, arasha.enrol_passkey,
  arasha.enrol_password, arasha.enrol_identity to arasha_app;
