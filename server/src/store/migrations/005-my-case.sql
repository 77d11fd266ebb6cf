-- My case: the survivor's own page. No account: a case code and a secret, handed to her by an agency that takes part.
--
-- She sees one case, and of it what is coded: no policy lets her at sealed content, so nobody does who holds her telephone
-- and both her keys. The service reads for her under a context of its own: `arasha.survivor` names the case and
-- `arasha.survivor_token` the session, and the database holds the two against each other for every row.

create table arasha.my_case (
  case_id uuid not null,
  child text not null default '',
  code text constraint my_case_code unique,
  secret text not null,
  duress text not null,
  opened_at timestamptz not null,
  constraint my_case_key primary key (case_id, child),
  constraint my_case_code_of_child check ((child = '') = (code is null))
);
comment on table arasha.my_case is
  'Cases whose survivor has a page of her own: argon2id of her secret, and of the one she gives when she is forced. New ones '
  'replace the old. child: the page is that of a child of the case who has come of age, under a code of its own. Not derived.';

create table arasha.my_case_session (
  token_hash bytea constraint my_case_session_key primary key,
  case_id uuid not null,
  child text not null,
  harmless boolean not null,
  closes_at timestamptz not null,
  ends_at timestamptz not null,
  constraint my_case_session_case foreign key (case_id, child) references arasha.my_case on delete cascade
);
create index my_case_session_by_case on arasha.my_case_session (case_id, child);
comment on table arasha.my_case_session is
  'Her open pages; only the SHA-256 of the token is kept. closes_at: when it ends if nothing is asked; ends_at: in any event. '
  'harmless: opened by the secret she was forced to give; it shows nothing of any case.';

