-- Break-glass: somebody opens, because life is in danger, what no consent and no norm opens to her. For her account alone,
-- for a short time, in the open: an entry in the case's journal, a leaf on the trail, an alert, a notice to the agency that
-- keeps the case, a line on the survivor's own page. It lets her read, and nothing else.

create table arasha.glass (
  id uuid constraint glass_key primary key,
  case_id uuid not null,
  account uuid not null constraint glass_account references arasha.account,
  agency text not null,
  reason text not null,
  classes text[] not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  words bytea,
  alert uuid not null constraint glass_alert references arasha.alert,
  review_due timestamptz not null,
  review_latest timestamptz not null,
  reviewed_at timestamptz,
  finding text,
  seen_at timestamptz,
  seen_by uuid,
  constraint glass_ends check (until >= opened_at),
  constraint glass_is_reviewed_whole check ((reviewed_at is null) = (finding is null))
);
create index glass_open on arasha.glass (account, case_id, until);
create index glass_by_case on arasha.glass (case_id, opened_at);
comment on table arasha.glass is
  'Each use of emergency access: whose, for which case, until when, what came of its review. words: why, as she told it, sealed '
  'for oversight. seen_at: when the agency that keeps the case took note. Not derived.';

create table arasha.glass_attempt (
  account uuid not null,
  at timestamptz not null
);
create index glass_attempt_by_account on arasha.glass_attempt (account, at);
comment on table arasha.glass_attempt is 'Codes that opened nothing, counted so that nobody tries one after another.';

create table arasha.glass_lock (
  account uuid constraint glass_lock_key primary key constraint glass_lock_account references arasha.account,
  since timestamptz not null,
  glass uuid not null constraint glass_lock_glass references arasha.glass
);
comment on table arasha.glass_lock is 'Whose emergency access was found to be misuse: none again until two persons lift it.';

do $$
declare t text;
begin
  foreach t in array array['glass', 'glass_attempt', 'glass_lock'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- What it opens --------------------------------------------------------------------------------------------------

-- What bars it whatever the danger: others who may not know of the case at all. Nothing by itself.
create function arasha.glass_is_barred(the_case uuid, the_account uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return false;

-- Whoever is let into a case waits for those who are telling that they are related to somebody, and they for her: of two at the
-- same moment neither would see the other, and the door would stay open.
create function arasha.hold_marks() returns void
  language sql volatile security definer set search_path = arasha, pg_temp
  return pg_advisory_xact_lock_shared(hashtext('arasha.marks'));

create function arasha.under_glass(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.glass g
                  where g.account = arasha.me_account() and g.case_id = the_case and g.agency = arasha.me_agency()
                    and g.opened_at <= arasha.me_now() and g.until > arasha.me_now()
                    and not arasha.glass_is_barred(g.case_id, g.account));

-- What held until now holds for good, and alone lets anybody write or pass on keys; the policies for reading ask more widely.
alter function arasha.takes_part(uuid) rename to takes_part_lastingly;
alter function arasha.may_read(uuid, text, text) rename to may_read_lastingly;

-- These two have neither an owner's rights nor a setting of their own, so that PostgreSQL puts their bodies in the place of the
-- call: of a row that an agency takes part in the first question is the only one asked.
create function arasha.takes_part(the_case uuid) returns boolean
  language sql stable
  return arasha.agency_takes_part(the_case) or arasha.is_hers(the_case) or arasha.under_glass(the_case);

create function arasha.reads_under_glass(the_case uuid, the_class text) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.glass g
                  where g.account = arasha.me_account() and g.case_id = the_case and g.agency = arasha.me_agency()
                    and arasha.class_of(the_class) = any (g.classes)
                    and 'emergency:' || arasha.class_of(the_class) = any (arasha.me_reads())
                    and g.opened_at <= arasha.me_now() and g.until > arasha.me_now()
                    and not arasha.glass_is_barred(g.case_id, g.account));

create function arasha.may_read(the_case uuid, the_class text, the_author text) returns boolean
  language sql stable
  return arasha.may_read_lastingly(the_case, the_class, the_author) or arasha.reads_under_glass(the_case, the_class);

alter policy read_by_participant on arasha.journal using (arasha.takes_part(case_id));
alter policy read_what_is_open on arasha.sealed_part using (arasha.may_read(case_id, class, author));
alter policy read_what_is_open on arasha.case_key
  using (case when class = 'trail' then arasha.takes_part(case_id) else arasha.may_read(case_id, class, author) end);
alter policy read_by_participant on arasha.participant
  using (agency = arasha.me_agency() or arasha.takes_part(case_id));
alter policy read_by_participant on arasha.access_grant using (arasha.takes_part(case_id));
alter policy read_by_participant on arasha.case_file using (arasha.takes_part(case_id));
alter policy read_by_participant on arasha.duty using (agency = arasha.me_agency() or arasha.takes_part(case_id));

-- Breaking it ----------------------------------------------------------------------------------------------------

create function arasha.glass_is_locked(the_account uuid, at timestamptz) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.glass_lock l where l.account = the_account)
      or exists (select from arasha.glass g where g.account = the_account and g.reviewed_at is null and g.review_due <= at);

