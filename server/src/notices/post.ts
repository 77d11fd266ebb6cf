import { createHash } from "node:crypto";
import { asActor, postOf } from "../access/actor.ts";
import { addressIn } from "../cases/check-contact.ts";
import type { Deps } from "../cases/deps.ts";
import { resumeSession } from "../cases/session.ts";
import { type CaseState, stateOf } from "../cases/state.ts";
import type { Entry } from "../journal/entries.ts";
import { lookInto, readJournal } from "../journal/journal.ts";
import type { ContactTried, NotSent } from "../journal/safe-contact.ts";
import type { Tx } from "../store/store.ts";
import { dutiesOn } from "../survivor/duties.ts";
import { again } from "../survivor/keys.ts";
import { untoldAgencies } from "../survivor/view.ts";
import type { Carrier, Delivery, Letter } from "./carrier.ts";
import { type Channel, gate, type Pass, type Verdict } from "./gate.ts";
import { letterTo, linkAt } from "./text.ts";
import { hashLink, newLinkToken } from "./token.ts";

/** What messages to survivors are sent with. */
export type Post = {
  readonly deps: Deps;
  readonly carriers: Readonly<Partial<Record<Channel, Carrier>>>;
  /** Where the links in messages lead: the host of the public pages. */
  readonly linkOrigin: () => string;
};

/** A message that waited, taken up. */
type Taken = {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number | null;
  readonly duty: string | null;
  readonly askedAt: string;
  readonly tries: number;
  /** Who agreed with her how she is reached: in that agency's name it is sent. */
  readonly agency: string | null;
  /** It was being sent when the program ended. */
  readonly broken: boolean;
};

/** Sends what may be sent now, and says for the rest why not. Returns how many messages it looked at. */
export async function deliver(post: Post, clock: () => string): Promise<number> {
  for (let looked = 0; ; looked += 1) {
    const taken = await takeUp(post, clock());
    if (taken === null) return looked;
    await handle(post, taken, clock);
  }
}

/** The next message whose time has come: one program has it at a time, and while it is being sent nobody else. */
async function takeUp({ deps }: Post, now: string): Promise<Taken | null> {
  const { rows } = await deps.store.owner.query(
    `with next as (
       select id, state from message
        where state = 'waiting' and due_at <= $1 or state = 'sending' and decided_at <= $2
        order by due_at limit 1 for update skip locked
     )
     update message m set state = 'sending', tries = m.tries + 1, decided_at = $1 from next where m.id = next.id
     returning ${TAKEN}, next.state = 'sending' as broken`,
    [now, Temporal.Instant.from(now).subtract(BROKEN).toString()],
  );
  return rows[0] ?? null;
}

const TAKEN = `m.id, m.case_id as "caseId", m.seq, m.duty, m.asked_at as "askedAt", m.tries,
  (select j.agency from journal j where j.case_id = m.case_id and j.type = 'safe-contact-agreed'
    order by j.seq desc limit 1) as agency`;

/** No message takes so long; what still stands as being sent was cut off. */
const BROKEN = { minutes: 10 };

async function handle(post: Post, taken: Taken, clock: () => string): Promise<void> {
  if (taken.agency === null) return lapseUnseen(post, taken, "sealed", clock());
  if (taken.broken) return write(post, taken, { outcome: "not-sent", why: "uncertain" }, clock());
  const decided = await decide(post, taken, clock());
  if (decided.kind === "gone") return lapseUnseen(post, taken, "no-agreement", clock());
  if (decided.kind === "wait") return putBack(post, taken, decided.until, "no-window");
  if (decided.kind === "lapse") return write(post, taken, { outcome: "not-sent", why: decided.why }, clock());
  const delivery = await (post.carriers[decided.pass.channel] as Carrier)(decided.letter);
  await conclude(post, taken, delivery, clock());
}

type Decided =
  | Exclude<Verdict, { readonly kind: "go" }>
  | { readonly kind: "go"; readonly pass: Pass; readonly letter: Letter }
  /** The agency that agreed it with her takes part in the case no more. */
  | { readonly kind: "gone" };

