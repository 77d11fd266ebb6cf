import type { DocumentTemplate } from "@arasha/packs";
import type { Actor } from "../access/actor.ts";
import { newestTemplate, templateOf } from "../cases/check-documents.ts";
import { newCode } from "../cases/code.ts";
import { isViolation, once, type Request } from "../cases/command.ts";
import type { Deps } from "../cases/deps.ts";
import { type CaseSession, resumeSession } from "../cases/session.ts";
import { type CaseDocument, stateOf } from "../cases/state.ts";
import type { ApproveDocument, MakeDocument, ServeDocument, Written } from "../contract/index.ts";
import type { Entry, NewEntry } from "../journal/entries.ts";
import { type Journal, lookInto } from "../journal/journal.ts";
import { type FieldFault, Refused } from "../journal/refused.ts";
import type { Tx } from "../store/store.ts";
import { contentOf } from "./content.ts";
import { hasUnseen, leaksIn, postable, secretsOf } from "./leaks.ts";
import { printed } from "./print.ts";
import { recordDisclosure, requestFor } from "./requests.ts";
import { valuesOf } from "./values.ts";

/**
 * The way of a document out of the house: made from the journal through the gate, approved by a second person, served.
 * Each step is an entry; what is printed can be made again from the first of them, byte for byte.
 */

/** Makes a document of the case. Throws `Refused` with every fault at its field, and the place in the words typed. */
export function makeDocument(
  deps: Deps,
  actor: Actor,
  caseId: string,
  command: MakeDocument,
  request: Request,
): Promise<Written> {
  const { now } = request;
  return once(deps, actor, { caseId, document: command }, request, async (tx) => {
    const { session, journal } = await opened(deps, tx, actor, caseId, command.after, now);
    const template = newestTemplate(deps, command.template);
    if (!template) throw refused("template", "noSuchTemplate");
    const state = stateOf(journal.entries);
    const fields = template.fields
      .map(({ field }) => field)
      .filter((field) => command.fields.includes(field));
    const asked = command.request
      ? await requestFor(deps, tx, actor, command.request, command.language, now)
      : null;
    if (asked && asked.recipient !== template.recipient) throw refused("template", "otherRecipient");
    const strange = command.fields.filter((field) => !fields.includes(field));
    if (strange.length > 0) throw refused("fields", "fieldNotInTemplate");
    const order = state.orders.find(({ seq }) => seq === command.order) ?? null;
    if (template.about === "order" && !order) throw refused("order", "noSuchOrder");
    const { coded, sealed, missing } = valuesOf(template, fields, {
      deps,
      agency: actor.agency,
      language: command.language,
      now,
      entries: journal.entries,
      state,
      order,
      reference: asked?.reference ?? null,
    });
    const text = command.text?.trim() ?? "";
    const faults = [
      ...missing.map((field) => ({ field: `fields.${field}`, message: "nothingToShow" })),
      ...textFaults(deps, template, journal.entries, text, sealed),
    ];
    if (faults.length > 0) throw new Refused("invalid", { fields: faults });
    if (text !== "") sealed.narrative = { ...sealed.narrative, text };
    const entry: NewEntry = {
      type: "document-made",
      happenedAt: now,
      body: {
        template: template.id,
        version: template.version,
        number: newCode(),
        language: command.language,
        order: order?.seq ?? null,
        request: command.request ?? null,
        notice: command.notice ?? null,
        fields,
        coded,
        text: text !== "",
      },
      ...(Object.keys(sealed).length > 0 && { sealed }),
    };
    session.write(entry, actor, now);
    return outcome(session, caseId, tx);
  }).catch(moved);
}

/** A second person lets it go: what was checked is checked again with what she may read, printed and hashed. */
export function approveDocument(
  deps: Deps,
  actor: Actor,
  caseId: string,
  seq: number,
  command: ApproveDocument,
  request: Request,
): Promise<Written> {
  const { now } = request;
  return once(deps, actor, { caseId, approve: seq, ...command }, request, async (tx) => {
    const { session, journal } = await opened(deps, tx, actor, caseId, command.after, now);
    const document = documentOf(journal, seq, actor);
    const template = templateOf(deps, document.template, document.version);
    const made = journal.entries[seq - 1] as Entry & { readonly type: "document-made" };
    if (!template) throw refused("document", "noSuchTemplate");
    const { narrative = {}, ...sealed } = made.sealed ?? {};
    const { text = "", ...told } = narrative;
    // The maker has seen what there was: of what came later the one who approves must see all.
    const later = journal.entries.slice(seq);
    const words = { ...sealed, narrative: told };
    const faults = textFaults(deps, template, journal.entries, text, words, later);
    if (faults.length > 0) throw new Refused("invalid", { fields: faults });
    const { sha256 } = await printed(contentOf(template, made));
    const body = { document: seq, sha256, fields: document.fields };
    session.write({ type: "document-approved", happenedAt: now, body }, actor, now);
    return outcome(session, caseId, tx);
  }).catch(moved);
}

