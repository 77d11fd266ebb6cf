-- Conflict of interest: who is related to somebody in a case does not see that it exists.
--
-- Staff and the people of cases are known here by marks alone: keyed hashes of numbers, names and homes, made by the service
-- with a key that is not in this database. No role but the owner of the tables reads or lists them; functions compare, and
-- what comes of it is a closed door that looks like a wall. Nothing is unique across accounts or cases: a duplicate would tell.

create table arasha.staff_mark (
  account uuid not null constraint staff_mark_account references arasha.account,
  kind text not null,
  mark bytea not null,
  given_at timestamptz not null,
  constraint staff_mark_key primary key (account, kind, mark)
);
create index staff_mark_by_mark on arasha.staff_mark (mark);
comment on table arasha.staff_mark is
  'What shows that a member of staff is related to a case: marks of her numbers, names, homes and relatives, as she gave them. '
  'They are added to and never taken away: who could withdraw a brother could see his case. Not derived.';

create table arasha.party_mark (
  case_id uuid not null,
  seq integer not null,
  person text not null,
  kind text not null,
  mark bytea not null,
  class text not null,
  surname text,
  author text not null,
  constraint party_mark_key primary key (case_id, seq, person, kind, mark)
);
create index party_mark_by_mark on arasha.party_mark (mark);
comment on table arasha.party_mark is
  'Marks of the people of a case, by the entry that told of them; class and author of what they were made of decide who may '
  'search by them. surname: of a mark of a household the class the surname was told in. Written with the entry, from what is sealed in it: a rebuild, which opens nothing, keeps them.';

create table arasha.conflict (
  case_id uuid not null,
  account uuid not null constraint conflict_account references arasha.account,
  kind text not null,
  mark bytea not null,
  found_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid constraint conflict_lifted_by references arasha.account,
  constraint conflict_key primary key (case_id, account, kind, mark),
  constraint conflict_is_lifted_by_somebody check ((lifted_at is null) = (lifted_by is null))
);
comment on table arasha.conflict is
  'A mark of a member of staff that is also one of a case, whichever agencies take part in it. lifted: oversight found that it '
  'meant nothing; another mark in common is a new conflict.';

create table arasha.exclusion (
  case_id uuid not null,
  agency text not null,
  seq integer not null,
  instead text,
  constraint exclusion_key primary key (case_id, agency, seq)
);
comment on table arasha.exclusion is
  'Agencies a case is closed to because its respondent serves there, by the entry that says so, and who takes over from each. '
  'Derived from the journal.';

