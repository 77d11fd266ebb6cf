import { z } from "zod";
import { plainDate } from "./date.ts";
import { LawError } from "./error.ts";
import { type AmendingAct, Norm, type Pack, Source, Text, Version } from "./norm.ts";
import { Answer, type Judgements } from "./obligation.ts";
import { possibly, timeline, windowOf } from "./window.ts";

/**
 * A bill: what happened to it, and what it would change. Events use the words of ELI-DL (European Legislation Identifier,
 * draft legislation): an activity of a stage, its day, who did it. The draft is versions of norms, as the law is.
 */

/** What can happen to a bill, in the order in which it usually does. */
export const BILL_EVENTS = [
  "drafting",
  "consultation",
  "initiative",
  "opinion",
  "first-reading",
  "second-reading",
  "upper-house",
  "suspension",
  "withdrawal",
  "rejection",
  "adoption",
  "signature",
  "publication",
  "entry-into-force",
] as const;
export type BillEvent = (typeof BILL_EVENTS)[number];

/** A day as precisely as it is known: `2024-04-11`, `2024-04`, `2024`; absent where it was looked for and not found. */
const PartialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "partial-date");

export const BillStep = z.strictObject({
  event: z.enum(BILL_EVENTS),
  on: PartialDate.optional(),
  /** The house, committee or office, and what it decided. */
  what: Text,
  sources: z.array(Source).min(1),
});
export type BillStep = z.infer<typeof BillStep>;

/** Where a bill stands: on its way, stopped, or law. */
export const BILL_STATES = [
  "drafted",
  "pending",
  "suspended",
  "withdrawn",
  "rejected",
  "adopted",
  "law",
] as const;
export type BillState = (typeof BILL_STATES)[number];

/** A wording the bill would give a norm of the pack, or a norm it would add. */
export const DraftVersion = z.strictObject({
  norm: Norm.shape.id,
  /** Only for a norm the law does not have yet. */
  adds: Norm.pick({ kind: true, title: true }).optional(),
  version: Version.omit({ from: true, until: true }),
});

export const Bill = z
  .strictObject({
    id: z.string().regex(/^[a-z]{2,}\.bill-[a-z0-9-]+$/, "bill-id"),
    title: Text,
    summary: Text,
    events: z.array(BillStep).min(1),
    /** Who acts next, what is asked of them, and by when where a term runs. Only for bills on their way. */
    next: z
      .strictObject({ who: Text, what: Text, by: plainDate.optional(), sources: z.array(Source).min(1) })
      .optional(),
    /** Amending acts of the pack this bill became: what it changed stands in the law. */
    became: z.array(z.string()).default([]),
    /** The day the draft itself names, or that it is assumed to take force; for a bill that never passed, the day it was expected. */
    takesForce: plainDate.optional(),
    drafts: z.array(DraftVersion).default([]),
    repeals: z.array(z.string()).default([]),
    /** What the drafts would answer, by the country's first reader; and answers that fall with what the bill changes. */
    answers: z.array(z.strictObject({ item: z.string(), answers: z.array(Answer).min(1) })).default([]),
    drops: z.array(z.strictObject({ item: z.string(), norm: z.string() })).default([]),
    /** Why there is no draft: its text was not found. */
    unread: Text.optional(),
    sources: z.array(Source).min(1),
  })
  .refine(
    ({ drafts, repeals, takesForce }) => drafts.length + repeals.length === 0 || takesForce !== undefined,
    "bill-day",
  )
  .refine(
    ({ drafts, repeals, became, unread }) =>
      drafts.length + repeals.length + became.length > 0 || unread !== undefined,
    "bill-empty",
  );
export type Bill = z.infer<typeof Bill>;

/** Follows from the last event that decides; the order of the list breaks ties of days that are not known. */
export function billState({ events, became }: Pick<Bill, "events" | "became">): BillState {
  if (
    became.length > 0 ||
    events.some(({ event }) => event === "entry-into-force" || event === "publication")
  )
    return "law";
  const last = events.at(-1)?.event;
  if (last === "withdrawal") return "withdrawn";
  if (last === "rejection") return "rejected";
  if (last === "suspension") return "suspended";
  if (last === "adoption" || last === "signature") return "adopted";
  return last === "drafting" || last === "consultation" ? "drafted" : "pending";
}