/** What to do with it at this moment, in the name of the agency, as far as that may read how she is reached. */
async function decide(post: Post, taken: Taken, now: string): Promise<Decided> {
  const { deps } = post;
  return asActor(deps.store.app, actorFor(deps, taken), now, async (tx) => {
    const journal = await readJournal(tx, deps.store.keys, taken.caseId);
    if (journal === null) return { kind: "gone" };
    const state = stateOf(journal.entries);
    const stale = noNews(deps, taken, journal.entries, state, now);
    if (stale !== null) return { kind: "lapse", why: stale };
    const verdict = gate({
      safeContact: state.safeContact,
      carriers: new Set(Object.keys(post.carriers) as Channel[]),
      askedAt: taken.askedAt,
      lapsesHours: deps.country.contact.lapsesHours,
      zone: deps.country.pack.calendar.zone,
      now,
    });
    return verdict.kind === "go" ? compose(post, tx, taken, verdict.pass, now) : verdict;
  });
}

/** Why there is nothing to tell any more, or nothing that may be told; null where there is. */
function noNews(
  deps: Deps,
  { seq, duty }: Taken,
  entries: readonly Entry[],
  state: CaseState,
  now: string,
): NotSent | null {
  const untold = untoldAgencies(entries, state);
  if (seq !== null) return untold.has(entries[seq - 1]?.agency ?? "") ? "untold" : null;
  const owed = dutiesOn(deps, null, state, entries, now).find((one) => one.duty === duty);
  if (owed?.state !== "late") return "over";
  return owed.of !== null && untold.has(owed.of) ? "untold" : null;
}

/** Opens how she is reached: that it was read is on the trail before. */
async function compose(post: Post, tx: Tx, taken: Taken, pass: Pass, now: string): Promise<Decided> {
  const { deps, linkOrigin } = post;
  const opened = await lookInto(tx, deps.store.keys, taken.caseId, actorFor(deps, taken), now);
  const sealed = opened && stateOf(opened.entries).safeContact?.sealed;
  if (!sealed) return { kind: "lapse", why: "sealed" };
  const token = newLinkToken();
  let linked = false;
  const to = sealed.to === undefined ? null : addressIn(pass.channel, sealed.to, deps.country.identifiers);
  if (to === null) return { kind: "lapse", why: "refused" };
  const letter = letterTo(deps.country.contact, pass, { ...sealed, to }, () => {
    linked = true;
    return linkAt(linkOrigin(), token);
  });
  if (letter === null) return { kind: "lapse", why: "nothing-said" };
  if (linked) await keepLink(post, taken, token, now);
  const minutes = Math.floor(Temporal.Instant.from(now).until(pass.until).total("minutes"));
  return { kind: "go", pass, letter: { ...letter, minutes } };
}

async function keepLink({ deps }: Post, { id }: Taken, token: string, now: string): Promise<void> {
  const until = Temporal.Instant.from(now).add({ hours: deps.country.contact.linkHours }).toString();
  await deps.store.owner.query("update message set link_hash = $2, link_until = $3 where id = $1", [
    id,
    hashLink(token),
    until,
  ]);
}

async function conclude(
  post: Post,
  taken: Taken,
  told: Awaited<ReturnType<Carrier>>,
  now: string,
): Promise<void> {
  const delivery: Delivery = typeof told === "object" ? "taken" : told;
  if (typeof told === "object")
    await post.deps.store.owner.query("update message set receipt = $2 where id = $1", [
      taken.id,
      receiptOf(told.reference),
    ]);
  if (delivery === "taken") return write(post, taken, { outcome: "sent", why: null }, now);
  if (delivery === "later" && taken.tries < TRIES) {
    const next = Temporal.Instant.from(now).add({ minutes: 5 * 2 ** taken.tries });
    return putBack(post, taken, next.toString(), "later");
  }
  await write(
    post,
    taken,
    { outcome: "not-sent", why: delivery === "uncertain" ? "uncertain" : "refused" },
    now,
  );
}

/**
 * Messages that were taken and, as is told later, did not arrive: written on their cases, so that somebody reaches her. Of what
 * came back nothing is kept. To be called when no message is on its way, so that what was told early finds its message too.
 */
export async function notArrived(
  post: Post,
  references: readonly string[],
  clock: () => string,
): Promise<void> {
  for (const reference of references) {
    const now = clock();
    const { rows } = await post.deps.store.owner.query(
      `update message m set state = 'sending', decided_at = $2, receipt = null, link_hash = null
        where m.receipt = any ($1) and m.state = 'sent'
       returning ${TAKEN}, false as broken`,
      [spellings(reference).map(receiptOf), now],
    );
    for (const taken of rows) await write(post, taken, { outcome: "not-sent", why: "refused" }, now);
  }
}

