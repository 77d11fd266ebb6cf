-- Oversight: what those see who review how access is used, and take part in no case themselves.
--
-- An alert says that something wants a look: who, when, which case (by its code), by which rule. Nothing of what a case
-- holds stands in one. Only an account with the right of oversight reads them; whoever may write them cannot take them back.

create table arasha.alert (
  id uuid constraint alert_key primary key default gen_random_uuid(),
  raised_at timestamptz not null,
  kind text not null constraint alert_kind_is_code check (kind ~ '^[a-z][a-z0-9-]{0,59}$'),
  account uuid,
  agency text,
  case_id uuid,
  detail jsonb not null constraint alert_detail_is_coded check (jsonb_typeof(detail) = 'object' and length(detail::text) <= 4000),
  mark text constraint alert_once unique,
  state text not null default 'open' constraint alert_state check (state in ('open', 'asked', 'closed')),
  asked_at timestamptz,
  asked_by uuid constraint alert_asked_by references arasha.account,
  answered_at timestamptz,
  answer bytea,
  closed_at timestamptz,
  closed_by uuid constraint alert_closed_by references arasha.account,
  finding text,
  words bytea,
  constraint alert_finding check (finding in ('explained', 'mistake', 'misuse')),
  constraint alert_is_closed_whole
    check ((state = 'closed') = (closed_at is not null and closed_by is not null and finding is not null))
);
create index alert_waiting on arasha.alert (raised_at desc) where state <> 'closed';
create index alert_by_account on arasha.alert (account, raised_at);
comment on table arasha.alert is
  'What wants a look by oversight: coded, never text about a person. mark: a rule names by it what it has raised already, so '
  'that it does so once. answer: what the person asked said; words: what the reviewer wrote when she closed it; both sealed. '
  'Not derived.';

create table arasha.oversight_rule (
  one boolean constraint oversight_rule_key primary key default true constraint oversight_rule_one check (one),
  glass_access interval not null,
  glass_uses integer not null,
  glass_uses_within interval not null,
  wrong_codes integer not null,
  wrong_within interval not null,
  review_within interval not null,
  review_at_latest interval not null,
  small_cells integer not null
);
comment on table arasha.oversight_rule is
  'What the database itself keeps of the pack''s rules of oversight, as the program last started with them. Without a row nobody '
  'breaks the glass and nothing is published.';
alter table arasha.oversight_rule enable row level security;
alter table arasha.oversight_rule force row level security;
create policy owner on arasha.oversight_rule to current_user using (true) with check (true);

alter table arasha.alert enable row level security;
alter table arasha.alert force row level security;
create policy owner on arasha.alert to current_user using (true) with check (true);

create function arasha.may_oversee() returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.account a where a.id = arasha.me_account() and a.active and a.oversight);

create function arasha.require_oversight() returns void
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  if not may_oversee() then
    raise exception 'only oversight reads alerts' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Raises an alert, whoever does what is alarming: nothing of it comes back but its id.
create function arasha.raise_alert(kind text, the_account uuid, the_case uuid, detail jsonb, at timestamptz) returns uuid
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  insert into arasha.alert (raised_at, kind, account, agency, case_id, detail)
  values (at, kind, the_account, (select a.agency from arasha.account a where a.id = the_account), the_case, detail)
  returning id;
end;

-- As a rule raises it: once, however often the rule is asked.
create function arasha.raise_once(the_mark text, kind text, the_account uuid, the_case uuid, detail jsonb, at timestamptz) returns uuid
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  insert into arasha.alert (raised_at, kind, account, agency, case_id, detail, mark)
  values (at, kind, the_account, (select a.agency from arasha.account a where a.id = the_account), the_case, detail, the_mark)
  on conflict on constraint alert_once do nothing returning id;
end;

-- Of a case its code, of staff the name: that is what a reviewer has to know. Of a conflict of her own she is told nothing, like
-- anybody: a colleague reviews it.
create function arasha.alerts(closed boolean, most integer)
  returns table (id uuid, raised_at timestamptz, kind text, account uuid, name text, role text, agency text, code text,
                 detail jsonb, state text, asked_at timestamptz, answered_at timestamptz, answer bytea,
                 closed_at timestamptz, closed_by text, finding text, words bytea)
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  return query
    select a.id, a.raised_at, a.kind, a.account, who.name, who.role, a.agency, f.code, a.detail, a.state, a.asked_at,
           a.answered_at, a.answer, a.closed_at, reviewer.name, a.finding, a.words
      from alert a
      left join account who on who.id = a.account
      left join account reviewer on reviewer.id = a.closed_by
      left join case_file f on f.case_id = a.case_id
     where (a.state = 'closed') = closed and not (a.kind = 'conflict' and same_person(a.account, me_account()))
     order by coalesce(a.closed_at, a.raised_at) desc, a.id limit most;
end $$;

-- Asks the person concerned. She is told when it was and by which rule, never which case, unless she knows of it.
create function arasha.ask_about(which uuid, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  update alert a set state = 'asked', asked_at = at, asked_by = me_account()
   where a.id = which and a.state = 'open' and a.account is not null;
  return found;
end $$;

create function arasha.my_questions()
  returns table (id uuid, raised_at timestamptz, asked_at timestamptz, code text)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select a.id, a.raised_at, a.asked_at, case when arasha.takes_part(a.case_id) then f.code end
    from arasha.alert a left join arasha.case_file f on f.case_id = a.case_id
   where a.account = arasha.me_account() and a.state = 'asked' and a.answered_at is null
   order by a.asked_at, a.id;
end;

create function arasha.answer_question(which uuid, told bytea, at timestamptz) returns boolean
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  with answered as (
    update arasha.alert a set answered_at = at, answer = told
     where a.id = which and a.account = arasha.me_account() and a.state = 'asked' and a.answered_at is null returning a.id)
  select exists (select from answered);
end;

create function arasha.close_alert(which uuid, the_finding text, told bytea, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  update alert a set state = 'closed', closed_at = at, closed_by = me_account(), finding = the_finding, words = told
   where a.id = which and a.state <> 'closed' and not coalesce(same_person(a.account, me_account()), false);
  return found;
end $$;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.alerts, arasha.ask_about, arasha.my_questions, arasha.answer_question,
  arasha.close_alert to arasha_app;
