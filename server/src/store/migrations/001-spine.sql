-- The spine: accounts, the journal of each case, and the tables derived from it.
--
-- Two roles. The role that runs this file owns everything and is used for migrations and for rebuilding
-- the derived tables. `arasha_app` is what the service runs as: it owns nothing, cannot bypass row-level security,
-- and sees no row unless `arasha.account` and `arasha.agency` are set for the transaction it is in; of personal content it
-- sees only the classes named in `arasha.reads`, as far as the agency wrote them or was let read them until `arasha.at`.

create schema arasha;
revoke all on schema arasha from public;
grant usage on schema arasha to arasha_app;

-- Who is asking ------------------------------------------------------------------------------------------------

create function arasha.me_account() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('arasha.account', true), '')::uuid;

create function arasha.me_agency() returns text
  language sql stable parallel safe
  return nullif(current_setting('arasha.agency', true), '');

-- What her role may read by which relation, from the pack's table of roles: `own:identity consent:contact ...`.
create function arasha.me_reads() returns text[]
  language sql stable parallel safe
  return string_to_array(current_setting('arasha.reads', true), ' ');

-- The moment it is: consent that has ended by then opens nothing. Unset: no consent opens anything.
create function arasha.me_now() returns timestamptz
  language sql stable parallel safe
  return coalesce(nullif(current_setting('arasha.at', true), '')::timestamptz, 'infinity');

-- People -------------------------------------------------------------------------------------------------------

create table arasha.account (
  id uuid constraint account_key primary key,
  agency text not null,
  role text not null,
  name text not null,
  statistics boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null
);
comment on table arasha.account is 'A member of staff: one agency, one role. Not derived: kept by the owner role.';

create table arasha.sign_in_link (
  token_hash bytea constraint sign_in_link_key primary key,
  account uuid not null constraint sign_in_link_account references arasha.account,
  expires_at timestamptz not null
);
comment on table arasha.sign_in_link is 'Demonstration sign-in links; only the SHA-256 of the token is kept.';

