-- Keys: versions of the master key, changed while the service runs; and erasing, which two persons decide.

create table arasha.kek (
  name text constraint kek_key primary key,
  made_at timestamptz not null,
  current boolean not null,
  retired_at timestamptz
);
create unique index kek_current on arasha.kek (current) where current;
comment on table arasha.kek is
  'Versions of the master key, by name; the keys themselves are never here. current: what is wrapped from now on is wrapped '
  'with it. retired_at: nothing is wrapped with it any more. Not derived.';
insert into arasha.kek (name, made_at, current) values ('master-1', now(), true);

-- Whoever wraps a key holds this lock until the transaction ends, so that a change of version waits for those who still wrap
-- with the old one, and nobody after it does.
create function arasha.kek_for_writing() returns text
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('arasha.kek'));
  return (select k.name from kek k where k.current);
end $$;

do $$
begin
  alter table arasha.kek enable row level security;
  alter table arasha.kek force row level security;
  execute format('create policy owner on arasha.kek to current_user using (true) with check (true)');
end $$;

comment on table arasha.case_key is
  'Half of what opens a case: for each class and author a key, wrapped for each agency that may open it (holder) by a key the '
  'database never sees (kek says which); class `trail` names the case on the trail. The other half is in the key store. '
  'retired: somebody who had it may no longer have new content, so the author takes a new version.';

-- Erasing ----------------------------------------------------------------------------------------------------------

-- It is asked for by one person of the agency that keeps the case, and agreed to by another, of whichever keeps it by then.
create function arasha.erasing_takes_two() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if keeper_of(new.case_id) is distinct from new.agency then
    raise exception 'erasing is for the agency that keeps the case' using errcode = 'insufficient_privilege';
  end if;
  if new.type = 'erasure-approved' and not exists (
       select from journal j where j.case_id = new.case_id and j.seq = (new.body ->> 'request')::integer
          and j.type = 'erasure-asked' and j.actor <> new.actor) then
    raise exception 'erasing is approved by a second person of the agency that keeps the case'
      using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger journal_erases_by_two after insert on arasha.journal
  for each row when (new.type in ('erasure-asked', 'erasure-approved')) execute function arasha.erasing_takes_two();

-- That something was erased is written by the program that does it, as the owner of the tables, never by the service; only
-- what two persons agreed to, and nothing while a hold stands. With it the keys go; the key store is told afterwards.
create function arasha.erase() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
declare
  asked jsonb := (select j.body from journal j
                   where j.case_id = new.case_id and j.seq = (new.body ->> 'request')::integer and j.type = 'erasure-asked');
begin
  if not pg_has_role(session_user, (select tableowner from pg_tables where schemaname = 'arasha' and tablename = 'journal'), 'member') then
    raise exception 'the service erases nothing' using errcode = 'insufficient_privilege';
  end if;
  if asked is null or asked -> 'classes' is distinct from new.body -> 'classes'
     or asked -> 'record' is distinct from new.body -> 'record'
     or not exists (select from journal j where j.case_id = new.case_id and j.type = 'erasure-approved'
                       and j.body -> 'request' = new.body -> 'request')
     or exists (select from journal j where j.case_id = new.case_id and j.type = 'erased'
                   and j.body -> 'request' = new.body -> 'request' and j.seq <> new.seq) then
    raise exception 'nobody agreed to erase this' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from journal h where h.case_id = new.case_id and h.type = 'hold-placed'
                and not exists (select from journal l where l.case_id = h.case_id and l.type = 'hold-lifted'
                                   and (l.body ->> 'hold')::integer = h.seq)) then
    raise exception 'the case is held' using errcode = 'insufficient_privilege';
  end if;
  delete from case_key k where k.case_id = new.case_id
     and k.class in (select jsonb_array_elements_text(new.body -> 'classes'));
  -- The fingerprint of a request is made from what it said.
  delete from idempotency i where i.response ->> 'caseId' = new.case_id::text;
  return null;
end $$;
create index journal_erased on arasha.journal (case_id, seq) where type = 'erased';
create trigger journal_erases after insert on arasha.journal
  for each row when (new.type = 'erased') execute function arasha.erase();
-- The program is no agency: it takes part in nothing and lets nobody in.
create or replace trigger journal_asks_who_writes after insert on arasha.journal
  for each row when (new.type <> 'erased' or not arasha.is_owner_session()) execute function arasha.ask_who_writes();
create or replace trigger journal_lets_in after insert on arasha.journal
  for each row when (new.type <> 'erased') execute function arasha.let_in();

revoke all on all functions in schema arasha from public;
grant execute on function arasha.kek_for_writing to arasha_app;
