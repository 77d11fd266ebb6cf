import { createHash, randomUUID } from "node:crypto";
import { DatabaseError } from "pg";
import { type Actor, asActor } from "../access/actor.ts";
import { NewEntryInput, type OpenCase, type Written } from "../contract/index.ts";
import type { NewEntry } from "../journal/entries.ts";
import { Refused } from "../journal/refused.ts";
import { SafeContact } from "../journal/safe-contact.ts";
import type { Tx } from "../store/store.ts";
import { newCode } from "./code.ts";
import type { Deps } from "./deps.ts";
import { openSession, resumeForChildren, resumeSession } from "./session.ts";
import { refuseUnderGlass } from "./under-glass.ts";

/**
 * Commands: the only way anything is written. Each is one transaction that holds the entries, the tables derived
 * from them, and the answer given, so that a repeated request finds the answer and writes nothing.
 */
export type Request = {
  /** Idempotency key, a UUID chosen by the client for this one act. */
  readonly key: string;
  readonly now: string;
};

/** Opens a case from a first report: report, and as much of persons, incident, danger signs and referrals as was taken. */
export async function openCase(
  deps: Deps,
  actor: Actor,
  command: OpenCase,
  request: Request,
): Promise<Written> {
  for (;;) {
    try {
      return await open(deps, actor, command, request);
    } catch (error) {
      // Forty random bits meet again about once in a million cases: take another code.
      if (!isViolation(error, "case_file_code")) throw error;
    }
  }
}

function open(deps: Deps, actor: Actor, command: OpenCase, request: Request): Promise<Written> {
  return once(deps, actor, command, request, async (tx) => {
    const caseId = randomUUID();
    const code = newCode();
    const session = openSession(deps, caseId);
    for (const { entry, body } of firstEntries(command, code, request.now, await isSynthetic(deps, tx)))
      inPlace(body, () => session.write(entry, actor, request.now));
    return { written: { caseId, code, seq: session.entries.length }, commit: () => session.commit(tx) };
  });
}

/**
 * Writes one entry. `after` is the last `seq` the caller has seen: when the case has moved on, nothing is written and
 * `Refused("case-moved")` carries what is new.
 */
export function writeEntry(
  deps: Deps,
  actor: Actor,
  caseId: string,
  command: { readonly after: number; readonly entry: NewEntryInput },
  request: Request,
): Promise<Written> {
  return once(deps, actor, { caseId, ...command }, request, async (tx) => {
    const session = agreesForAChild(command.entry)
      ? await resumeForChildren(deps, tx, caseId, actor, request.now)
      : await resumeSession(deps, tx, caseId);
    if (session.entries.length !== command.after)
      throw new Refused("case-moved", { changed: session.entries.slice(command.after) });
    await refuseUnderGlass(tx, actor, session, command.entry.type, request.now);
    const { happenedAt = request.now, ...entry } = NewEntryInput.parse(command.entry);
    inPlace("entry.body", () => session.write({ ...entry, happenedAt } as NewEntry, actor, request.now));
    const code = session.state().report.code;
    return { written: { caseId, code, seq: session.entries.length }, commit: () => session.commit(tx) };
  }).catch(async (error) => {
    if (!isViolation(error, "journal_key")) throw error;
    // Somebody else's entry took this place between our reading and our writing: say what it was.
    const changed = await asActor(
      deps.store.app,
      actor,
      request.now,
      async (tx) => (await resumeSession(deps, tx, caseId)).entries,
    );
    throw new Refused("case-moved", { changed: changed.slice(command.after) });
  });
}

function agreesForAChild({ type, body }: NewEntryInput): boolean {
  return (type === "referral" || type === "consent-given") && (body.children?.length ?? 0) > 0;
}

export type Outcome = { readonly written: Written; readonly commit: () => Promise<void> };