/** Kept as a hash: whoever carried the message could find number and text by the reference itself. */
function receiptOf(reference: string): Buffer {
  return createHash("sha256").update("receipt|").update(reference.toLowerCase()).digest();
}

/** Centres are known to give a reference in one way of counting and to repeat it in the other. */
function spellings(reference: string): readonly string[] {
  const found = [reference];
  if (/^\d+$/.test(reference)) found.push(BigInt(reference).toString(16));
  if (/^[\da-f]+$/i.test(reference)) found.push(BigInt(`0x${reference}`).toString());
  return found;
}

/** Over about five hours. Each try asks the gate anew. */
const TRIES = 6;

/** What became of it, as an entry of the case and on the message, together. */
async function write(
  post: Post,
  taken: Taken,
  told: Pick<ContactTried, "outcome" | "why">,
  now: string,
): Promise<void> {
  const { deps } = post;
  const actor = actorFor(deps, taken);
  const written = await again(() =>
    asActor(deps.store.app, actor, now, async (tx) => {
      const there = await readJournal(tx, deps.store.keys, taken.caseId);
      const state = told.outcome === "sent" ? "sent" : "lapsed";
      if (there === null || !(await ended(tx, taken, state, told.why, now))) return false;
      const session = await resumeSession(deps, tx, taken.caseId);
      const agreement = session.state().safeContact?.seq ?? 0;
      const body = { agreement, ...told, stillSafe: "not-asked" as const, until: null };
      session.write({ type: "contact-tried", happenedAt: now, body }, actor, now);
      await session.commit(tx);
      return true;
    }),
  );
  if (!written) await lapseUnseen(post, taken, told.why ?? "no-agreement", now);
}

async function ended(tx: Tx, { id }: Taken, state: "sent" | "lapsed", why: NotSent | null, now: string) {
  const { rows } = await tx.query("select end_message($1, $2, $3, $4) as ended", [id, state, why, now]);
  return rows[0].ended as boolean;
}

/**
 * Nothing can be written on the case: nobody agreed anything there, the agency is no longer part of it, or its record was erased,
 * and with it this message. The reason stands here alone.
 */
async function lapseUnseen({ deps }: Post, { id }: Taken, why: NotSent, now: string): Promise<void> {
  await deps.store.owner.query(
    "update message set state = 'lapsed', reason = $2, decided_at = $3, link_hash = null where id = $1",
    [id, why, now],
  );
}

/** Waiting for a safe hour is no try; being turned away is one. */
async function putBack(
  { deps }: Post,
  { id, tries }: Taken,
  until: string,
  why: "no-window" | "later",
): Promise<void> {
  await deps.store.owner.query(
    "update message set state = 'waiting', due_at = $2, reason = $3, tries = $4, link_hash = null where id = $1",
    [id, until, why, why === "later" ? tries : tries - 1],
  );
}

function actorFor({ agencies }: Deps, { agency }: Taken) {
  const id = agency ?? "";
  return postOf(id, agencies.get(id)?.kind ?? "");
}

/**
 * Asks for messages about duties that ran out within the last day, on cases whose survivor agreed to be written to. An entry
 * asks for its own message when it is written; a clock that runs out is no entry.
 */
export async function askForMissedDuties({ deps }: Pick<Post, "deps">, now: string): Promise<void> {
  await deps.store.owner.query(
    `insert into message (case_id, duty, asked_at, due_at)
     select d.case_id, d.duty, $1, $1 from duty d
      where d.due_at <= $1 and d.due_at > $1::timestamptz - interval '1 day' and d.met_at is null
        and (d.void_at is null or d.void_at > $1) and d.verdict = 'applies' and d.norm is not null
        and not exists (select from journal e where e.case_id = d.case_id and e.type = 'erased'
                           and (e.body ->> 'record')::boolean)
        and exists (select from journal j where j.case_id = d.case_id and j.type = 'safe-contact-agreed'
                       and j.recorded_at < d.due_at and j.body ->> 'channel' in ('e-mail', 'sms')
                       and jsonb_array_length(j.body -> 'hours') > 0)
     on conflict on constraint message_once do nothing`,
    [now],
  );
}
