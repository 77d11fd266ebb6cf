-- Messages: what a survivor is to be told, and security notices to staff. What is waiting here says that there is news on a
-- case, never what, to whom or by which way: that is worked out when a message is sent, from what she has agreed to by then.

create table arasha.message (
  id uuid constraint message_key primary key default gen_random_uuid(),
  case_id uuid not null,
  seq integer,
  duty text,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'waiting' constraint message_state check (state in ('waiting', 'sending', 'sent', 'lapsed')),
  tries smallint not null default 0,
  decided_at timestamptz,
  reason text,
  link_hash bytea constraint message_link unique,
  link_until timestamptz,
  receipt bytea,
  constraint message_about check ((seq is null) <> (duty is null)),
  constraint message_once unique nulls not distinct (case_id, seq, duty)
);
create index message_receipt on arasha.message (receipt) where receipt is not null;
create index message_due on arasha.message (due_at) where state in ('waiting', 'sending');
comment on table arasha.message is
  'News for a survivor: the entry (seq) or the clock that ran out (duty) it is about. due_at: not looked at before. reason: why '
  'it waits or was not sent. link_hash: SHA-256 of the token in what was sent. receipt: SHA-256 of '
  'the reference it was taken under, by which it may be told that it did not arrive. Not derived; rows go when the whole record of the case is erased.';

create table arasha.account_mail (
  account uuid constraint account_mail_key primary key constraint account_mail_account references arasha.account,
  language text not null,
  sealed bytea not null,
  changed_at timestamptz not null
);
comment on table arasha.account_mail is
  'Where a member of staff is told of sign-ins and changes of her ways in, and reminded (014-reminders.sql), sealed; only if she gave it.';

create table arasha.staff_notice (
  nr bigint generated always as identity constraint staff_notice_key primary key,
  account uuid not null constraint staff_notice_account references arasha.account,
  deed text not null,
  at timestamptz not null,
  language text not null,
  sealed bytea not null,
  due_at timestamptz not null,
  tries smallint not null default 0
);
create index staff_notice_due on arasha.staff_notice (due_at);
comment on table arasha.staff_notice is
  'Notices to staff that wait to be sent, to the address given when they were asked for; gone when they are, or could not be.';

do $$
declare t text;
begin
  foreach t in array array['message', 'account_mail', 'staff_notice'] loop
    execute format('alter table arasha.%I enable row level security', t);
    execute format('alter table arasha.%I force row level security', t);
    execute format('create policy owner on arasha.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- What no norm asks for is owed because it was promised her.
alter table arasha.duty alter column norm drop not null;

-- Asked for in the transaction of the entry it is about, by whoever may write there; of the glass she broke also by who takes
-- no part. Asked for twice it is one.
create function arasha.ask_message(the_case uuid, the_seq integer, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  if not agency_takes_part(the_case) and not exists (
       select from journal j where j.case_id = the_case and j.seq = the_seq and j.type = 'glass-broken'
                               and j.actor = me_account() and j.recorded_at = at) then
    raise exception 'this agency takes no part in the case' using errcode = 'insufficient_privilege';
  end if;
  insert into message (case_id, seq, asked_at, due_at) values (the_case, the_seq, at, at)
  on conflict on constraint message_once do nothing;
end $$;

-- How it ended, in the transaction of the entry that says so. False where it is not being sent any more: the case was erased.
create function arasha.end_message(the_message uuid, the_state text, the_reason text, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  update message m set state = the_state, reason = the_reason, decided_at = at
   where m.id = the_message and m.state = 'sending' and agency_takes_part(m.case_id);
  return found;
end $$;

-- Of a case whose record was erased nothing is told, nor is it kept that something would have been.
create function arasha.forget_messages() returns trigger
  language plpgsql security definer set search_path = arasha, pg_temp as $$
begin
  delete from message m where m.case_id = new.case_id;
  return null;
end $$;
create trigger journal_erases_messages after insert on arasha.journal
  for each row when (new.type = 'erased' and (new.body ->> 'record')::boolean) execute function arasha.forget_messages();

-- Her page by a link she was sent: which case it is, and that the link has served.
create function arasha.case_by_link(the_hash bytea, at timestamptz) returns text
  language sql stable security definer set search_path = arasha, pg_temp
  return (select f.code from arasha.message m join arasha.case_file f on f.case_id = m.case_id
           where m.link_hash = the_hash and m.link_until > at);

create function arasha.spend_link(the_hash bytea) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  update arasha.message m set link_hash = null where m.link_hash = the_hash;
end;

-- Staff: told of what happened to one's own account, if one gave an address for it.
create function arasha.ask_staff_notice(the_account uuid, the_deed text, moment timestamptz) returns void
  language sql volatile security definer set search_path = arasha, pg_temp
begin atomic
  insert into arasha.staff_notice (account, deed, at, language, sealed, due_at)
  select m.account, the_deed, moment, m.language, m.sealed, moment from arasha.account_mail m where m.account = the_account;
end;

create function arasha.my_mail() returns table (language text, sealed bytea)
  language sql stable security definer set search_path = arasha, pg_temp
begin atomic
  select m.language, m.sealed from arasha.account_mail m where m.account = arasha.me_account();
end;

create function arasha.set_my_mail(the_language text, the_sealed bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = arasha, pg_temp as $$
begin
  delete from account_mail m where m.account = me_account();
  if the_sealed is not null then
    insert into account_mail (account, language, sealed, changed_at) values (me_account(), the_language, the_sealed, at);
  end if;
end $$;

revoke all on all functions in schema arasha from public;
grant execute on function arasha.ask_message, arasha.end_message, arasha.case_by_link, arasha.spend_link,
  arasha.ask_staff_notice, arasha.my_mail, arasha.set_my_mail to arasha_app;