/** Runs a command, or finds the answer it gave the first time. Two at once with one key: the second waits for the first. */
export async function once(
  deps: Deps,
  actor: Actor,
  command: unknown,
  request: Request,
  run: (tx: Tx) => Promise<Outcome>,
): Promise<Written> {
  const fingerprint = createHash("sha256").update(JSON.stringify(command)).digest();
  return asActor(deps.store.app, actor, request.now, async (tx) => {
    const { written, commit } = await run(tx).catch(async (error) => {
      // What refuses a request that is sent again may be its own first effect.
      const now = error instanceof Refused && (await answered(tx, actor, request.key, fingerprint));
      if (now) return { written: now, commit: null };
      throw error;
    });
    if (!commit) return written;
    const { rowCount } = await tx.query({
      name: "idempotency-write",
      text: `insert into idempotency (account, key, fingerprint, response) values ($1, $2, $3, $4)
             on conflict on constraint idempotency_key do nothing`,
      values: [actor.account, request.key, fingerprint, JSON.stringify(written)],
    });
    if (rowCount === 0) return (await answered(tx, actor, request.key, fingerprint)) as Written;
    await commit();
    return written;
  });
}

async function answered(tx: Tx, actor: Actor, key: string, fingerprint: Buffer): Promise<Written | null> {
  const { rows } = await tx.query({
    name: "idempotency-read",
    text: "select fingerprint, response from idempotency where account = $1 and key = $2",
    values: [actor.account, key],
  });
  if (rows.length === 0) return null;
  if (!fingerprint.equals(rows[0].fingerprint)) throw new Refused("key-reused");
  return rows[0].response;
}

/** The entries a first report becomes, each with the place its body has in the command. */
function firstEntries(
  command: OpenCase,
  code: string,
  now: string,
  synthetic: boolean,
): readonly { readonly entry: NewEntry; readonly body: string }[] {
  const happenedAt = command.happenedAt ?? now;
  const { sealed, ...report } = command.report;
  const { persons, safeContact, facts, riskCheck, referrals = [] } = command;
  return [
    { entry: { type: "report", happenedAt, body: { ...report, code, synthetic }, sealed }, body: "report" },
    ...(persons
      ? [{ entry: { type: "persons" as const, happenedAt, ...persons }, body: "persons.body" }]
      : []),
    ...(safeContact
      ? [
          {
            entry: {
              type: "safe-contact-agreed" as const,
              happenedAt,
              body: SafeContact.parse(safeContact.body),
              sealed: safeContact.sealed,
            },
            body: "safeContact.body",
          },
        ]
      : []),
    ...(facts ? [{ entry: { type: "incident" as const, happenedAt, body: { facts } }, body: "" }] : []),
    ...(riskCheck
      ? [{ entry: { type: "risk-check" as const, happenedAt, ...riskCheck }, body: "riskCheck.body" }]
      : []),
    ...referrals.map(({ classes = [], until = null, ...body }, index) => ({
      entry: { type: "referral" as const, happenedAt, body: { ...body, classes, until } },
      body: `referrals.${index}`,
    })),
  ];
}

/** Faults are named by their place in what the caller sent, not by the entry it became. */
function inPlace(body: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const fields = error.fields.map((fault) => ({
      ...fault,
      field: placeOf(fault.field, body),
    }));
    throw new Refused(error.code, { fields });
  }
}

function placeOf(field: string, body: string): string {
  if (field !== "body" && !field.startsWith("body.")) return body === "entry.body" ? `entry.${field}` : field;
  return [body, field.slice("body.".length)].filter(Boolean).join(".");
}

/**
 * A database is a demonstration or it is not, as a whole: no case of one kind can stand among cases of the other. Once
 * one, it stays one, so a yes is remembered; an empty database may still become one.
 */
const DEMONSTRATIONS = new WeakSet<Deps>();

async function isSynthetic(deps: Deps, tx: Tx): Promise<boolean> {
  if (DEMONSTRATIONS.has(deps)) return true;
  const { rows } = await tx.query("select is_synthetic() as synthetic");
  if (rows[0].synthetic) DEMONSTRATIONS.add(deps);
  return rows[0].synthetic;
}

export function isViolation(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === "23505" && error.constraint === constraint;
}
