import {
  COMMITMENT_STATES,
  Commitment,
  Judgement,
  ProgressReport,
  Register,
  Source,
  Text,
} from "@arasha/law";
import { z } from "zod";

/** The contract of the registers: what is proposed for them, what a second person said of it. No case, and nobody of one. */

const instant = z.iso.datetime({ offset: true });
const uuid = z.uuid();
const words = z.string().trim().min(10).max(2000);
const note = z.string().trim().max(2000).default("");

/** A claim as it is proposed: its id is given to it, and where it was said may be new to the register. */
export const ClaimBody = z.strictObject({
  claim: z.record(z.string(), z.unknown()),
  speakers: Register.shape.speakers.default([]),
  documents: Register.shape.documents.default([]),
  units: Register.shape.units.default([]),
});
export type ClaimBody = z.infer<typeof ClaimBody>;

/** A judgement as it is proposed: whose it is and of which day is not hers to say. */
export const JudgementBody = z.strictObject({
  country: z.string().regex(/^[a-z]{2,20}$/),
  treaty: z.string().regex(/^[a-z0-9-]{1,40}$/),
  judgement: Judgement.omit({ by: true, on: true }),
});
export type JudgementBody = z.infer<typeof JudgementBody>;

const said = z.string().trim().min(1).max(2000);
const texts = z.strictObject({ kk: said, ru: said, en: said });
/** What a second person can open and read. */
const page = Source.extend({
  title: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).max(500),
  note: z.string().trim().max(500).optional(),
});

/** What was seen of a commitment, as it is proposed. */
export const ProgressBody = z.strictObject({
  commitment: Commitment.shape.id,
  report: ProgressReport.extend({
    says: texts,
    sources: z.array(page).min(1).max(10),
  }),
});
export type ProgressBody = z.infer<typeof ProgressBody>;

/** A commitment as it is proposed: its id is given to it, and what is seen of it is reported apart. */
export const CommitmentBody = z.strictObject({
  country: z.string().regex(/^[a-z]{2,20}$/),
  commitment: Commitment.omit({ id: true, progress: true }).extend({
    text: texts,
    owner: texts,
    by: texts,
    to: texts,
    unconfirmed: texts.optional(),
    sources: z.array(page).min(1).max(10),
  }),
});
export type CommitmentBody = z.infer<typeof CommitmentBody>;

export const Propose = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("claim"), body: ClaimBody, completes: uuid.optional(), note }),
  z.strictObject({ kind: z.literal("judgement"), body: JudgementBody, note }),
  z.strictObject({ kind: z.literal("commitment"), body: CommitmentBody, note }),
  z.strictObject({ kind: z.literal("progress"), body: ProgressBody, note }),
]);
export type Propose = z.infer<typeof Propose>;
export type ProposeInput = z.input<typeof Propose>;

export const Proposed = z.object({ id: uuid, nr: z.int() });
export type Proposed = z.infer<typeof Proposed>;

export const DECISIONS = ["accepted", "refused"] as const;
export const Decide = z.strictObject({ decision: z.enum(DECISIONS), reason: words });
export type Decide = z.infer<typeof Decide>;

/** What anybody may write on the public form, in her own language; nothing of who she is. */
export const Suggestion = z.strictObject({
  language: z.enum(["kk", "ru", "en"]),
  statement: z.string().trim().min(10).max(1500),
  who: z.string().trim().min(2).max(200),
  /** Where it was said: the address of a page. */
  where: z.url({ protocol: /^https?$/ }).max(500),
  /** As it was said; empty: not stated. */
  when: z.string().trim().max(60).default(""),
  about: z.string().trim().min(2).max(300),
  figure: z.string().trim().max(60).default(""),
  unit: z.string().trim().max(60).default(""),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const ProposalView = z.object({
  id: uuid,
  nr: z.int(),
  kind: z.enum(["claim", "judgement", "commitment", "progress", "suggestion"]),
  /** What it is about: `xx istanbul IC-33`, `claim`, `xx commitment`, or the id of a commitment. All with one target are its history. */
  target: z.string(),
  claim: ClaimBody.nullable(),
  judgement: JudgementBody.nullable(),
  commitment: CommitmentBody.nullable(),
  progress: ProgressBody.nullable(),
  /** Null where the words were destroyed: a suggestion that was refused. */
  suggestion: Suggestion.nullable(),
  note: z.string(),
  completes: uuid.nullable(),
  proposedAt: instant,
  /** Null: anybody. */
  proposedBy: z.string().nullable(),
  mine: z.boolean(),
  decision: z.object({ is: z.enum(DECISIONS), reason: z.string(), by: z.string(), at: instant }).nullable(),
});
export type ProposalView = z.infer<typeof ProposalView>;

export const Proposals = z.object({ asOf: instant, rows: z.array(ProposalView) });
export type Proposals = z.infer<typeof Proposals>;
export const ProposalsQuery = z.strictObject({
  state: z.enum(["pending", "decided"]).default("pending"),
  target: z.string().max(200).optional(),
});

/** What a judgement can be about, by country: the treaties somebody has compared it with, their items, and its norms. */
export const RegisterItems = z.object({
  countries: z.array(
    z.object({
      id: z.string(),
      name: Text,
      treaties: z.array(
        z.object({
          id: z.string(),
          title: Text,
          items: z.array(
            z.object({
              id: z.string(),
              text: Text,
              answeredBy: z.enum(["law", "practice"]),
              tests: z.array(z.object({ id: z.string(), asks: Text })),
            }),
          ),
        }),
      ),
      norms: z.array(z.object({ id: z.string(), title: Text })),
    }),
  ),
  speakers: Register.shape.speakers,
  units: Register.shape.units,
});
export type RegisterItems = z.infer<typeof RegisterItems>;

/** What progress can be reported on, and how it stands today. */
export const RegisterCommitments = z.object({
  commitments: z.array(
    z.object({
      id: z.string(),
      text: Text,
      owner: Text,
      state: z.enum(COMMITMENT_STATES),
      /** The last day to do it; null where none was stated. */
      due: z.string().nullable(),
      /** Days from today to its last day, negative once it has passed; null where nothing is owed by a day. */
      daysLeft: z.int().nullable(),
      /** Overdue, or so near its last day that who keeps the registers is reminded of it. */
      attention: z.boolean(),
      /** The data alone tell whether it is done: no report does. */
      told: z.boolean(),
    }),
  ),
});
export type RegisterCommitments = z.infer<typeof RegisterCommitments>;