create table arasha.session (
  token_hash bytea constraint session_key primary key,
  account uuid not null constraint session_account references arasha.account,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table arasha.session is 'Open sessions; only the SHA-256 of the token is kept.';

-- The journal --------------------------------------------------------------------------------------------------

create table arasha.journal (
  case_id uuid not null,
  seq integer not null constraint journal_seq_positive check (seq > 0),
  type text not null,
  version smallint not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  actor uuid not null,
  agency text not null,
  body jsonb not null,
  classes text[] not null,
  constraint journal_key primary key (case_id, seq)
);
comment on table arasha.journal is
  'What was done on a case, by whom, when. Append-only; everything else about a case is derived from it. '
  'body is coded; classes says which personal content the entry holds besides, in sealed_part.';

create function arasha.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'restrict_violation';
end $$;
create trigger journal_is_append_only
  before update or delete or truncate on arasha.journal
  for each statement execute function arasha.refuse_change();

create table arasha.sealed_part (
  case_id uuid not null,
  seq integer not null,
  class text not null,
  author text not null,
  key_version smallint not null,
  sealed bytea not null,
  constraint sealed_part_key primary key (case_id, seq, class),
  constraint sealed_part_entry foreign key (case_id, seq) references arasha.journal
);
create trigger sealed_part_is_append_only
  before update or delete or truncate on arasha.sealed_part
  for each statement execute function arasha.refuse_change();
comment on table arasha.sealed_part is
  'Personal content of an entry, one row a class, sealed under the key of that case, class and author. Append-only.';

create table arasha.case_key (
  case_id uuid not null,
  class text not null,
  author text not null,
  version smallint not null,
  holder text not null,
  kek text not null,
  wrapped bytea not null,
  retired boolean not null default false,
  constraint case_key_key primary key (case_id, class, author, version, holder)
);
comment on table arasha.case_key is
  'Keys of a case: for each class and author one, wrapped for each agency that may open it (holder) by a key the database '
  'never sees; class `trail` names the case on the trail. Deleting the rows erases the personal content. retired: somebody '
  'who had it may no longer have new content, so the author takes a new version.';

-- Who takes part in a case, and what of it each may read -----------------------------------------------------------

create table arasha.participant (
  case_id uuid not null,
  agency text not null,
  since timestamptz not null,
  ground text not null,
  until timestamptz,
  seq integer not null,
  constraint participant_key primary key (case_id, agency)
);
create index participant_by_agency on arasha.participant (agency, case_id);
comment on table arasha.participant is
  'Agencies a case is open to. Derived from the journal: the agency that opens it, and those it is referred to. until: when '
  'the consent it rests on ends; null once the agency has written on the case itself, or where it rests on something else.';

create table arasha.access_grant (
  case_id uuid not null,
  agency text not null,
  class text not null,
  seq integer not null,
  ground text not null,
  purpose text not null,
  until timestamptz,
  constraint access_grant_key primary key (case_id, agency, class, seq)
);
comment on table arasha.access_grant is
  'Which classes of a case an agency was let read, on what ground, for what, until when. Derived from the journal.';

-- Until when the consents that are left let an agency take part; null where none is.
create function arasha.consented_until(the_case uuid, the_agency text, up_to integer) returns timestamptz
  language sql stable security definer set search_path = arasha, pg_temp
  return (select max((j.body ->> 'until')::timestamptz) from arasha.journal j
           where j.case_id = the_case and j.seq <= up_to and j.type in ('referral', 'consent-given')
             and coalesce(j.body #>> '{ground,kind}', 'consent') = 'consent' and j.body ->> 'agency' = the_agency
             and not exists (select from arasha.journal w where w.case_id = j.case_id and w.type = 'consent-withdrawn'
                                and w.seq <= up_to and (w.body ->> 'consent')::integer = j.seq));

-- A consent to an agency has ended: if it has not acted on the case itself, it takes part as long as the consents that are left.
create function arasha.stay_or_leave(the_case uuid, the_agency text, up_to integer) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
declare ends timestamptz := consented_until(the_case, the_agency, up_to);
begin
  update participant p set until = ends
   where p.case_id = the_case and p.agency = the_agency and p.until is not null and ends is not null;
  delete from participant p
   where p.case_id = the_case and p.agency = the_agency and p.until is not null and ends is null;
end $$;

-- What ends because of what an entry tells of the people. Nothing by itself.
create function arasha.end_what_fell(entry arasha.journal) returns void
  language sql security definer set search_path = arasha, pg_temp
begin atomic
end;

-- What an entry means for who takes part and who may read what. Called in the order of writing, and again by a rebuild.
create function arasha.admit(entry arasha.journal) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
declare
  told text := entry.body ->> 'agency';
  basis text := coalesce(entry.body #>> '{ground,kind}', 'consent');
  ends timestamptz := case when entry.type in ('referral', 'consent-given') then (entry.body ->> 'until')::timestamptz end;
  taken integer := case when entry.type = 'consent-withdrawn' then (entry.body ->> 'consent')::integer end;
  opening text := entry.type;
begin
  -- A referral by a norm opens nothing until a second person of the agency approves it; then it opens what it says.
  if entry.type = 'referral' and basis = 'norm' then
    opening := null;
  elsif entry.type = 'disclosure-approved' then
    select j.body into entry.body from journal j
     where j.case_id = entry.case_id and j.seq = (entry.body ->> 'referral')::integer;
    opening := 'referral';
    told := entry.body ->> 'agency';
    basis := 'norm';
    ends := (entry.body ->> 'until')::timestamptz;
  end if;
  if entry.seq = 1 then
    insert into participant (case_id, agency, since, ground, seq)
    values (entry.case_id, entry.agency, entry.recorded_at, 'report', entry.seq);
  elsif entry.type <> 'glass-broken' then
    update participant p set until = null
     where p.case_id = entry.case_id and p.agency = entry.agency and p.until is not null;
  end if;
  if opening = 'referral' then
    insert into participant as p (case_id, agency, since, ground, until, seq)
    values (entry.case_id, told, entry.recorded_at, basis, case when basis = 'consent' then ends end, entry.seq)
    on conflict on constraint participant_key do update
       set until = case when basis = 'consent' then p.until end;
  end if;
  if opening in ('referral', 'consent-given') then
    update participant p set until = greatest(p.until, ends)
     where p.case_id = entry.case_id and p.agency = told and p.until is not null and ends is not null;
    insert into access_grant (case_id, agency, class, seq, ground, purpose, until)
    select entry.case_id, told, class, entry.seq, basis, entry.body ->> 'purpose', ends
      from jsonb_array_elements_text(entry.body -> 'classes') as class;
  end if;
  if entry.type = 'consent-withdrawn' then
    delete from access_grant g where g.case_id = entry.case_id and g.seq = taken;
    select j.body ->> 'agency' into told from journal j where j.case_id = entry.case_id and j.seq = taken;
    perform stay_or_leave(entry.case_id, told, entry.seq);
  end if;
  -- A complaint of hers lets in the agency that hears it: coded data, nothing personal, for as long as the case is kept.
  if entry.type = 'complaint' then
    insert into participant (case_id, agency, since, ground, seq)
    values (entry.case_id, told, entry.recorded_at, 'complaint', entry.seq)
    on conflict on constraint participant_key do update set until = null;
  end if;
  if entry.type in ('persons', 'correction') then
    perform end_what_fell(entry);
  end if;
end $$;

-- What was agreed to is taken back: the agency's keys go with it, and what others write from now on is under new ones.
create function arasha.take_keys_back(entry arasha.journal) returns void
  language sql security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.case_key k using arasha.journal j
   where j.case_id = entry.case_id and j.seq = (entry.body ->> 'consent')::integer
     and k.case_id = j.case_id and k.holder = j.body ->> 'agency' and k.author <> k.holder and k.class <> 'trail'
     and not exists (select from arasha.access_grant g
                      where g.case_id = k.case_id and g.agency = k.holder and g.class = k.class);
  update arasha.case_key k set retired = true from arasha.journal j
   where j.case_id = entry.case_id and j.seq = (entry.body ->> 'consent')::integer
     and k.case_id = j.case_id and not k.retired and k.author <> j.body ->> 'agency'
     and k.class in (select jsonb_array_elements_text(j.body -> 'classes'));
end;

-- Who writes on a case takes part in it; whoever opens it does from then on.
create function arasha.is_let_in(entry arasha.journal) returns boolean
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  return exists (select from participant p where p.case_id = entry.case_id and p.agency = entry.agency
                    and (p.until is null or p.until > entry.recorded_at));
end $$;

create function arasha.require_part(entry arasha.journal, opens boolean) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if not opens and not is_let_in(entry) then
    raise exception 'this agency takes no part in the case' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Fires row by row in the order of writing, so that the entries of one statement find the participants before them. By their
-- names: first who writes is asked; then what is looked up on the case to see whether she may write this, so that of a case
-- that is not hers nobody learns more than of one that is not there; then what follows from it.
create function arasha.ask_who_writes() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  perform require_part(new, new.seq = 1);
  return null;
end $$;
create trigger journal_asks_who_writes after insert on arasha.journal
  for each row execute function arasha.ask_who_writes();

-- An entry that is there already would say so by its key before anybody asks who writes: a stranger is turned away first. In
-- another's name nobody writes: that is for the policy to say, and nothing is looked up for it.
create function arasha.turn_away() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if new.agency = me_agency() and new.actor = me_account()
     and exists (select from journal j where j.case_id = new.case_id and j.seq = new.seq) then
    perform require_part(new, false);
  end if;
  return new;
end $$;
create trigger journal_turns_away before insert on arasha.journal
  for each row execute function arasha.turn_away();

create function arasha.let_in() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  perform admit(new);
  if new.type = 'consent-withdrawn' then
    perform take_keys_back(new);
  end if;
  return null;
end $$;
create trigger journal_lets_in after insert on arasha.journal for each row execute function arasha.let_in();

-- What is told without her consent is approved by somebody else of the agency that tells it.
create function arasha.take_two() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if not exists (
       select from journal j
        where j.case_id = new.case_id and j.seq = (new.body ->> 'referral')::integer and j.type = 'referral'
          and j.body #>> '{ground,kind}' = 'norm' and j.agency = new.agency and j.actor <> new.actor) then
    raise exception 'a disclosure is approved by a second person of the agency that makes it' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger journal_discloses_by_two after insert on arasha.journal
  for each row when (new.type = 'disclosure-approved') execute function arasha.take_two();

-- Reads the participants as their owner, so that the policies below do not ask themselves.
create function arasha.takes_part(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.participant p where p.case_id = the_case and p.agency = arasha.me_agency()
                    and (p.until is null or p.until > arasha.me_now()));

-- Each child has a record of its own, `child/p3`; the table of roles knows the class.
create function arasha.class_of(compartment text) returns text
  language sql immutable parallel safe
  return split_part(compartment, '/', 1);

-- Whether content of a class that an agency wrote on a case may be read: by the table of roles, because one's own agency
-- wrote it, or because it was let read that class and the time has not run out.
create function arasha.may_read(the_case uuid, the_class text, the_author text) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return (the_author = arasha.me_agency() and 'own:' || arasha.class_of(the_class) = any (arasha.me_reads()) and arasha.takes_part(the_case))
      or exists (select from arasha.access_grant g
                  where g.case_id = the_case and g.agency = arasha.me_agency() and g.class = the_class
                    and (g.until is null or g.until > arasha.me_now())
                    and g.ground || ':' || arasha.class_of(the_class) = any (arasha.me_reads()));

-- Derived tables -----------------------------------------------------------------------------------------------

create table arasha.case_file (
  case_id uuid constraint case_file_key primary key,
  code text not null constraint case_file_code unique,
  place text not null,
  synthetic boolean not null,
  status text not null,
  risk text not null,
  opened_at timestamptz not null,
  act_date date,
  acts text[] not null,
  relation text,
  harm text,
  last_seq integer not null
);
create index case_file_by_opening on arasha.case_file (opened_at desc, case_id);
comment on table arasha.case_file is 'One row a case, codes only, for lists. Derived from the journal.';

create table arasha.duty (
  case_id uuid not null,
  duty text not null,
  norm text not null,
  agency_kind text not null,
  agency text,
  started_at timestamptz not null,
  due_at timestamptz,
  met_at timestamptz,
  void_at timestamptz,
  verdict text not null,
  due_established boolean not null,
  constraint duty_key primary key (case_id, duty)
);
create index duty_queue on arasha.duty (agency, due_at nulls first, case_id, duty) include (void_at) where met_at is null;
comment on table arasha.duty is
  'What each agency owes on a case and by when: the work queue. Derived from the journal and the law in force.';

create table arasha.case_fact (
  case_id uuid constraint case_fact_key primary key,
  act_date date not null,
  reported_at timestamptz not null,
  place text not null,
  ordered boolean not null,
  served boolean not null,
  breached boolean not null,
  track text,
  ending text,
  ending_group text
);
create index case_fact_by_act on arasha.case_fact (act_date);
comment on table arasha.case_fact is
  'What statistics may know of a case: no person, no text. act_date is the day of the act, or of the report where no act date was taken. Derived from the journal.';

-- Not derived, not kept for long ---------------------------------------------------------------------------------

create table arasha.idempotency (
  account uuid not null,
  key uuid not null,
  fingerprint bytea not null,
  response jsonb not null,
  constraint idempotency_key primary key (account, key)
);
comment on table arasha.idempotency is
  'Answers already given, so that a repeated request is answered and not done again. Written with the entries it answers for.';

create table arasha.draft (
  account uuid constraint draft_key primary key,
  saved_at timestamptz not null,
  sealed bytea not null
);
comment on table arasha.draft is 'An unfinished intake, sealed, for the person who is taking it. Deleted when it becomes a case.';

create table arasha.installation (
  one boolean constraint installation_key primary key default true constraint installation_one check (one),
  synthetic boolean not null
);
comment on table arasha.installation is
  'Whether this database is a demonstration: then every case in it is synthetic and every page says so. Set once.';

-- Row-level security: nothing by default -------------------------------------------------------------------------

do $$
declare t text;
begin
  foreach t in array array['account', 'sign_in_link', 'session', 'journal', 'sealed_part', 'case_key', 'participant',
                           'access_grant', 'case_file', 'duty', 'case_fact', 'idempotency', 'draft', 'installation'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

grant select, insert on arasha.journal to arasha_app;
create policy read_by_participant on arasha.journal for select to arasha_app using (arasha.takes_part(case_id));
-- That the agency takes part in the case is the trigger's to see: see let_in.
create policy write_as_oneself on arasha.journal for insert to arasha_app
  with check (agency = arasha.me_agency() and actor = arasha.me_account());

grant select, insert on arasha.sealed_part to arasha_app;
create policy read_what_is_open on arasha.sealed_part for select to arasha_app
  using (arasha.may_read(case_id, class, author));
create policy write_as_oneself on arasha.sealed_part for insert to arasha_app
  with check (author = arasha.me_agency() and arasha.may_read(case_id, class, author));

-- Whoever may read a class sees for whom its keys are wrapped, and can pass them on; each opens only what is wrapped for it.
grant select on arasha.case_key to arasha_app;
grant insert (case_id, class, author, version, holder, kek, wrapped) on arasha.case_key to arasha_app;
create policy read_what_is_open on arasha.case_key for select to arasha_app
  using (case when class = 'trail' then arasha.takes_part(case_id)
              else arasha.may_read(case_id, class, author) end);
create policy write_what_is_open on arasha.case_key for insert to arasha_app
  with check (case when class = 'trail' then arasha.takes_part(case_id)
                   else arasha.may_read(case_id, class, author) end);

grant select on arasha.participant to arasha_app;
create policy read_by_participant on arasha.participant for select to arasha_app
  using (agency = arasha.me_agency() or arasha.takes_part(case_id));

grant select on arasha.access_grant to arasha_app;
create policy read_by_participant on arasha.access_grant for select to arasha_app using (arasha.takes_part(case_id));

do $$
declare t text;
begin
  foreach t in array array['case_file', 'duty', 'case_fact'] loop
    execute format('grant select, insert, update on arasha.%I to arasha_app', t);
    execute format('create policy insert_by_participant on arasha.%I for insert to arasha_app with check (arasha.takes_part(case_id))', t);
    execute format('create policy update_by_participant on arasha.%I for update to arasha_app using (arasha.takes_part(case_id)) with check (arasha.takes_part(case_id))', t);
  end loop;
end $$;
create policy read_by_participant on arasha.case_file for select to arasha_app using (arasha.takes_part(case_id));
create policy read_by_participant on arasha.case_fact for select to arasha_app using (arasha.takes_part(case_id));
-- The agency's own duties first: the queue then needs no look at the participants.
create policy read_by_participant on arasha.duty for select to arasha_app
  using (agency = arasha.me_agency() or arasha.takes_part(case_id));
grant delete on arasha.duty to arasha_app;
create policy delete_by_participant on arasha.duty for delete to arasha_app using (arasha.takes_part(case_id));

grant select, insert on arasha.idempotency to arasha_app;
create policy own on arasha.idempotency to arasha_app
  using (account = arasha.me_account()) with check (account = arasha.me_account());

grant select, insert, update, delete on arasha.draft to arasha_app;
create policy own on arasha.draft to arasha_app
  using (account = arasha.me_account()) with check (account = arasha.me_account());

-- What the service may ask without being in a case: through these functions only ---------------------------------

create function arasha.is_synthetic() returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return coalesce((select synthetic from arasha.installation), false);

create function arasha.sign_in(link_hash bytea, session_hash bytea, at timestamptz, until timestamptz)
  returns table (id uuid, agency text, role text, name text, statistics boolean)
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  insert into arasha.session (token_hash, account, created_at, expires_at)
  select session_hash, a.id, at, until
    from arasha.sign_in_link l join arasha.account a on a.id = l.account
   where l.token_hash = link_hash and l.expires_at > at and a.active;
  select a.id, a.agency, a.role, a.name, a.statistics
    from arasha.sign_in_link l join arasha.account a on a.id = l.account
   where l.token_hash = link_hash and l.expires_at > at and a.active;
end;

create function arasha.session_account(session_hash bytea, at timestamptz)
  returns table (id uuid, agency text, role text, name text, statistics boolean)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select a.id, a.agency, a.role, a.name, a.statistics
    from arasha.session s join arasha.account a on a.id = s.account
   where s.token_hash = session_hash and s.expires_at > at and a.active;
end;

create function arasha.sign_out(session_hash bytea) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.session where token_hash = session_hash;
end;

-- The justice chain, counted in cases. Open to accounts that may read statistics, whichever cases they take part in.
create function arasha.funnel(break_on date)
  returns table (after boolean, ordered boolean, served boolean, breached boolean, track text, ending text,
                 ending_group text, cases bigint, first_day date, last_day date)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select f.act_date >= break_on, f.ordered, f.served, f.breached, f.track, f.ending, f.ending_group, count(*),
         min(f.act_date), max(f.act_date)
    from arasha.case_fact f
   where exists (select from arasha.account a where a.id = arasha.me_account() and a.active and a.statistics)
      or pg_has_role(session_user, (select tableowner from pg_tables where schemaname = 'arasha' and tablename = 'case_fact'), 'member')
   group by 1, 2, 3, 4, 5, 6, 7;
end;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.me_account, arasha.me_agency, arasha.me_reads, arasha.me_now, arasha.takes_part, arasha.may_read, arasha.sign_in,
  arasha.session_account, arasha.sign_out, arasha.funnel, arasha.is_synthetic to arasha_app;