-- `opened`; `open-already`: hers, and not yet over; `locked`; `too-many`, uses or wrong codes; `unknown`: no case she could
-- open by this code, whether or not there is one. A code that opens nothing is counted in the same way, whatever the cause.
create function arasha.break_glass(new_id uuid, the_code text, the_reason text, told bytea, at timestamptz)
  returns table (outcome text, id uuid, case_id uuid, until timestamptz)
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
#variable_conflict use_column
declare who account;
        rule oversight_rule;
        whose uuid;
        found_open glass;
        opening text[];
        alarm uuid;
begin
  perform hold_marks();
  select * into who from account a where a.id = me_account() and a.agency = me_agency() and a.active
     and not a.administrator and not a.oversight for update;
  select * into rule from oversight_rule;
  if who.id is null or rule.one is null then
    raise exception 'nobody here breaks the glass' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(substr(r, length('emergency:') + 1) order by r) into opening
    from unnest(me_reads()) as r where r like 'emergency:%';
  if opening is null then
    raise exception 'the table of roles opens nothing to her in an emergency' using errcode = 'insufficient_privilege';
  end if;
  if glass_is_locked(who.id, at) then return query select 'locked', null::uuid, null::uuid, null::timestamptz; return; end if;
  if (select count(*) from glass_attempt t where t.account = who.id and t.at > break_glass.at - rule.wrong_within) >= rule.wrong_codes then
    return query select 'too-many', null::uuid, null::uuid, null::timestamptz; return;
  end if;
  select f.case_id into whose from case_file f where f.code = the_code;
  select * into found_open from glass g where g.account = who.id and g.case_id = whose and g.until > break_glass.at;
  if found then
    return query select 'open-already', found_open.id, whose, found_open.until; return;
  end if;
  -- Before it shows whether there is such a case.
  if (select count(*) from glass g where g.account = who.id and g.opened_at > break_glass.at - rule.glass_uses_within) >= rule.glass_uses then
    return query select 'too-many', null::uuid, null::uuid, null::timestamptz; return;
  end if;
  if whose is null or glass_is_barred(whose, who.id) then
    insert into glass_attempt (account, at) values (who.id, break_glass.at);
    if (select count(*) from glass_attempt t where t.account = who.id and t.at > break_glass.at - rule.wrong_within) >= rule.wrong_codes then
      perform raise_alert('codes-tried', who.id, null, jsonb_build_object('count', rule.wrong_codes), break_glass.at);
    end if;
    return query select 'unknown', null::uuid, null::uuid, null::timestamptz; return;
  end if;
  alarm := raise_alert('glass-broken', who.id, whose, jsonb_build_object('reason', the_reason, 'glass', new_id), break_glass.at);
  insert into glass (id, case_id, account, agency, reason, classes, opened_at, until, words, alert, review_due, review_latest)
  values (new_id, whose, who.id, who.agency, the_reason, opening, break_glass.at, break_glass.at + rule.glass_access, told,
          alarm, break_glass.at + rule.review_within, break_glass.at + rule.review_at_latest);
  return query select 'opened', new_id, whose, break_glass.at + rule.glass_access;
