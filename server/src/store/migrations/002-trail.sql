-- The trail: what was written, read, refused and changed, as leaves of a Merkle tree (RFC 6962) with signed checkpoints.
--
-- A row is written in the transaction it tells of, so nothing happens without its trace; it becomes a leaf a moment later,
-- when the one sequencer gives it its place. From then on checkpoints that others hold cover it: whoever owns this database can
-- change rows, but not without `verify`, or a witness, finding out.

create table arasha.trail (
  nr bigint generated always as identity constraint trail_key primary key,
  recorded_at timestamptz not null,
  data text not null constraint trail_data_is_json check (data is json object),
  leaf bigint constraint trail_leaf unique constraint trail_leaf_counts_from_zero check (leaf >= 0)
);
create index trail_waiting on arasha.trail (nr) where leaf is null;
create index trail_by_case on arasha.trail ((data::jsonb ->> 'case'));
comment on table arasha.trail is
  'Who wrote, read or was refused what, in the order it was written down (nr). data is hashed as it stands; a case appears under a pseudonym its own key makes. '
  'Append-only, not derived.';

create table arasha.trail_node (
  level smallint not null,
  index bigint not null,
  hash bytea not null constraint trail_node_is_sha256 check (length(hash) = 32),
  constraint trail_node_key primary key (level, index)
);
comment on table arasha.trail_node is 'Complete subtrees of the trail. Derived from its leaves; none ever changes.';

create table arasha.trail_checkpoint (
  size bigint constraint trail_checkpoint_key primary key,
  signed_at timestamptz not null,
  note text not null
);
comment on table arasha.trail_checkpoint is 'Signed roots of the trail at some sizes (C2SP checkpoints). Append-only.';

-- A leaf gets its place once; nothing else of a row ever changes.
create function arasha.refuse_trail_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.leaf is null and new.leaf is not null
     and (new.nr, new.recorded_at, new.data) is not distinct from (old.nr, old.recorded_at, old.data) then
    return new;
  end if;
  raise exception 'the trail is append-only' using errcode = 'restrict_violation';
end $$;
create trigger trail_is_append_only before update or delete on arasha.trail
  for each row execute function arasha.refuse_trail_change();
create trigger trail_is_never_emptied before truncate on arasha.trail
  for each statement execute function arasha.refuse_change();
create trigger trail_checkpoint_is_append_only before update or delete or truncate on arasha.trail_checkpoint
  for each statement execute function arasha.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['trail', 'trail_node', 'trail_checkpoint'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- The service may add to the trail, in the name of whoever it acts for, and read nothing of it.
grant insert (recorded_at, data) on arasha.trail to arasha_app;
create policy write_as_oneself on arasha.trail for insert to arasha_app
  with check ((data::jsonb ->> 'actor')::uuid = arasha.me_account());

-- Nodes and checkpoints are hashes and signatures: anybody may have them.
grant select on arasha.trail_node, arasha.trail_checkpoint to arasha_app;
create policy anybody on arasha.trail_node for select to arasha_app using (true);
create policy anybody on arasha.trail_checkpoint for select to arasha_app using (true);