do $$
declare t text;
begin
  foreach t in array array['staff_mark', 'party_mark', 'conflict', 'exclusion'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- Where it is decided ----------------------------------------------------------------------------------------------
--
-- Whether a case is closed to somebody stands in the rows that let her in, so that the answer costs no second look, and no
-- function has to be there that would tell a closed case from one that does not exist.

alter table arasha.participant
  add column shut boolean not null default false,
  add column closed_to uuid[] not null default '{}';
comment on column arasha.participant.shut is 'The respondent serves in this agency.';
comment on column arasha.participant.closed_to is 'Accounts in a conflict of interest, of whichever agency.';
alter table arasha.duty
  add column shut boolean not null default false,
  add column closed_to uuid[] not null default '{}';
comment on column arasha.duty.shut is 'As in participant, of the agency whose duty it is: the queue is read without that table.';
comment on column arasha.duty.closed_to is 'As in participant.';

-- The service sees neither column.
revoke select on arasha.participant from arasha_app;
grant select (case_id, agency, since, ground, until, seq) on arasha.participant to arasha_app;
revoke select, insert, update on arasha.duty from arasha_app;
grant select (case_id, duty, norm, agency_kind, agency, started_at, due_at, met_at, void_at, verdict, due_established),
      insert (case_id, duty, norm, agency_kind, agency, started_at, due_at, met_at, void_at, verdict, due_established),
      update (case_id, duty, norm, agency_kind, agency, started_at, due_at, met_at, void_at, verdict, due_established)
   on arasha.duty to arasha_app;
drop index arasha.duty_queue;
create index duty_queue on arasha.duty (agency, due_at nulls first, case_id, duty) include (void_at, closed_to, shut) where met_at is null;

create function arasha.closed_accounts(the_case uuid) returns uuid[]
  language sql stable security definer set search_path = arasha, pg_temp
  return coalesce((select array_agg(distinct c.account order by c.account) from arasha.conflict c
                    where c.case_id = the_case and c.lifted_at is null), '{}');

-- Whoever writes on a case may let somebody in by it, and does what hangs on it with one row after another: before all that
-- she waits for those who declare, so that none of the two ever waits for the other with rows in hand.
create function arasha.hold_marks_first() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  perform hold_marks();
  return null;
end $$;
create trigger journal_holds_marks before insert on arasha.journal
  for each statement execute function arasha.hold_marks_first();

-- Who comes to a case later finds the door as it stands.
create function arasha.know_who_is_out() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  new.closed_to := closed_accounts(new.case_id);
  new.shut := exists (select from exclusion e where e.case_id = new.case_id and e.agency = new.agency);
  return new;
end $$;
create trigger participant_knows_who_is_out before insert on arasha.participant
  for each row execute function arasha.know_who_is_out();
create trigger duty_knows_who_is_out before insert on arasha.duty
  for each row execute function arasha.know_who_is_out();
create trigger duty_passes_to_another before update on arasha.duty
  for each row when (new.agency is distinct from old.agency) execute function arasha.know_who_is_out();

-- The doors of a case set anew.
create function arasha.close_doors(the_case uuid) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare accounts uuid[] := closed_accounts(the_case);
begin
  update participant p set closed_to = accounts, shut = out.shut
    from (select o.agency, exists (select from exclusion e where e.case_id = o.case_id and e.agency = o.agency) as shut
            from participant o where o.case_id = the_case) out
   where p.case_id = the_case and p.agency = out.agency
     and (p.closed_to, p.shut) is distinct from (accounts, out.shut);
  update duty d set closed_to = accounts, shut = out.shut
    from (select o.duty, exists (select from exclusion e where e.case_id = o.case_id and e.agency = o.agency) as shut
            from duty o where o.case_id = the_case) out
   where d.case_id = the_case and d.duty = out.duty
     and (d.closed_to, d.shut) is distinct from (accounts, out.shut);
end $$;

create or replace function arasha.agency_takes_part(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.participant p where p.case_id = the_case and p.agency = arasha.me_agency()
                    and (p.until is null or p.until > arasha.me_now())
                    and not p.shut and coalesce(arasha.me_account() <> all (p.closed_to), true));

-- As before, and: who takes no part reads nothing, whatever was once granted, nor learns that it was. She herself reads no sealed
-- content: it is agencies that are asked for.
create function arasha.is_let_read(the_case uuid, the_class text) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.access_grant g
                  where g.case_id = the_case and g.agency = arasha.me_agency() and g.class = the_class
                    and (g.until is null or g.until > arasha.me_now())
                    and g.ground || ':' || arasha.class_of(the_class) = any (arasha.me_reads()))
     and arasha.agency_takes_part(the_case);
create or replace function arasha.may_read_lastingly(the_case uuid, the_class text, the_author text) returns boolean
  language sql stable
  return (the_author = arasha.me_agency() and 'own:' || arasha.class_of(the_class) = any (arasha.me_reads())
          and arasha.agency_takes_part(the_case))
      or arasha.is_let_read(the_case, the_class);

drop policy read_by_participant on arasha.participant;
create policy read_by_participant on arasha.participant for select to arasha_app
  using ((agency = arasha.me_agency() and not shut and arasha.me_account() <> all (closed_to)) or arasha.takes_part(case_id));
drop policy read_by_participant on arasha.duty;
create policy read_by_participant on arasha.duty for select to arasha_app
  using ((agency = arasha.me_agency() and not shut and arasha.me_account() <> all (closed_to)) or arasha.takes_part(case_id));

-- As before, and: nobody writes on a case that is closed to her.
create or replace function arasha.is_let_in(entry arasha.journal) returns boolean
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  return exists (select from participant p where p.case_id = entry.case_id and p.agency = entry.agency
                    and (p.until is null or p.until > entry.recorded_at) and not p.shut and entry.actor <> all (p.closed_to));
end $$;

