-- Watching: what is worked out from the trail by the owner of the tables (`arasha watch`, and the service each half minute).

create table arasha.canary (
  case_id uuid constraint canary_key primary key,
  planted_at timestamptz not null,
  planted_by uuid constraint canary_planted_by references arasha.account
);
comment on table arasha.canary is
  'Invented cases nobody has a reason to open; whoever does raises an alert. In no statistics. Not derived. Nothing the service '
  'runs as can read which they are.';
alter table arasha.canary enable row level security;
alter table arasha.canary force row level security;
create policy owner on arasha.canary to current_user using (true) with check (true);

create function arasha.plant_canary(the_case uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  -- A case of somebody's would be in no statistics from then on, and whoever worked on it under suspicion.
  if not exists (select from journal j where j.case_id = the_case and j.seq = 1 and j.type = 'report'
                    and not exists (select from account a where a.id = j.actor)
                    and not exists (select from journal more where more.case_id = j.case_id and more.seq > 1)) then
    raise exception 'only a case invented for it is planted: a report by nobody, and nothing else'
      using errcode = 'insufficient_privilege';
  end if;
  insert into canary (case_id, planted_at, planted_by) values (the_case, at, me_account());
end $$;

create function arasha.canaries() returns table (code text, agency text, planted_at timestamptz)
  language plpgsql stable security definer set search_path = arasha, pg_temp as $$
begin
  perform require_oversight();
  return query select f.code, p.agency, c.planted_at from canary c join case_file f on f.case_id = c.case_id
                 join participant p on p.case_id = c.case_id and p.ground = 'report' order by c.planted_at desc, f.code;
end $$;

-- As before, and an invented case is counted nowhere.
create or replace function arasha.funnel(break_on date)
  returns table (after boolean, ordered boolean, served boolean, breached boolean, track text, ending text,
                 ending_group text, cases bigint, first_day date, last_day date)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select f.act_date >= break_on, f.ordered, f.served, f.breached, f.track, f.ending, f.ending_group, count(*),
         min(f.act_date), max(f.act_date)
    from arasha.case_fact f
   where (exists (select from arasha.account a where a.id = arasha.me_account() and a.active and a.statistics)
          or pg_has_role(session_user, (select tableowner from pg_tables where schemaname = 'arasha' and tablename = 'case_fact'), 'member'))
     and not exists (select from arasha.canary c where c.case_id = f.case_id)
   group by 1, 2, 3, 4, 5, 6, 7;
end;

-- Published -------------------------------------------------------------------------------------------------------

-- Whoever reads statistics may ask to see small cells, with somebody of oversight who agrees; for a day.
insert into arasha.request_kind (kind, may_ask, may_agree) values ('small-cells', '{statistics}', '{oversight}');

create function arasha.sees_small_cells(at timestamptz) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.request r
                  where r.kind = 'small-cells' and r.asked_by = arasha.me_account() and r.agreed_at <= at
                    and r.agreed_at > at - interval '1 day');

-- Alerts by month, rule and finding. A count under the smallest that is published is null, and so is its finding's.
create function arasha.misuse(zone text, at timestamptz)
  returns table (month text, kind text, raised integer, explained integer, mistake integer, misuse integer)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  with counted as (
    select to_char(a.raised_at at time zone zone, 'YYYY-MM') as month, a.kind, count(*)::integer as raised,
           count(*) filter (where a.finding = 'explained')::integer as explained,
           count(*) filter (where a.finding = 'mistake')::integer as mistake,
           count(*) filter (where a.finding = 'misuse')::integer as misuse
      from arasha.alert a
     where exists (select from arasha.account me where me.id = arasha.me_account() and me.active and (me.statistics or me.oversight))
     group by 1, 2)
  select c.month, c.kind,
         case when shown.all_cells or c.raised >= shown.least then c.raised end,
         case when shown.all_cells or (c.raised >= shown.least and c.explained >= shown.least) then c.explained end,
         case when shown.all_cells or (c.raised >= shown.least and c.mistake >= shown.least) then c.mistake end,
         case when shown.all_cells or (c.raised >= shown.least and c.misuse >= shown.least) then c.misuse end
    from counted c
   cross join (select r.small_cells as least, arasha.sees_small_cells(at) or arasha.may_oversee() as all_cells
                 from arasha.oversight_rule r) shown
   order by c.month desc, c.kind;
end;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.canaries, arasha.misuse to arasha_app;

-- The trail of a month is asked for by its time; written in that order, a block a range finds it.
create index trail_by_time on arasha.trail using brin (recorded_at);
