-- Reminders: which of the commitments that come near their last day, or are past it, who keeps the registers was told of. How a
-- commitment stands is nowhere here: it is computed when she is written to. No case is touched, and none can be named.

create table arasha.reminder (
  account uuid not null constraint reminder_account references arasha.account,
  commitment text not null constraint reminder_commitment check (length(commitment) between 1 and 200),
  due date not null,
  step text not null constraint reminder_step check (step in ('month', 'week', 'overdue')),
  nth smallint not null constraint reminder_nth check (nth > 0 and (nth = 1 or step = 'overdue')),
  told_on date not null,
  constraint reminder_once primary key (account, commitment, due, step, nth)
);
comment on table arasha.reminder is
  'What an account was told of a commitment, each step once for the last day (due) there then was; of what stays overdue the nth '
  'time. Written before the letter goes, so that two processes never send it twice, and taken back only where the letter '
  'certainly did not go. Never changed, not derived.';

create trigger reminder_is_never_changed before update or truncate on arasha.reminder
  for each statement execute function arasha.refuse_change();

-- The service's role touches none of it: reminders are sent by the owner, as notices to staff are.
alter table arasha.reminder enable row level security;
alter table arasha.reminder force row level security;
create policy owner on arasha.reminder to current_user using (true) with check (true);
