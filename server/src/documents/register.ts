import { due, STRICTEST } from "@arasha/law";
import type { Instrument } from "@arasha/packs";
import type { Actor } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import type { RequestSummary, RequestView } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { requestContext } from "../journal/rotate.ts";
import { openWords, type Place, REQUEST, sealWords } from "../journal/words.ts";
import type { Tx } from "../store/store.ts";
import { canonical, digest } from "../trail/canonical.ts";
import { record } from "../trail/record.ts";

/** The register of legal requests: its entries as they are kept, sealed for the agency they came to, and as they are shown. */

export type RequestEntryType = RequestView["entries"][number]["type"];
export type Given = NonNullable<RequestView["entries"][number]["given"]>;
type Decision = NonNullable<RequestSummary["decision"]>;

export type EntryBody = {
  readonly number?: string;
  readonly asker?: string;
  readonly instrument?: string;
  readonly norm?: string;
  readonly decision?: Decision;
  readonly given?: Given;
};
export type EntrySealed = Readonly<Partial<Record<"from" | "about" | "asks" | "why", string>>>;
export type RequestEntry = {
  readonly seq: number;
  readonly type: RequestEntryType;
  readonly happenedAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly body: EntryBody;
  readonly sealed: EntrySealed | null;
};
export type Register = {
  readonly id: string;
  readonly key: Buffer;
  readonly entries: readonly RequestEntry[];
};

/** A request with its words opened. Throws `not-found` for another agency's, and where its key is held elsewhere. */
export async function readRegister(deps: Deps, tx: Tx, actor: Actor, id: string): Promise<Register> {
  const { rows: found } = await tx.query(
    "select kek, wrapped from legal_request where id = $1 and agency = $2",
    [id, actor.agency],
  );
  if (found.length === 0) throw new Refused("not-found");
  const [key] = await deps.store.keys.unwrap([
    { ...found[0], holder: actor.agency, context: requestContext(id) },
  ]);
  if (!key) throw new Refused("not-found");
  const secrets = await deps.store.keys.secrets.of(id);
  const { rows } = await tx.query(
    `select seq, type, happened_at as "happenedAt", recorded_at as "recordedAt", actor, body, sealed
       from legal_request_entry where request = $1 order by seq`,
    [id],
  );
  const entries = rows.map((row) => {
    const words = row.sealed && openWords(key, placeOf(id, row.seq), secrets, row.sealed);
    return { ...row, sealed: words && JSON.parse(words) };
  });
  return { id, key, entries };
}

function placeOf(id: string, seq: number): Place {
  return { id, name: `${REQUEST}${seq}`, context: `legal-request-entry|${id}|${seq}` };
}

export function summaryOf(deps: Deps, { id, entries }: Register, now: string): RequestSummary {
  const { body, happenedAt: receivedAt } = first(entries);
  const instrument = deps.country.requests.instruments.find((one) => one.id === body.instrument);
  const last = (type: RequestEntryType) => entries.findLast((entry) => entry.type === type);
  const reached = (["closed", "answered", "decided", "taken"] as const).find((type) => last(type));
  const answered = entries.find(({ type }) => type === "answered" || type === "disclosed");
  const objected = entries.find(({ type }) => type === "objected");
  return {
    id,
    number: body.number ?? "",
    asker: body.asker ?? "",
    instrument: body.instrument ?? "",
    receivedAt,
    state: last("disclosed") && reached !== "closed" ? "answered" : (reached ?? "received"),
    decision: last("decided")?.body.decision ?? null,
    answer: clockOf(deps, instrument?.answerWithin, receivedAt, answered?.happenedAt ?? null, now),
    objection: clockOf(deps, instrument?.objectWithin, receivedAt, objected?.happenedAt ?? null, now),
  };
}

function clockOf(
  deps: Deps,
  term: Instrument["answerWithin"] | undefined,
  from: string,
  metAt: string | null,
  now: string,
): RequestSummary["answer"] {
  if (term === undefined || term === "unknown")
    return { due: null, norm: null, established: false, state: metAt ? "met" : "unknown" };
  const { norm, ...within } = term;
  const act = deps.law.acts.get(norm.split(".")[1] ?? "");
  const ends = due(from, within, act?.counting ?? STRICTEST, deps.country.pack.calendar);
  const late = ends.due !== null && Temporal.Instant.compare(metAt ?? now, ends.due) > 0;
  const state = metAt ? (late ? "met-late" : "met") : late ? "late" : "open";
  return { due: ends.due, norm, established: ends.established, state };
}

export function viewOf(deps: Deps, register: Register, now: string): RequestView {
  const summary = summaryOf(deps, register, now);
  const { body, sealed } = first(register.entries);
  const instrument = deps.country.requests.instruments.find(({ id }) => id === summary.instrument);
  return {
    ...summary,
    seq: register.entries.length,
    norm: body.norm ?? null,
    binding: instrument?.binding ?? "unknown",
    from: sealed?.from ?? null,
    about: sealed?.about ?? null,
    asks: sealed?.asks ?? null,
    entries: register.entries.map((entry) => ({
      seq: entry.seq,
      type: entry.type,
      happenedAt: entry.happenedAt,
      actor: entry.actor,
      decision: entry.body.decision ?? null,
      why: entry.sealed?.why ?? null,
      given: entry.body.given ?? null,
    })),
  };
}

export function first(entries: readonly RequestEntry[]): RequestEntry {
  const [received] = entries;
  if (!received) throw new Error("a request begins with its receipt");
  return received;
}

/** JSON of the database writes instants its own way. */
export function instants({ happenedAt, recordedAt }: RequestEntry) {
  return {
    happenedAt: Temporal.Instant.from(happenedAt).toString(),
    recordedAt: Temporal.Instant.from(recordedAt).toString(),
  };
}

type Write = {
  readonly type: RequestEntryType;
  readonly happenedAt: string;
  readonly body: EntryBody;
  readonly sealed?: EntrySealed;
};

/** Writes the next entry and its trace in one transaction. */
export async function writeRegister(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { id, key, entries }: Register,
  { type, happenedAt, body, sealed }: Write,
  now: string,
): Promise<void> {
  const seq = entries.length + 1;
  const told = sealed && sealWords(key, placeOf(id, seq), JSON.stringify(sealed));
  const closed = told?.sealed;
  const row = [id, seq, actor.agency, type, happenedAt, now, actor.account, JSON.stringify(body)];
  await tx.query(
    `insert into legal_request_entry (request, seq, agency, type, happened_at, recorded_at, actor, body, sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [...row, closed ?? null],
  );
  if (told) await deps.store.keys.secrets.keep([told.secret]);
  await record(tx, {
    ...traceOf(deps, actor, id, now),
    deed: type,
    entry: digest(canonical([...row, closed?.toString("base64") ?? null])),
  });
}

export function traceOf(deps: Deps, actor: Actor, id: string, at: string) {
  return {
    at,
    kind: "request",
    actor: actor.account,
    agency: actor.agency,
    request: deps.store.keys.strangerOnTrail(id),
  } as const;
}