do $$
declare t text;
begin
  foreach t in array array['my_case', 'my_case_session'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- Her keys ---------------------------------------------------------------------------------------------------------

-- Whether an agency, and not she, takes part: what her keys are is not hers to change from her page.
create function arasha.agency_takes_part(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.participant p where p.case_id = the_case and p.agency = arasha.me_agency()
                    and (p.until is null or p.until > arasha.me_now()));

-- With the old keys their open pages go.
create function arasha.close_my_case(the_case uuid, the_child text) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  if not agency_takes_part(the_case) then
    raise exception 'this agency takes no part in the case' using errcode = 'insufficient_privilege';
  end if;
  delete from my_case m where m.case_id = the_case and m.child = the_child;
  return found;
end $$;

-- Her own page goes by the code of the case; that of a child who has come of age by one that is no case's.
create function arasha.open_my_case(the_case uuid, the_child text, the_code text, secret_hash text, duress_hash text,
                                    at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform close_my_case(the_case, the_child);
  if exists (select from case_file f where f.code = the_code) then
    raise unique_violation using message = 'a case has this code', constraint = 'my_case_code';
  end if;
  insert into my_case (case_id, child, code, secret, duress, opened_at)
  values (the_case, the_child, the_code, secret_hash, duress_hash, at);
end $$;

create function arasha.my_case_by_code(the_code text) returns table (case_id uuid, child text, secret text, duress text)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select m.case_id, m.child, m.secret, m.duress
    from arasha.case_file f join arasha.my_case m on m.case_id = f.case_id and m.child = '' where f.code = the_code
  union all
  select m.case_id, m.child, m.secret, m.duress from arasha.my_case m where m.code = the_code;
end;

-- Her session ------------------------------------------------------------------------------------------------------

create function arasha.open_my_session(the_case uuid, the_child text, session_hash bytea, is_harmless boolean, at timestamptz,
                                       closes timestamptz, until timestamptz) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.my_case_session where least(closes_at, ends_at) <= at;
  insert into arasha.my_case_session (token_hash, case_id, child, harmless, closes_at, ends_at)
  values (session_hash, the_case, the_child, is_harmless, closes, until);
end;

-- Every request is a sign of life: it closes later.
create function arasha.my_session(session_hash bytea, at timestamptz, closes timestamptz)
  returns table (case_id uuid, child text, code text, harmless boolean)
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.my_case_session s set closes_at = closes
    from arasha.my_case m
   where s.token_hash = session_hash and s.closes_at > at and s.ends_at > at and m.case_id = s.case_id and m.child = s.child
  returning s.case_id, s.child, m.code, s.harmless;
end;

create function arasha.end_my_session(session_hash bytea) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.my_case_session where token_hash = session_hash;
end;

-- What she sees ----------------------------------------------------------------------------------------------------

-- Whether it is she who asks, and this is her case.
create function arasha.is_hers(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return the_case::text = current_setting('arasha.survivor', true)
     and exists (select from arasha.my_case_session s
                  where s.case_id = the_case and not s.harmless
                    and s.token_hash = decode(coalesce(current_setting('arasha.survivor_token', true), ''), 'hex')
                    and s.closes_at > arasha.me_now() and s.ends_at > arasha.me_now());

-- Whose page it is: '' for that of the survivor, else of a child who has come of age; null where nobody's is open.
create function arasha.page_of_child() returns text
  language sql stable security definer set search_path = arasha, pg_temp
  return (select s.child from arasha.my_case_session s
           where s.token_hash = decode(coalesce(current_setting('arasha.survivor_token', true), ''), 'hex')
             and s.case_id::text = current_setting('arasha.survivor', true));

-- What is coded is open to the agencies that take part, and to her. Sealed content stays with `may_read`, which knows
-- agencies only.
create or replace function arasha.takes_part(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return arasha.agency_takes_part(the_case) or arasha.is_hers(the_case);

-- Who looked, under the names the case has on the trail: one of the case's own key, one of the installation. Not which
-- member of staff: neither she nor whoever stands behind her is told that; nor that her second key was used, or he who has
-- both would learn that there are two. `hash` is that of the leaf. `doors` are the names of the page's own door: what was done at
-- another's is not for this page, and on that of a child who has come of age stands who looked at its record and nothing else.
create function arasha.my_trail(names text[], doors text[], most integer)
  returns table (leaf bigint, recorded_at timestamptz, kind text, deed text, agency text, classes jsonb, hash bytea)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select t.leaf, t.recorded_at, t.data::jsonb ->> 'kind', t.data::jsonb ->> 'deed', t.data::jsonb ->> 'agency',
         t.data::jsonb -> 'classes', sha256('\x00'::bytea || convert_to(t.data, 'UTF8'))
    from arasha.trail t
   where (t.data::jsonb ->> 'case' = any (doors) and t.data::jsonb ->> 'kind' = 'my-case'
          or t.data::jsonb ->> 'case' = any (names)
             and ((select arasha.page_of_child()) = ''
                  or t.data::jsonb -> 'classes' ? ('child/' || (select arasha.page_of_child())))
             and (t.data::jsonb ->> 'kind' in ('read', 'refused')
                  -- Emergency access (006-under-glass.sql) by its use, not by how it ended.
                  or t.data::jsonb ->> 'kind' = 'glass' and t.data::jsonb ->> 'deed' = 'broken'))
     and t.data::jsonb ->> 'deed' is distinct from 'coerced'
     and arasha.is_hers(nullif(current_setting('arasha.survivor', true), '')::uuid)
   order by t.nr desc limit most;
end;

-- What she writes --------------------------------------------------------------------------------------------------

-- As before, and: she writes on her own case, these three kinds of entry and no other.
create or replace function arasha.require_part(entry arasha.journal, opens boolean) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if entry.agency = 'survivor' then
    if not is_hers(entry.case_id) or entry.type not in ('consent-withdrawn', 'complaint', 'coerced-access') then
      raise exception 'she does not write this from her page' using errcode = 'insufficient_privilege';
    end if;
  elsif not opens and not is_let_in(entry) then
    raise exception 'this agency takes no part in the case' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- A wrong secret has nobody who acted: the trail takes it without an actor.
create policy write_wrong_secret on arasha.trail for insert to arasha_app
  with check (data::jsonb ->> 'kind' = 'my-case' and data::jsonb ->> 'deed' = 'failed'
              and data::jsonb -> 'actor' = 'null'::jsonb);

revoke all on all functions in schema arasha from public;
grant execute on function arasha.close_my_case, arasha.open_my_case, arasha.my_case_by_code, arasha.open_my_session,
  arasha.my_session, arasha.end_my_session, arasha.my_trail to arasha_app;
