-- The registers everybody reads: judgements of a country's law against a treaty, claims, commitments and what was seen of them.
-- The packs hold what was there first; what is proposed here stands beside it once a second person accepted it. Nothing is ever changed or taken out: what
-- is later thought wrong is answered by a later proposal. No case is touched, and none can be named.

create table arasha.register_proposal (
  id uuid constraint register_proposal_key primary key,
  nr bigint generated always as identity constraint register_proposal_nr unique,
  kind text not null constraint register_proposal_kind check (kind in ('claim', 'judgement', 'commitment', 'progress', 'suggestion')),
  target text not null constraint register_proposal_target check (length(target) between 1 and 200),
  body jsonb constraint register_proposal_body check (jsonb_typeof(body) = 'object' and length(body::text) <= 40000),
  sealed bytea constraint register_proposal_sealed check (length(sealed) <= 20000),
  note text not null default '' constraint register_proposal_note check (length(note) <= 2000),
  completes uuid constraint register_proposal_completes references arasha.register_proposal,
  proposed_by uuid constraint register_proposal_by references arasha.account,
  proposed_at timestamptz not null,
  constraint register_proposal_is_words_or_body
    check ((kind = 'suggestion') = (sealed is not null) and (kind = 'suggestion') = (body is null)),
  constraint register_proposal_by_whom check ((kind = 'suggestion') = (proposed_by is null)),
  constraint register_proposal_completes_claim check (completes is null or kind = 'claim')
);
create index register_proposal_by_target on arasha.register_proposal (target, nr);
comment on table arasha.register_proposal is
  'What somebody would have in a register. claim, judgement, commitment, progress: whole, by an account that keeps the registers. suggestion: words '
  'of anybody, sealed, of whose author nothing is kept; it enters no register but is completed by a claim that names it. '
  'Append-only, not derived.';

create table arasha.register_decision (
  proposal uuid constraint register_decision_key primary key
    constraint register_decision_proposal references arasha.register_proposal,
  decision text not null constraint register_decision_is check (decision in ('accepted', 'refused')),
  reason text not null constraint register_decision_reason check (length(btrim(reason)) between 10 and 2000),
  decided_by uuid not null constraint register_decision_by references arasha.account,
  decided_at timestamptz not null
);
comment on table arasha.register_decision is
  'What a second person said of a proposal, once. Append-only, not derived.';

create trigger register_proposal_is_append_only before update or delete or truncate on arasha.register_proposal
  for each statement execute function arasha.refuse_change();
create trigger register_decision_is_append_only before update or delete or truncate on arasha.register_decision
  for each statement execute function arasha.refuse_change();

create function arasha.keeps_registers() returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.account a where a.id = arasha.me_account() and a.active and a.registers);

-- Whoever proposed does not decide, under this account or another one of hers; and what a claim completes is open still.
create function arasha.take_two_for_register() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
declare p arasha.register_proposal;
begin
  select * into p from register_proposal where id = new.proposal;
  if same_person(p.proposed_by, new.decided_by) then
    raise exception 'a register is changed by two' using errcode = 'insufficient_privilege', constraint = 'register_by_two';
  end if;
  if p.kind = 'suggestion' and new.decision = 'accepted' then
    raise exception 'words enter no register: a claim that completes them does' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger register_decision_by_two before insert on arasha.register_decision
  for each row execute function arasha.take_two_for_register();

do $$
declare t text;
begin
  foreach t in array array['register_proposal', 'register_decision'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

grant select, insert on arasha.register_proposal, arasha.register_decision to arasha_app;
create policy keepers on arasha.register_proposal for select to arasha_app using (arasha.keeps_registers());
create policy accepted on arasha.register_proposal for select to arasha_app
  using (exists (select from arasha.register_decision d where d.proposal = id and d.decision = 'accepted'));
create policy write_as_oneself on arasha.register_proposal for insert to arasha_app
  with check (kind <> 'suggestion' and proposed_by = arasha.me_account() and arasha.keeps_registers());
create policy anybody_suggests on arasha.register_proposal for insert to arasha_app
  with check (kind = 'suggestion' and note = '' and arasha.me_account() is null);
create policy keepers on arasha.register_decision for select to arasha_app using (arasha.keeps_registers());
create policy accepted on arasha.register_decision for select to arasha_app using (decision = 'accepted');
create policy write_as_oneself on arasha.register_decision for insert to arasha_app
  with check (decided_by = arasha.me_account() and arasha.keeps_registers());

-- Names stand beside what they did, for those who keep the registers.
create function arasha.register_names() returns table (id uuid, name text)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select a.id, a.name from arasha.account a
   where arasha.keeps_registers()
     and (a.id in (select proposed_by from arasha.register_proposal) or a.id in (select decided_by from arasha.register_decision));
end;

-- What anybody suggests is on the trail without an actor, and nothing else of a register is.
create policy write_suggestion on arasha.trail for insert to arasha_app
  with check (data::jsonb ->> 'kind' = 'register' and data::jsonb ->> 'deed' = 'suggested'
              and data::jsonb -> 'actor' = 'null'::jsonb);

revoke all on all functions in schema arasha from public;
grant execute on function arasha.keeps_registers, arasha.register_names to arasha_app;