/**
 * The pack as it would be with the bill, which stands in it as law: never to be asked about a case. A draft replaces the wording in
 * force on the day the bill takes force, and ends when that one does. What a bill that passed changed is in force from
 * `from` on, where that is earlier than its own day.
 *
 * @param from the first day the bill is read as in force; left out, its own.
 * @throws {LawError} `bill-day` where no day is known, `bill-norm` where it changes a norm that is not there that day.
 */
export function withBill(pack: Pack, bill: Bill, from?: string): Pack {
  const brought = { ...pack, amendments: pack.amendments.map((act) => broughtForward(act, bill, from)) };
  const [first] = bill.drafts;
  if (first === undefined && bill.repeals.length === 0) return brought;
  const day = from ?? bill.takesForce;
  if (day === undefined)
    throw new LawError("bill-day", "takesForce", `${bill.id} names no day on which it takes force.`);
  const act: AmendingAct = {
    id: bill.id,
    title: bill.title,
    inForce: day,
    status: "law",
    sources: bill.sources,
  };
  const amendments = new Map(brought.amendments.map((each) => [each.id, each]));
  const touched = new Map(bill.drafts.map((draft) => [draft.norm, draft]));
  const replaced = (norm: Norm): Norm => {
    const draft = touched.get(norm.id);
    if (draft === undefined && !bill.repeals.includes(norm.id)) return norm;
    const current = timeline(norm, amendments, new Set()).find((span) => possibly(span, day));
    if (current === undefined && draft?.adds === undefined) {
      throw new LawError(
        "bill-norm",
        norm.id,
        `${bill.id} changes ${norm.id}, which is not in force on ${day}.`,
      );
    }
    const versions = norm.versions.map((version, index) =>
      index === current?.index ? { ...version, until: bill.id } : version,
    );
    const until = current?.version.until;
    if (draft === undefined) {
      // What is repealed has no later wording either.
      const ended = timeline(norm, amendments, new Set()).filter(({ begins }) => begins.earliest < day);
      const kept = new Set(ended.map(({ index }) => index));
      return { ...norm, versions: versions.filter((_, index) => kept.has(index)) };
    }
    return {
      ...norm,
      versions: [...versions, { ...draft.version, from: bill.id, ...(until === undefined ? {} : { until }) }],
    };
  };
  const known = new Set(pack.norms.map(({ id }) => id));
  const missing = [...touched.keys(), ...bill.repeals].find(
    (id) => !known.has(id) && touched.get(id)?.adds === undefined,
  );
  if (missing !== undefined) {
    throw new LawError("bill-norm", missing, `${bill.id} changes ${missing}, which the pack does not have.`);
  }
  const added = bill.drafts
    .filter(({ norm }) => !known.has(norm))
    .map(
      ({ norm, adds, version }): Norm => ({
        id: norm,
        kind: adds?.kind ?? "general",
        title: adds?.title ?? bill.title,
        numberConfirmed: true,
        versions: [{ ...version, from: bill.id }],
      }),
    );
  return {
    ...brought,
    amendments: [...brought.amendments, act],
    norms: [...brought.norms.map(replaced), ...added],
  };
}

/** What the first reader would say with the bill: its answers added, those that fall left out. */
export function judgedWithBill(judgements: Judgements, { id, answers, drops, drafts }: Bill): Judgements {
  const drafted = new Set(drafts.map(({ norm }) => norm));
  const [first] = judgements.readers;
  const more = new Map(answers.map(({ item, answers: given }) => [item, given]));
  return {
    ...judgements,
    judgements: judgements.judgements.map((judgement) =>
      judgement.by !== first?.id
        ? judgement
        : {
            ...judgement,
            answers: [
              ...judgement.answers.filter(
                ({ norm }) => !drops.some((drop) => drop.item === judgement.item && drop.norm === norm),
              ),
              ...(more.get(judgement.item) ?? []).map((answer) =>
                answer.norm === undefined || !drafted.has(answer.norm)
                  ? answer
                  : { ...answer, versions: [id] },
              ),
            ],
          },
    ),
  };
}

/** An act the bill became, read as in force from an earlier day on. */
function broughtForward(act: AmendingAct, { became }: Bill, from: string | undefined): AmendingAct {
  if (from === undefined || !became.includes(act.id)) return act;
  const { earliest } = windowOf(act.inForce);
  return from < earliest ? { ...act, inForce: from } : act;
}
