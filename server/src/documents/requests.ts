import { randomUUID } from "node:crypto";
import type { Language } from "@arasha/law";
import type { Recipient } from "@arasha/packs";
import { type Actor, asActor } from "../access/actor.ts";
import { newestTemplate } from "../cases/check-documents.ts";
import { newCode } from "../cases/code.ts";
import { isViolation } from "../cases/command.ts";
import type { Deps } from "../cases/deps.ts";
import type {
  AnswerRequest,
  OpenRequest,
  RequestList,
  RequestView,
  WriteRequest,
} from "../contract/index.ts";
import { type FieldFault, Refused } from "../journal/refused.ts";
import { requestContext } from "../journal/rotate.ts";
import { say } from "../messages/say.ts";
import type { Tx } from "../store/store.ts";
import { record } from "../trail/record.ts";
import { contentOf, type DocumentContent } from "./content.ts";
import { printed } from "./print.ts";
import {
  first,
  type Given,
  instants,
  type Register,
  type RequestEntry,
  readRegister,
  summaryOf,
  traceOf,
  viewOf,
  writeRegister,
} from "./register.ts";
import { dayOf } from "./values.ts";

/**
 * Legal requests for data. The register looks at no case: not when a request comes in, not when it is shown, not when it is
 * answered. So what it says of somebody of whom there is a case and of somebody unknown is the same, and nobody who reads
 * it learns which. What is disclosed is made on the case itself, by whoever takes part in it, through the gate.
 */

/** Registers a request. From then on the answer to everybody is the neutral one, until counsel decides otherwise. */
export function openRequest(
  deps: Deps,
  actor: Actor,
  command: OpenRequest,
  now: string,
): Promise<RequestView> {
  const { askers, instruments } = deps.country.requests;
  const faults = [
    ...codeFault("asker", command.asker, askers),
    ...codeFault("instrument", command.instrument, instruments),
    ...(Temporal.Instant.compare(command.receivedAt, now) > 0
      ? [{ field: "receivedAt", message: "future" }]
      : []),
  ];
  if (faults.length > 0) throw new Refused("invalid", { fields: faults });
  const { asker, instrument, norm, receivedAt, sealed } = command;
  return asActor(deps.store.app, actor, now, async (tx) => {
    const id = randomUUID();
    const key = deps.store.keys.newKey();
    const body = { number: newCode(), asker, instrument, ...(norm === undefined ? {} : { norm }) };
    // Held until the transaction ends, so that a change of the master key waits for it.
    const { rows } = await tx.query("select kek_for_writing() as kek");
    const [wrapped] = await deps.store.keys.wrap(rows[0].kek, [
      { holder: actor.agency, key, context: requestContext(id) },
    ]);
    await tx.query(
      `insert into legal_request (id, agency, number, opened_at, kek, wrapped) values ($1, $2, $3, $4, $5, $6)`,
      [id, actor.agency, body.number, now, wrapped?.kek, wrapped?.wrapped],
    );
    const register: Register = { id, key, entries: [] };
    await writeRegister(
      deps,
      tx,
      actor,
      register,
      { type: "received", happenedAt: receivedAt, body, sealed },
      now,
    );
    return viewOf(deps, await readRegister(deps, tx, actor, id), now);
  });
}

export function listRequests(deps: Deps, actor: Actor, now: string): Promise<RequestList> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query(
      `select r.id, jsonb_agg(jsonb_build_object('seq', e.seq, 'type', e.type, 'happenedAt', e.happened_at,
                'recordedAt', e.recorded_at, 'actor', e.actor, 'body', e.body) order by e.seq) as entries
         from legal_request r join legal_request_entry e on e.request = r.id
        where r.agency = $1 group by r.id, r.opened_at order by r.opened_at desc limit 500`,
      [actor.agency],
    );
    return {
      rows: rows.map(({ id, entries }) =>
        summaryOf(
          deps,
          {
            id,
            key: Buffer.alloc(0),
            entries: entries.map((entry: RequestEntry) => ({ ...entry, ...instants(entry), sealed: null })),
          },
          now,
        ),
      ),
    };
  });
}

/** One request with its words; that they were read is on the trail. Throws `not-found` for another agency's. */
export function viewRequest(deps: Deps, actor: Actor, id: string, now: string): Promise<RequestView> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const register = await readRegister(deps, tx, actor, id);
    await record(tx, { ...traceOf(deps, actor, id, now), deed: "read", entry: null });
    return viewOf(deps, register, now);
  });
}

export function writeRequest(
  deps: Deps,
  actor: Actor,
  id: string,
  { after, entry }: WriteRequest,
  now: string,
): Promise<RequestView> {
  return moving(deps, actor, id, after, now, async (tx, register) => {
    const state = summaryOf(deps, register, now);
    if (state.state === "closed") throw fault("entry.type", "requestClosed");
    if (entry.type === "decided" && deps.roles.get(actor.role)?.counsel !== true)
      throw fault("entry.type", "counselDecides");
    const { type } = entry;
    const sealed = "sealed" in entry ? entry.sealed : undefined;
    const body = entry.type === "decided" ? { decision: entry.decision } : {};
    await writeRegister(
      deps,
      tx,
      actor,
      register,
      { type, happenedAt: now, body, ...(sealed && { sealed }) },
      now,
    );
  });
}

