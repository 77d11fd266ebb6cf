-- Attempts at the doors, counted for all processes on this database together. Not logged: after a crash they begin at nought.

create unlogged table arasha.attempt (
  key bytea not null,
  minute integer not null,
  count integer not null,
  constraint attempt_key primary key (key, minute)
);
create index attempt_by_minute on arasha.attempt (minute);
comment on table arasha.attempt is
  'How often something was tried within a minute (of the epoch), by a keyed hash of the address it came from, or of the account '
  'it was meant for. Gone within minutes. Not derived.';

create unlogged table arasha.familiar (
  pair bytea constraint familiar_key primary key,
  seen_at timestamptz not null
);
create index familiar_by_age on arasha.familiar (seen_at);
comment on table arasha.familiar is
  'Who came in from where, as a keyed hash of account and address together: there, what others try does not keep her out. Kept '
  'for thirty days. Not derived.';

do $$
declare t text;
begin
  foreach t in array array['attempt', 'familiar'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- Counts one, or says no where the limit is reached. One statement, so that many at once are many.
create function arasha.count_attempt(the_key bytea, the_minute integer, most integer) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  insert into attempt as a (key, minute, count) values (the_key, the_minute, 1)
  on conflict on constraint attempt_key do update set count = a.count + 1 where a.count < most;
  return found;
end $$;

create function arasha.minute_of(at timestamptz) returns integer
  language sql immutable
  return floor(extract(epoch from at) / 60)::integer;

-- The key an attempt at an account is counted under: her own where she came in before.
create function arasha.account_key(the_account bytea, the_pair bytea) returns bytea
  language sql stable security definer set search_path = arasha, pg_temp
  return (select case when exists (select from arasha.familiar f where f.pair = the_pair) then the_pair else the_account end);

-- Seconds to wait, or 0: then this attempt is counted. Always by the address first, so that nobody waits for each other.
create function arasha.take_attempt(the_address bytea, most integer, the_account bytea, most_of_account integer, the_pair bytea,
                                    at timestamptz) returns integer
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  delete from attempt a using (select key, minute from attempt where minute < minute_of(at) - 1 limit 100 for update skip locked) old
   where a.key = old.key and a.minute = old.minute;
  if count_attempt(the_address, minute_of(at), most)
     and (the_account is null or count_attempt(account_key(the_account, the_pair), minute_of(at), most_of_account)) then
    return 0;
  end if;
  return greatest(1, ceil(60 - extract(epoch from at) + 60 * minute_of(at))::integer);
end $$;

-- It was the right person: what she took is given back, and where a pair is told, from there she is known.
create function arasha.pass_attempt(the_address bytea, the_account bytea, the_pair bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  update attempt set count = count - 1 where key = the_address and minute = minute_of(at) and count > 0;
  if the_account is not null then
    update attempt set count = count - 1
     where key = account_key(the_account, the_pair) and minute = minute_of(at) and count > 0;
  end if;
  if the_pair is not null then
    insert into familiar (pair, seen_at) values (the_pair, at) on conflict (pair) do update set seen_at = excluded.seen_at;
    delete from familiar f using (select pair from familiar where seen_at < at - interval '30 days' limit 100 for update skip locked) old
     where f.pair = old.pair;
  end if;
end $$;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.take_attempt, arasha.pass_attempt to arasha_app;
