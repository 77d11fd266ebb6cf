-- Children: who may agree for a child. The service asks the pack (age, purpose, the child's own word); what holds in every
-- country is kept here, whoever writes: nobody complained of opens a child's record, and nobody opens it in nobody's name.

-- Everyone an entry of the case up to this one named as complained of, here or elsewhere: never again a guardian by that id.
create function arasha.complained_of(the_case uuid, up_to integer) returns setof text
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select distinct p ->> 'id'
    from arasha.journal j,
         jsonb_array_elements(case j.type when 'persons' then j.body -> 'persons' else j.body #> '{body,persons}' end) as p
   where j.case_id = the_case and j.seq <= up_to
     and (j.type = 'persons' or j.type = 'correction' and jsonb_typeof(j.body #> '{body,persons}') = 'array')
     and (p ->> 'role' = 'respondent' or p ->> 'respondentElsewhere' = 'true');
end;

-- The people of the case as they were last noted, corrections read.
create function arasha.people_of(the_case uuid, up_to integer) returns jsonb
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select coalesce((select c.body -> 'body' from arasha.journal c
                    where c.case_id = the_case and c.seq <= up_to and c.type = 'correction'
                      and (c.body ->> 'corrects')::integer = p.seq order by c.seq desc limit 1), p.body)
    from arasha.journal p
   where p.case_id = the_case and p.seq <= up_to and p.type = 'persons' order by p.seq desc limit 1;
end;

create function arasha.guard_children() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
declare
  people jsonb := people_of(new.case_id, new.seq);
  concerned text;
  agreed jsonb;
begin
  if jsonb_path_exists(new.body -> 'classes', '$[*] ? (@ == "child")') then
    raise exception 'each child has a record of its own' using errcode = 'insufficient_privilege';
  end if;
  if coalesce(new.body #>> '{ground,kind}', 'consent') <> 'consent' then
    return null;
  end if;
  -- Every child whose record is opened; and a survivor who is a child, whatever is.
  for concerned in
    select substr(c, 7) from jsonb_array_elements_text(new.body -> 'classes') as c where c like 'child/%'
    union
    select p ->> 'id' from jsonb_array_elements(people -> 'persons') as p
     where p ->> 'role' = 'survivor' and p ->> 'band' is not null
    union
    select a ->> 'child' from jsonb_array_elements(new.body -> 'children') as a
  loop
    select a into agreed from jsonb_array_elements(new.body -> 'children') as a where a ->> 'child' = concerned;
    if not found or agreed ->> 'by' is null then
      raise exception 'nobody agreed for the child' using errcode = 'insufficient_privilege';
    end if;
    if agreed ->> 'by' not in ('self', 'stand-in') then
      if agreed ->> 'by' in (select complained_of(new.case_id, new.seq)) then
        raise exception 'who is complained of does not agree for a child' using errcode = 'insufficient_privilege';
      end if;
      if not exists (select from jsonb_array_elements(people -> 'relations') as r
                      where r ->> 'child' = concerned and r ->> 'adult' = agreed ->> 'by' and r ->> 'represents' = 'yes') then
        raise exception 'not known as the representative of the child' using errcode = 'insufficient_privilege';
      end if;
    end if;
  end loop;
  return null;
end $$;
create trigger journal_guards_children after insert on arasha.journal
  for each row when (new.type in ('referral', 'consent-given')) execute function arasha.guard_children();

-- Whether anybody ever agreed for a child on the case: most cases need not look further.
create function arasha.agreed_for_a_child(the_case uuid, before integer) returns boolean
  language sql stable security definer set search_path = arasha, pg_temp
  return exists (select from arasha.journal j where j.case_id = the_case and j.seq < before
                    and j.type in ('referral', 'consent-given') and j.body ? 'children');

-- Consents for a child by somebody who turns out to be complained of end with the entry that says so: those it ends.
create function arasha.fallen_by(the_case uuid, the_seq integer) returns setof arasha.journal
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select j.* from arasha.journal j
   where j.case_id = the_case and j.seq < the_seq and j.type in ('referral', 'consent-given') and j.body ? 'children'
     and coalesce(j.body #>> '{ground,kind}', 'consent') = 'consent'
     and exists (select from jsonb_array_elements(j.body -> 'children') as a
                  where a ->> 'by' in (select arasha.complained_of(the_case, the_seq)))
     and not exists (select from jsonb_array_elements(j.body -> 'children') as a
                      where a ->> 'by' in (select arasha.complained_of(the_case, the_seq - 1)))
     and not exists (select from arasha.journal w where w.case_id = j.case_id and w.type = 'consent-withdrawn'
                        and w.seq < the_seq and (w.body ->> 'consent')::integer = j.seq);
end;

-- As before, and: what fell is no consent that is left.
create or replace function arasha.consented_until(the_case uuid, the_agency text, up_to integer) returns timestamptz
  language sql stable security definer set search_path = arasha, pg_temp
  return (select max((j.body ->> 'until')::timestamptz) from arasha.journal j
           where j.case_id = the_case and j.seq <= up_to and j.type in ('referral', 'consent-given')
             and coalesce(j.body #>> '{ground,kind}', 'consent') = 'consent'
             and j.body ->> 'agency' in (select arasha.places_of(the_case, the_agency, up_to))
             and not exists (select from arasha.journal w where w.case_id = j.case_id and w.type = 'consent-withdrawn'
                                and w.seq <= up_to and (w.body ->> 'consent')::integer = j.seq)
             and not exists (select from jsonb_array_elements(j.body -> 'children') as a
                              where a ->> 'by' in (select arasha.complained_of(the_case, up_to))));

-- With the consent its grants end, and the part in the case of whoever came by it alone.
create or replace function arasha.end_what_fell(entry arasha.journal) returns void
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if agreed_for_a_child(entry.case_id, entry.seq) then
    delete from access_grant g using fallen_by(entry.case_id, entry.seq) f
     where g.case_id = f.case_id and g.seq = f.seq;
    perform stay_or_leave(f.case_id, f.body ->> 'agency', entry.seq) from fallen_by(entry.case_id, entry.seq) f;
  end if;
end $$;

-- And with them the keys they gave.
create function arasha.take_fallen_keys() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  if not agreed_for_a_child(new.case_id, new.seq) then
    return null;
  end if;
  update case_key k set retired = true from fallen_by(new.case_id, new.seq) f
   where k.case_id = f.case_id and not k.retired and k.author <> f.body ->> 'agency'
     and k.class in (select jsonb_array_elements_text(f.body -> 'classes'));
  delete from case_key k using fallen_by(new.case_id, new.seq) f
   where k.case_id = f.case_id and k.holder = f.body ->> 'agency' and k.author <> k.holder and k.class <> 'trail'
     and k.class in (select jsonb_array_elements_text(f.body -> 'classes'))
     and not exists (select from access_grant g
                      where g.case_id = k.case_id and g.agency = k.holder and g.class = k.class);
  return null;
end $$;
-- By its name after journal_lets_in, which ends the grants.
create trigger journal_takes_fallen_keys after insert on arasha.journal
  for each row when (new.type in ('persons', 'correction')) execute function arasha.take_fallen_keys();

revoke all on all functions in schema arasha from public;