/** Makes the neutral answer: the same words whoever asks, about whomever. What was given is in the register by its hash. */
export function answerRequest(
  deps: Deps,
  actor: Actor,
  id: string,
  { after, language }: AnswerRequest,
  now: string,
): Promise<RequestView> {
  return moving(deps, actor, id, after, now, async (tx, register) => {
    if (summaryOf(deps, register, now).state === "closed") throw fault("language", "requestClosed");
    const number = newCode();
    const content = neutralAnswer(deps, actor.agency, register, { number, language, at: now });
    const { sha256 } = await printed(content);
    const given = { number, sha256, fields: ["agency.name", "request.reference"], notice: null, language };
    await writeRegister(
      deps,
      tx,
      actor,
      register,
      { type: "answered", happenedAt: now, body: { given } },
      now,
    );
  });
}

/** The neutral answer again, byte for byte. */
export function printAnswer(
  deps: Deps,
  actor: Actor,
  id: string,
  seq: number,
  now: string,
): Promise<{ readonly bytes: Buffer; readonly number: string }> {
  return asActor(deps.store.app, actor, now, async (tx) => {
    const register = await readRegister(deps, tx, actor, id);
    const entry = register.entries[seq - 1];
    const given = entry?.type === "answered" ? entry.body.given : undefined;
    if (!entry || !given) throw new Refused("not-found");
    const content = neutralAnswer(deps, actor.agency, register, { ...given, at: entry.happenedAt });
    const { bytes, sha256 } = await printed(content);
    if (sha256 !== given.sha256) throw fault("document", "notWhatWasApproved");
    return { bytes, number: given.number };
  });
}

/** What a document that answers a request says of it, and to whom it may go. Only after counsel decided to disclose. */
export async function requestFor(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  id: string,
  language: Language,
  now: string,
): Promise<{ readonly reference: string; readonly recipient: Recipient }> {
  const register = await readRegister(deps, tx, actor, id).catch((error) => {
    throw error instanceof Refused ? fault("request", "noSuchLegalRequest") : error;
  });
  const { decision, state, asker } = summaryOf(deps, register, now);
  if (decision !== "disclose" || state === "closed") throw fault("request", "notDecided");
  const recipient = deps.country.requests.askers.find((one) => one.id === asker)?.recipient;
  if (!recipient) throw fault("request", "noSuchLegalRequest");
  return { reference: referenceOf(deps, register, language), recipient };
}

/** A document on this request was handed over: the register keeps the proof, and no word of which case it came from. */
export async function recordDisclosure(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  id: string,
  given: Given,
  happenedAt: string,
  now: string,
): Promise<void> {
  const register = await readRegister(deps, tx, actor, id);
  await writeRegister(deps, tx, actor, register, { type: "disclosed", happenedAt, body: { given } }, now);
}

function referenceOf(deps: Deps, { entries }: Register, language: Language): string {
  const { body, happenedAt } = first(entries);
  const instrument = deps.country.requests.instruments.find(({ id }) => id === body.instrument);
  const asker = deps.country.requests.askers.find(({ id }) => id === body.asker);
  return say(language, "document.request", {
    number: body.number ?? "",
    instrument: instrument?.name[language] ?? "",
    asker: asker?.name[language] ?? "",
    day: dayOf(deps, happenedAt, language),
  });
}

/** The template of the answer that is made without a case: its content cannot depend on one. */
function neutralAnswer(
  deps: Deps,
  agency: string,
  register: Register,
  { number, language, at }: { readonly number: string; readonly language: Language; readonly at: string },
): DocumentContent {
  const [newest] = deps.country.documents
    .filter(({ about }) => about === "request")
    .flatMap(({ id }) => newestTemplate(deps, id) ?? []);
  if (!newest) throw fault("language", "noSuchTemplate");
  const coded: Record<string, string> = {
    "agency.name": deps.agencies.get(agency)?.name[language] ?? "",
    "request.reference": referenceOf(deps, register, language),
  };
  return contentOf(newest, {
    body: { number, language, fields: newest.fields.map(({ field }) => field), coded },
    recordedAt: at,
  });
}

/** Runs a change on a request nobody else has moved meanwhile, and shows it. */
async function moving(
  deps: Deps,
  actor: Actor,
  id: string,
  after: number,
  now: string,
  change: (tx: Tx, register: Register) => Promise<void>,
): Promise<RequestView> {
  try {
    return await asActor(deps.store.app, actor, now, async (tx) => {
      const register = await readRegister(deps, tx, actor, id);
      if (register.entries.length !== after) throw new Refused("case-moved");
      await change(tx, register);
      return viewOf(deps, await readRegister(deps, tx, actor, id), now);
    });
  } catch (error) {
    if (isViolation(error, "legal_request_entry_key")) throw new Refused("case-moved");
    throw error;
  }
}

function codeFault(field: string, value: string, known: readonly { readonly id: string }[]): FieldFault[] {
  if (known.some(({ id }) => id === value)) return [];
  return [{ field, message: "unknownCode", values: { value, known: known.map(({ id }) => id).join(", ") } }];
}

function fault(field: string, message: string): Refused {
  return new Refused("invalid", { fields: [{ field, message }] });
}