/** It was handed over: what was served is what was approved, and the step of the order it stands for is written too. */
export function serveDocument(
  deps: Deps,
  actor: Actor,
  caseId: string,
  seq: number,
  command: ServeDocument,
  request: Request,
): Promise<Written> {
  const { now } = request;
  const happenedAt = command.happenedAt ?? now;
  return once(deps, actor, { caseId, serve: seq, ...command }, request, async (tx) => {
    const { session, journal } = await opened(deps, tx, actor, caseId, command.after, now);
    const document = documentOf(journal, seq, actor);
    const template = templateOf(deps, document.template, document.version);
    if (template?.recipient === "protected" && command.method === "post") {
      const may = postable(journal.entries, stateOf(journal.entries).persons);
      if (may !== "yes") throw refused("method", may === "shared" ? "sharedAddress" : "addressNotKnown");
    }
    const { sha256 } = await print(template, journal, document);
    const body = { document: seq, method: command.method, sha256 };
    session.write({ type: "document-served", happenedAt, body }, actor, now);
    const step = stepOf(template, document, session, happenedAt, command.refusedToSign ?? false);
    if (step) session.write(step, actor, now);
    const { request: asked, number, fields, notice, language } = document;
    const given = { number, sha256, fields: [...fields], notice, language };
    if (asked) await recordDisclosure(deps, tx, actor, asked, given, happenedAt, now);
    return outcome(session, caseId, tx);
  }).catch(moved);
}

/** The approved bytes, made again. Throws where they are no longer what was approved. */
export async function print(
  template: DocumentTemplate | undefined,
  journal: Journal,
  document: CaseDocument,
): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
  if (document.sha256 === null) throw refused("document", "notApproved");
  const made = journal.entries[document.seq - 1] as Entry & { readonly type: "document-made" };
  const made2 = template ? await printed(contentOf(template, made)) : null;
  if (made2?.sha256 !== document.sha256) throw refused("document", "notWhatWasApproved");
  return made2;
}

/** The document as this person's agency made it, all of it opened to her; `not-allowed` where some is not. */
export function documentOf(journal: Journal, seq: number, actor: Actor): CaseDocument {
  const found = stateOf(journal.entries).documents.find((one) => one.seq === seq);
  const made = journal.entries[seq - 1];
  if (!found || found.agency !== actor.agency) throw new Refused("not-found");
  if (made?.classes.some((name) => !made.opened?.includes(name))) throw new Refused("not-allowed");
  return found;
}

function stepOf(
  template: DocumentTemplate | undefined,
  { order: seq }: CaseDocument,
  session: CaseSession,
  happenedAt: string,
  refusedToSign: boolean,
): NewEntry | null {
  const order = session.state().orders.find((one) => one.seq === seq);
  if (!order || order.endedAt) return null;
  if (template?.writes === "protective-order-served" && order.servedAt === null)
    return { type: "protective-order-served", happenedAt, body: { order: order.seq, refusedToSign } };
  if (template?.writes === "protective-order-copy-given" && order.copyGivenAt === null)
    return { type: "protective-order-copy-given", happenedAt, body: { order: order.seq } };
  return null;
}

/**
 * Words of the maker, and what others wrote down that is printed, must not tell where the protected people are. To her own
 * hands they may say anything; to everybody else, where part of what is guarded is closed to the one who asks, no words can
 * be checked, and so none are let through. `unseen`: the entries of which all that is guarded must be open to her.
 */
function textFaults(
  deps: Deps,
  template: DocumentTemplate,
  entries: readonly Entry[],
  text: string,
  sealed: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>,
  unseen: readonly Entry[] = entries,
): readonly FieldFault[] {
  if (template.recipient === "protected") return [];
  const told: (readonly [field: string, words: string])[] = [
    ...(text === "" ? [] : [["text", text] as const]),
    ...Object.values(sealed).flatMap((values) =>
      Object.entries(values ?? {})
        .filter(([field]) => !field.startsWith("respondent."))
        .map(([field, words]) => [`fields.${field}`, words] as const),
    ),
  ];
  if (text !== "" && hasUnseen(unseen)) return [{ field: "text", message: "textNotCheckable" }];
  const secrets = secretsOf(entries);
  const open = [
    ...deps.country.places.flatMap(({ name }) => Object.values(name)),
    ...deps.country.agencies.flatMap(({ name }) => Object.values(name)),
  ];
  return told.flatMap(([field, words]) => {
    // A name may be that of a street; a number in it is none.
    const guarded = field.endsWith(".name") || field.endsWith(".names") ? secrets.filter(isNumber) : secrets;
    const [leak] = leaksIn(words, guarded, open);
    if (!leak) return [];
    const values = {
      what: leak.kind,
      from: leak.from + 1,
      to: leak.to,
      words: words.slice(leak.from, leak.to),
    };
    return [{ field, message: "tellsGuarded", values }];
  });
}

function isNumber({ kind }: { readonly kind: string }): boolean {
  return kind === "phone";
}

async function opened(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  caseId: string,
  after: number,
  now: string,
): Promise<{ readonly session: CaseSession; readonly journal: Journal }> {
  const session = await resumeSession(deps, tx, caseId);
  if (session.entries.length !== after)
    throw new Refused("case-moved", { changed: session.entries.slice(after) });
  const journal = await lookInto(tx, deps.store.keys, caseId, actor, now);
  if (!journal) throw new Refused("not-found");
  // Emergency access is for reading: nothing leaves the house under it.
  if (journal.glass !== null) throw new Refused("under-glass");
  return { session, journal };
}

/** Somebody else's entry took the place between our reading and our writing: nothing of ours was written. */
function moved(error: unknown): never {
  throw isViolation(error, "journal_key") ? new Refused("case-moved") : error;
}

function outcome(session: CaseSession, caseId: string, tx: Tx) {
  const { code } = session.state().report;
  return {
    written: { caseId, code, seq: session.entries.length },
    commit: () => session.commit(tx),
  };
}

function refused(field: string, message: string): Refused {
  return new Refused("invalid", { fields: [{ field, message }] });
}