-- Danger to life opens nothing that is closed for this: who asks by its code learns that there is no such case.
create or replace function arasha.glass_is_barred(the_case uuid, the_account uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return the_account = any (arasha.closed_accounts(the_case))
      or exists (select from arasha.exclusion e join arasha.account a on a.agency = e.agency
                  where e.case_id = the_case and a.id = the_account);

-- And what stands open in an emergency shuts.
create function arasha.shut_glass(the_case uuid, at timestamptz) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.glass g set until = greatest(shut_glass.at, g.opened_at)
   where g.case_id = the_case and g.until > shut_glass.at and arasha.glass_is_barred(the_case, g.account);
end;

-- Who has what an agency had of a case: itself, or where the case is closed to it the one named in its stead; null where nobody
-- was named, or all are shut out. Of several namings the last.
create function arasha.in_its_stead(the_case uuid, the_agency text) returns text
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
declare now_it text := the_agency;
        next text;
        passed text[] := '{}';
begin
  while now_it is not null and now_it <> all (passed) loop
    select e.instead into next from exclusion e
     where e.case_id = the_case and e.agency = now_it order by e.seq desc limit 1;
    if not found then return now_it; end if;
    passed := passed || now_it;
    now_it := next;
  end loop;
  return null;
end $$;

-- The agency that keeps a case: the one that opened it; where the case is closed to that, the one in its stead; where nobody is,
-- the first of the others that worked on it. The service knows it by `keeperOf`.
create function arasha.keeper_of(the_case uuid) returns text
  language sql stable security definer set search_path = arasha, pg_temp
  return coalesce(
    arasha.in_its_stead(the_case, (select j.agency from arasha.journal j where j.case_id = the_case and j.seq = 1)),
    (select j.agency from arasha.journal j
      where j.case_id = the_case
        and j.type not in ('glass-broken', 'consent-withdrawn', 'complaint', 'coerced-access', 'erased')
        and not exists (select from arasha.exclusion e where e.case_id = j.case_id and e.agency = j.agency)
      order by j.seq limit 1));

create or replace function arasha.keeps(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return arasha.agency_takes_part(the_case) and arasha.keeper_of(the_case) = arasha.me_agency();

-- Marks ------------------------------------------------------------------------------------------------------------

-- What a member of staff gives and what is told of a case are compared whichever comes last. Of two that are given at the same
-- moment neither would see the other: whoever marks staff waits for those who mark cases, and they for her.
create function arasha.give_marks(marks jsonb, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare me uuid := me_account();
        the_case uuid;
begin
  if not exists (select from account a where a.id = me and a.active and not a.administrator and not a.oversight) then
    raise exception 'only who works on cases gives marks' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtext('arasha.marks'));
  insert into staff_mark (account, kind, mark, given_at)
  select me, m.kind, decode(m.mark, 'base64'), at from jsonb_to_recordset(marks) as m (kind text, mark text)
  on conflict on constraint staff_mark_key do update set given_at = at;
  for the_case in
    select distinct p.case_id from staff_mark s join party_mark p on p.mark = s.mark
     where s.account = me order by p.case_id
  loop
    perform find_conflicts(the_case, at);
  end loop;
end $$;

create function arasha.marks_given_at() returns timestamptz
  language sql stable security definer set search_path = arasha, pg_temp
  return (select max(s.given_at) from arasha.staff_mark s where s.account = arasha.me_account());

-- Marks of the people of a case, by whoever has just written of them; `replaced`: entries whose people were corrected.
create function arasha.mark_parties(the_case uuid, replaced integer[], marks jsonb, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare taken bytea[];
begin
  if not is_owner_session() and not exists (
       select from journal j where j.case_id = the_case and j.actor = me_account() and j.recorded_at = at
                               and j.type in ('persons', 'correction')) then
    raise exception 'only who tells of people marks them' using errcode = 'insufficient_privilege';
  end if;
  perform hold_marks();
  with gone as (delete from party_mark p where p.case_id = the_case and p.seq = any (replaced) returning p.mark)
  select coalesce(array_agg(g.mark), '{}') into taken from gone g;
  insert into party_mark (case_id, seq, person, kind, mark, class, surname, author)
  select the_case, m.seq, m.person, m.kind, decode(m.mark, 'base64'), m.class, m.surname, m.author
    from jsonb_to_recordset(marks)
         as m (seq integer, person text, kind text, mark text, class text, surname text, author text)
  on conflict on constraint party_mark_key do nothing;
  -- What was a slip of the pen closes nothing any more.
  delete from conflict c where c.case_id = the_case and c.mark = any (taken)
     and not exists (select from party_mark p where p.case_id = c.case_id and p.mark = c.mark);
  if found then
    perform close_doors(the_case);
  end if;
  perform find_conflicts(the_case, at);
end $$;

-- New conflicts of a case: the doors close, and oversight hears of each person once, with what it was found by.
create function arasha.find_conflicts(the_case uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
declare whom uuid;
        kinds jsonb;
        any_found boolean := false;
begin
  for whom, kinds in
    with found as (
      insert into conflict (case_id, account, kind, mark, found_at)
      select distinct p.case_id, s.account, p.kind, p.mark, at
        from party_mark p join staff_mark s on s.mark = p.mark where p.case_id = the_case
      on conflict on constraint conflict_key do nothing
      returning account, kind)
    select f.account, jsonb_agg(distinct f.kind order by f.kind) from found f group by f.account
  loop
    any_found := true;
    perform raise_alert('conflict', whom, the_case, jsonb_build_object('by', kinds), at);
  end loop;
  if any_found then
    perform close_doors(the_case);
    perform shut_glass(the_case, at);
  end if;
end $$;

-- Marks are erased with the keys of what they were made of, that of a household with either. A door they closed stays closed: of its mark noise is left.
create function arasha.forget_marks() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  delete from party_mark p using (select distinct case_id, class, author from gone) g
   where p.case_id = g.case_id and g.class in (p.class, p.surname) and p.author = g.author
     and not exists (select from case_key k where k.case_id = g.case_id and k.class = g.class and k.author = g.author);
  update conflict c set mark = substring(uuid_send(gen_random_uuid()) for 8)
   where c.case_id in (select g.case_id from gone g)
     and not exists (select from party_mark p where p.case_id = c.case_id and p.mark = c.mark);
  return null;
end $$;
create trigger case_key_takes_marks_along after delete on arasha.case_key
  referencing old table as gone for each statement execute function arasha.forget_marks();

-- The cases in which somebody has this number, as far as she who asks may read the number there.
create function arasha.cases_with(the_kind text, the_mark bytea) returns setof uuid
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select distinct p.case_id from arasha.party_mark p
   where p.mark = the_mark and p.kind = the_kind and the_kind in ('telephone', 'personal-number')
     and arasha.may_read(p.case_id, p.class, p.author);
end;

-- Oversight found that what they have in common means nothing: from now on she sees the case as before.
create function arasha.lift_conflict(the_alert uuid, at timestamptz) returns table (account uuid, case_id uuid)
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  -- As whoever declares: what she finds in common at this moment must not be opened with what meant nothing.
  perform pg_advisory_xact_lock(hashtext('arasha.marks'));
  select a.account, a.case_id into account, case_id from alert a
   where a.id = the_alert and a.kind = 'conflict' and not same_person(a.account, me_account());
  update conflict c set lifted_at = at, lifted_by = me_account()
   where c.account = lift_conflict.account and c.case_id = lift_conflict.case_id and c.lifted_at is null;
  if not found then return; end if;
  perform close_doors(lift_conflict.case_id);
  return next;
end $$;

-- As before, but not about a conflict: the question alone would tell her that there is a case.
create or replace function arasha.ask_about(which uuid, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  update alert a set state = 'asked', asked_at = at, asked_by = me_account()
   where a.id = which and a.state = 'open' and a.account is not null and a.kind <> 'conflict';
  return found;
end $$;

-- An agency the respondent serves in -------------------------------------------------------------------------------

-- `closes` of an entry about the people, or of what it was corrected to: [{agency, instead}], put there by the service.
create function arasha.closes_of(entry arasha.journal) returns table (seq integer, agency text, instead text)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select case when entry.type = 'persons' then entry.seq else (entry.body ->> 'corrects')::integer end,
         c ->> 'agency', c ->> 'instead'
    from jsonb_array_elements(case when entry.type = 'persons' then entry.body -> 'closes'
                                   when entry.type = 'correction' then entry.body #> '{body,closes}' end) as c;
end;

-- Who takes over takes part from the moment it is told, in the order of writing, and no longer than the one whose place it takes
-- would have.
create function arasha.reroute(entry arasha.journal) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  insert into arasha.participant as p (case_id, agency, since, ground, until, seq)
  select entry.case_id, c.instead, entry.recorded_at, 'rerouted',
         case when bool_and(o.until is not null) then max(o.until) end, entry.seq
    from arasha.closes_of(entry) c
    join arasha.participant o on o.case_id = entry.case_id and o.agency = c.agency
                             and (o.until is null or o.until > entry.recorded_at)
   where c.instead is not null
   group by c.instead
  on conflict on constraint participant_key do update
     set until = case when p.until is not null and excluded.until is not null then greatest(p.until, excluded.until) end;
end;

-- An agency and those whose place it took, up to an entry: what was agreed to for them lets it take part as well.
create function arasha.places_of(the_case uuid, the_agency text, up_to integer) returns setof text
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  with recursive place (agency) as (
    select the_agency
    union
    select c.agency
      from place p
      join arasha.journal j on j.case_id = the_case and j.seq <= up_to and j.type in ('persons', 'correction')
      cross join lateral arasha.closes_of(j) c
     where c.instead = p.agency)
  select p.agency from place p;
end;

create or replace function arasha.consented_until(the_case uuid, the_agency text, up_to integer) returns timestamptz
  language sql stable security definer set search_path = arasha, pg_temp
  return (select max((j.body ->> 'until')::timestamptz) from arasha.journal j
           where j.case_id = the_case and j.seq <= up_to and j.type in ('referral', 'consent-given')
             and coalesce(j.body #>> '{ground,kind}', 'consent') = 'consent'
             and j.body ->> 'agency' in (select arasha.places_of(the_case, the_agency, up_to))
             and not exists (select from arasha.journal w where w.case_id = j.case_id and w.type = 'consent-withdrawn'
                                and w.seq <= up_to and (w.body ->> 'consent')::integer = j.seq));

-- As before, and: with an agency goes the one that took its place.
create or replace function arasha.stay_or_leave(the_case uuid, the_agency text, up_to integer) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
declare whom text;
        ends timestamptz;
begin
  for whom in
    select p.agency from participant p
     where p.case_id = the_case and p.until is not null and the_agency in (select places_of(the_case, p.agency, up_to))
  loop
    ends := consented_until(the_case, whom, up_to);
    update participant p set until = ends where p.case_id = the_case and p.agency = whom and ends is not null;
    delete from participant p where p.case_id = the_case and p.agency = whom and ends is null;
  end loop;
end $$;

create function arasha.exclude(entry arasha.journal) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  if entry.type = 'correction' then
    delete from exclusion e where e.case_id = entry.case_id and e.seq = (entry.body ->> 'corrects')::integer;
  end if;
  insert into exclusion (case_id, agency, seq, instead)
  select entry.case_id, c.agency, c.seq, max(c.instead) from closes_of(entry) c group by c.agency, c.seq;
  perform close_doors(entry.case_id);
end $$;

create function arasha.reroute_at_once() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  perform reroute(new);
  return null;
end $$;
create trigger journal_reroutes after insert on arasha.journal
  for each row when (new.type in ('persons', 'correction')) execute function arasha.reroute_at_once();

-- At the end of the transaction, so that whoever takes the report down in such an agency can finish it.
create function arasha.exclude_in_the_end() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if new.type = 'correction' or exists (select from closes_of(new)) then
    perform exclude(new);
    perform shut_glass(new.case_id, new.recorded_at);
    -- What is written from now on is under keys they were never given.
    update case_key k set retired = true
     where k.case_id = new.case_id and not k.retired
       and (k.class, k.author, k.version) in (select h.class, h.author, h.version from case_key h join exclusion e
             on e.case_id = h.case_id and e.agency = h.holder where h.case_id = new.case_id and h.author <> h.holder);
    if not exists (select from participant p where p.case_id = new.case_id and not p.shut
                      and (p.until is null or p.until > new.recorded_at)) then
      perform raise_once('nobody-left|' || new.case_id, 'nobody-left', null, new.case_id, '{}', new.recorded_at);
    end if;
  end if;
  return null;
end $$;
create constraint trigger journal_excludes after insert on arasha.journal deferrable initially deferred
  for each row when (new.type in ('persons', 'correction')) execute function arasha.exclude_in_the_end();

revoke all on all functions in schema arasha from public;
grant execute on function arasha.is_let_read, arasha.give_marks, arasha.marks_given_at, arasha.mark_parties, arasha.cases_with,
  arasha.lift_conflict to arasha_app;
