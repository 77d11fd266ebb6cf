import { randomUUID } from "node:crypto";
import { type Act, type Calendar, due, STRICTEST } from "@arasha/law";
import type { BreachRules } from "@arasha/packs";
import { asAccount } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import type { BreachEntryInput, BreachList, BreachView, RecordBreach } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import type { Store, Tx } from "../store/store.ts";
import { inTransaction } from "../store/store.ts";
import { canonical, digest } from "../trail/canonical.ts";
import { record } from "../trail/record.ts";

/**
 * Breaches of personal data and the clock the law sets from their detection. What is written here is kinds, counts and
 * days: no person, no case, no free text, so that the register of a breach is not another one.
 */

/** An administrator, or whoever runs the command line as the owner of the tables. */
export type Keeper = { readonly account: string } | "command-line";

type Body = Readonly<Record<string, unknown>>;
type Row = {
  readonly breach: string;
  readonly seq: number;
  readonly type: string;
  readonly happenedAt: string;
  readonly body: Body;
};

export async function recordBreach(
  deps: Deps,
  keeper: Keeper,
  { detectedAt, ...body }: RecordBreach,
  now: string,
): Promise<BreachView> {
  if (Temporal.Instant.compare(detectedAt, now) > 0) throw fault("detectedAt", "future");
  const id = randomUUID();
  return as(deps.store, keeper, async (tx) => {
    await write(tx, keeper, { breach: id, seq: 1, type: "detected", happenedAt: detectedAt, body }, now);
    return one(deps, tx, id, now);
  });
}

export function writeBreach(
  deps: Deps,
  keeper: Keeper,
  id: string,
  { type, ...body }: BreachEntryInput,
  now: string,
): Promise<BreachView> {
  return as(deps.store, keeper, async (tx) => {
    const before = await one(deps, tx, id, now);
    if (before.closedAt !== null) throw fault("type", "breachClosed");
    if (type === "notified" && before.notifiedAt !== null) throw fault("type", "alreadyNotified");
    if (type === "closed" && before.notifiedAt === null) throw fault("type", "notifyFirst");
    const at = "at" in body ? body.at : now;
    if (Temporal.Instant.compare(at, now) > 0) throw fault("at", "future");
    if (Temporal.Instant.compare(at, before.detectedAt) < 0) throw fault("at", "beforeDetection");
    const seq = before.entries.length + 1;
    await write(tx, keeper, { breach: id, seq, type, happenedAt: at, body }, now);
    return one(deps, tx, id, now);
  });
}

export function listBreaches(deps: Deps, keeper: Keeper, now: string): Promise<BreachList> {
  return as(deps.store, keeper, async (tx) => {
    const rows = Map.groupBy(await read(tx, null), ({ breach }) => breach);
    const views = [...rows.values()].map((entries) => viewOf(deps, entries, now));
    return { rows: views.sort((a, b) => (a.detectedAt < b.detectedAt ? 1 : -1)) };
  });
}

async function one(deps: Deps, tx: Tx, id: string, now: string): Promise<BreachView> {
  const rows = await read(tx, id);
  if (rows.length === 0) throw new Refused("not-found");
  return viewOf(deps, rows, now);
}

/** By when the authority is to be notified: the term of the pack's norm, on the calendar of the country. */
export function notifyBy({ country, law }: Clock, detectedAt: string) {
  const { norm, notifyWithin } = country.breach;
  const act = law.acts.get(norm.split(".")[1] ?? "");
  return due(detectedAt, notifyWithin, act?.counting ?? STRICTEST, country.pack.calendar);
}

/** What of the country that clock needs. */
type Clock = {
  readonly country: { readonly breach: BreachRules; readonly pack: { readonly calendar: Calendar } };
  readonly law: { readonly acts: ReadonlyMap<string, Pick<Act, "counting">> };
};

function viewOf(deps: Deps, rows: readonly Row[], now: string): BreachView {
  const [detected] = rows;
  if (!detected) throw new Error("a breach begins with its detection");
  const { classes, persons, what } = detected.body as Omit<RecordBreach, "detectedAt">;
  const { norm, authority } = deps.country.breach;
  const ends = notifyBy(deps, detected.happenedAt);
  if (ends.due === null) throw new Error("a term in units has an end");
  const notifiedAt = rows.find(({ type }) => type === "notified")?.happenedAt ?? null;
  const late = Temporal.Instant.compare(notifiedAt ?? now, ends.due) > 0;
  return {
    id: detected.breach,
    detectedAt: detected.happenedAt,
    classes: [...classes],
    persons,
    what,
    norm,
    authority,
    due: ends.due,
    established: ends.established,
    notifiedAt,
    state: notifiedAt ? (late ? "met-late" : "met") : late ? "late" : "open",
    closedAt: rows.find(({ type }) => type === "closed")?.happenedAt ?? null,
    entries: rows.map(({ seq, type, happenedAt, body }) => ({ seq, type, happenedAt, body })),
  };
}

async function read(tx: Tx, id: string | null): Promise<readonly Row[]> {
  const { rows } = await tx.query(
    `select breach, seq, type, happened_at as "happenedAt", body from breach_entry
      where $1::uuid is null or breach = $1 order by breach, seq`,
    [id],
  );
  return rows;
}

async function write(tx: Tx, keeper: Keeper, row: Row, now: string): Promise<void> {
  const actor = keeper === "command-line" ? null : keeper.account;
  const { breach, seq, type, happenedAt } = row;
  const values = [breach, seq, type, happenedAt, now, actor, JSON.stringify(row.body)];
  await tx.query(
    `insert into breach_entry (breach, seq, type, happened_at, recorded_at, actor, body)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    values,
  );
  await record(tx, { at: now, kind: "breach", deed: type, actor, breach, entry: digest(canonical(values)) });
}

function as<T>(store: Store, keeper: Keeper, run: (tx: Tx) => Promise<T>): Promise<T> {
  return keeper === "command-line"
    ? inTransaction(store.owner, run)
    : asAccount(store.app, keeper.account, run);
}

function fault(field: string, message: string): Refused {
  return new Refused("invalid", { fields: [{ field, message }] });
}