end $$;

-- No use without its entry in the case's journal, by the same person at the same moment.
create function arasha.glass_is_told() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if not exists (select from journal j where j.case_id = new.case_id and j.type = 'glass-broken' and j.actor = new.account
                    and j.agency = new.agency and j.recorded_at = new.opened_at) then
    raise exception 'the glass is broken in the open or not at all' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger glass_is_told after insert on arasha.glass deferrable initially deferred
  for each row execute function arasha.glass_is_told();

-- When she needs it no more, before its time.
create function arasha.end_glass(which uuid, at timestamptz) returns uuid
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.glass g set until = at
   where g.id = which and g.account = arasha.me_account() and g.opened_at <= at and g.until > at returning g.case_id;
end;

create function arasha.my_glass_case(which uuid) returns uuid
  language sql stable security definer set search_path = arasha, pg_temp
  return (select g.case_id from arasha.glass g where g.id = which and g.account = arasha.me_account());

create function arasha.my_glass(the_case uuid) returns table (id uuid, until timestamptz)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select g.id, g.until from arasha.glass g
   where g.account = arasha.me_account() and g.case_id = the_case and g.agency = arasha.me_agency()
     and g.opened_at <= arasha.me_now() and g.until > arasha.me_now()
   order by g.until desc limit 1;
end;

-- What it never lets her do ----------------------------------------------------------------------------------------

-- Who has come of age writes of its own record alone, and nobody else in its name.
create function arasha.require_own_page(entry arasha.journal, the_child text) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if (case when the_child = '' then entry.body ? 'child'
          when entry.type = 'complaint' then not starts_with(entry.body ->> 'duty', 'majority/' || the_child || '/')
          when entry.body ->> 'child' is distinct from the_child then true
          when entry.type = 'consent-withdrawn' then not exists (
            select from journal j where j.case_id = entry.case_id and j.seq = (entry.body ->> 'consent')::integer
                                    and j.body -> 'classes' ? ('child/' || the_child))
          else false end) then
    raise exception 'this is not done on this page' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- As before, and: under glass nobody tells, refers or hands out keys; breaking it is an entry that needs no part in the case.
create or replace function arasha.require_part(entry arasha.journal, opens boolean) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if entry.agency = 'survivor' then
    if not is_hers(entry.case_id) or entry.type not in ('consent-withdrawn', 'complaint', 'coerced-access') then
      raise exception 'she does not write this from her page' using errcode = 'insufficient_privilege';
    end if;
    perform require_own_page(entry, page_of_child());
  elsif entry.type = 'glass-broken' then
    if not exists (select from glass g
                    where g.case_id = entry.case_id and g.account = entry.actor and g.opened_at = entry.recorded_at) then
      raise exception 'no glass was broken' using errcode = 'insufficient_privilege';
    end if;
  elsif not opens and not is_let_in(entry) then
    raise exception 'this agency takes no part in the case' using errcode = 'insufficient_privilege';
  elsif entry.type in ('referral', 'consent-given', 'disclosure-approved', 'my-case-opened', 'document-made', 'document-approved',
                       'document-served')
     and exists (select from glass g where g.case_id = entry.case_id and g.account = entry.actor
                    and g.opened_at <= entry.recorded_at and g.until > entry.recorded_at) then
    raise exception 'nothing is passed on under glass' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- She may not write the case's rows otherwise; its length is all this entry changes of them.
create function arasha.count_glass() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  update case_file f set last_seq = new.seq where f.case_id = new.case_id;
  return null;
end $$;
create trigger journal_counts_glass after insert on arasha.journal
  for each row when (new.type = 'glass-broken') execute function arasha.count_glass();

