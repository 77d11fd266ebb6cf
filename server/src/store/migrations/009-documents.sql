-- What leaves the house and is asked of it: the second person of a document; legal requests for data; breaches.

-- A document is approved by somebody else of the agency that made it, in the service or past it.
create function arasha.take_two_for_document() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if not exists (
       select from journal j
        where j.case_id = new.case_id and j.seq = (new.body ->> 'document')::integer and j.type = 'document-made'
          and j.agency = new.agency and j.actor <> new.actor) then
    raise exception 'a document is approved by a second person of the agency that made it' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger journal_documents_by_two after insert on arasha.journal
  for each row when (new.type = 'document-approved') execute function arasha.take_two_for_document();

-- And only what was approved is served, byte for byte.
create function arasha.serve_what_was_approved() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if not exists (
       select from journal j
        where j.case_id = new.case_id and j.type = 'document-approved' and j.agency = new.agency
          and j.body ->> 'document' = new.body ->> 'document' and j.body ->> 'sha256' = new.body ->> 'sha256') then
    raise exception 'this is not what was approved' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger journal_delivers_what_was_approved after insert on arasha.journal
  for each row when (new.type = 'document-served') execute function arasha.serve_what_was_approved();

-- Legal requests ---------------------------------------------------------------------------------------------------

-- A register of its own, apart from all cases: what is asked about somebody of whom there is a case and about somebody of
-- whom there is none stands here alike, because nothing here knows which of the two it is.

create table arasha.legal_request (
  id uuid constraint legal_request_key primary key,
  agency text not null,
  number text not null constraint legal_request_number unique,
  opened_at timestamptz not null,
  kek text not null,
  wrapped bytea not null
);
create index legal_request_by_agency on arasha.legal_request (agency, opened_at desc);
comment on table arasha.legal_request is
  'A request for data by a court, an authority, an advocate or a party, and the key its words are sealed with, wrapped for '
  'the agency it came to. Names no case. Not derived.';

create table arasha.legal_request_entry (
  request uuid not null constraint legal_request_entry_request references arasha.legal_request,
  seq integer not null constraint legal_request_entry_counts check (seq > 0),
  agency text not null,
  type text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  actor uuid not null,
  body jsonb not null,
  sealed bytea,
  constraint legal_request_entry_key primary key (request, seq)
);
comment on table arasha.legal_request_entry is
  'What was done about a legal request, by whom, when. Append-only; sealed: who asked, about whom, in what words.';
create trigger legal_request_entry_is_append_only
  before update or delete or truncate on arasha.legal_request_entry
  for each statement execute function arasha.refuse_change();

-- Breaches of personal data ----------------------------------------------------------------------------------------

create table arasha.breach_entry (
  breach uuid not null,
  seq integer not null constraint breach_entry_counts check (seq > 0),
  type text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  actor uuid,
  body jsonb not null,
  constraint breach_entry_key primary key (breach, seq)
);
comment on table arasha.breach_entry is
  'Breaches of personal data: what was detected, what was done, when the authority was notified. Kinds, counts and days, no '
  'person. actor is null for the command line. Append-only, not derived.';
create trigger breach_entry_is_append_only
  before update or delete or truncate on arasha.breach_entry
  for each statement execute function arasha.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['legal_request', 'legal_request_entry', 'breach_entry'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

grant select, insert on arasha.legal_request, arasha.legal_request_entry to arasha_app;
create policy own_agency on arasha.legal_request to arasha_app
  using (agency = arasha.me_agency()) with check (agency = arasha.me_agency());
create policy own_agency on arasha.legal_request_entry for select to arasha_app using (agency = arasha.me_agency());
create policy write_as_oneself on arasha.legal_request_entry for insert to arasha_app
  with check (agency = arasha.me_agency() and actor = arasha.me_account()
              and exists (select from arasha.legal_request r where r.id = request and r.agency = arasha.me_agency()));

grant select, insert on arasha.breach_entry to arasha_app;
create policy who_runs_it on arasha.breach_entry for select to arasha_app using (arasha.may_administer());
create policy write_as_oneself on arasha.breach_entry for insert to arasha_app
  with check (arasha.may_administer() and actor = arasha.me_account());

revoke all on all functions in schema arasha from public;
grant execute on function arasha.may_administer, arasha.is_owner_session to arasha_app;