create function arasha.no_keys_under_glass() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if under_glass(new.case_id) then
    raise exception 'nothing is passed on under glass' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger my_case_not_under_glass before insert on arasha.my_case
  for each row execute function arasha.no_keys_under_glass();

-- Who is told ----------------------------------------------------------------------------------------------------

-- The agency that keeps a case: the one that opened it.
create function arasha.keeps(the_case uuid) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.participant p where p.case_id = the_case and p.agency = arasha.me_agency() and p.ground = 'report');

create function arasha.glass_notices()
  returns table (id uuid, case_id uuid, code text, agency text, reason text, opened_at timestamptz, until timestamptz)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select g.id, g.case_id, f.code, g.agency, g.reason, g.opened_at, g.until
    from arasha.glass g join arasha.case_file f on f.case_id = g.case_id
   where g.seen_at is null and g.account <> arasha.me_account() and arasha.keeps(g.case_id)
   order by g.opened_at desc;
end;

create function arasha.see_glass(which uuid, at timestamptz) returns boolean
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with seen as (
    update arasha.glass g set seen_at = at, seen_by = arasha.me_account()
     where g.id = which and g.seen_at is null and g.account <> arasha.me_account() and arasha.keeps(g.case_id) returning g.id)
  select exists (select from seen);
end;

-- The words of a use, and by when it is to be reviewed, for oversight.
create function arasha.glass_of(the_alerts uuid[])
  returns table (alert uuid, id uuid, reason text, opened_at timestamptz, until timestamptz, words bytea,
                 review_due timestamptz, review_latest timestamptz, classes text[], seen_at timestamptz)
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  return query select g.alert, g.id, g.reason, g.opened_at, g.until, g.words, g.review_due, g.review_latest, g.classes, g.seen_at
                 from glass g where g.alert = any (the_alerts);
end $$;

-- Its review is the closing of its alert. Misuse locks; so does, of itself, a review that is late (glass_is_locked).
create function arasha.review_glass() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  update glass set reviewed_at = new.closed_at, finding = new.finding where alert = new.id;
  if new.finding = 'misuse' then
    insert into glass_lock (account, since, glass) select g.account, new.closed_at, g.id from glass g where g.alert = new.id
    on conflict do nothing;
  end if;
  return null;
end $$;
create trigger alert_reviews_glass after update on arasha.alert
  for each row when (old.state <> 'closed' and new.state = 'closed' and new.kind = 'glass-broken')
  execute function arasha.review_glass();

-- Reviews nobody did in time are raised anew, once each.
create function arasha.escalate_reviews(at timestamptz) returns integer
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with late as (
    select arasha.raise_once('review|' || g.id, 'review-overdue', g.account, g.case_id,
                             jsonb_build_object('glass', g.id, 'due', g.review_latest), at) as raised
      from arasha.glass g where g.reviewed_at is null and g.review_latest <= at)
  select count(raised)::integer from late;
end;

-- Where anything of a case is erased, so is what was told about it.
create function arasha.forget_words() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  update glass set words = null where case_id = new.case_id;
  update alert set words = null, answer = null where case_id = new.case_id;
  return null;
end $$;
create trigger journal_erases_words after insert on arasha.journal
  for each row when (new.type = 'erased') execute function arasha.forget_words();

-- Misuse was found, and two persons agree that she may be trusted again.
create function arasha.do_lift_lock(agreed arasha.request) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  delete from arasha.glass_lock l where l.account = agreed.account;
end;
insert into arasha.request_kind (kind, may_ask, may_agree) values
  ('lift-lock', '{oversight}', '{oversight,administrator}');

revoke all on all functions in schema arasha from public;
grant execute on function arasha.takes_part, arasha.agency_takes_part, arasha.is_hers, arasha.under_glass, arasha.may_read,
  arasha.may_read_lastingly, arasha.reads_under_glass, arasha.class_of, arasha.break_glass, arasha.end_glass, arasha.my_glass, arasha.my_glass_case,
  arasha.glass_notices, arasha.see_glass, arasha.glass_of to arasha_app;
