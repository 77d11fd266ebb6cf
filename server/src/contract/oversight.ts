import { Text } from "@arasha/law";
import { DataClass } from "@arasha/packs";
import { z } from "zod";

/** The contract of oversight: what wants a look, and what came of it. Of cases it holds their codes, and nothing else. */

const instant = z.iso.datetime({ offset: true });
const uuid = z.uuid();
const words = z.string().trim().min(10).max(2000);

/** What a review found: there was a reason; a slip; a use of power that nothing justified. */
export const FINDINGS = ["explained", "mistake", "misuse"] as const;
export const Finding = z.enum(FINDINGS);
export type Finding = z.infer<typeof Finding>;

export const AlertView = z.object({
  id: uuid,
  raisedAt: instant,
  /** The rule that raised it. */
  kind: z.string(),
  /** Whom it is about, by name: whoever reviews has to know. */
  person: z.object({ id: uuid, name: z.string(), role: z.string(), agency: z.string() }).nullable(),
  /** The code of the case it is about. */
  code: z.string().nullable(),
  /** What the rule counted, coded. */
  detail: z.record(z.string(), z.unknown()),
  state: z.enum(["open", "asked", "closed"]),
  askedAt: instant.nullable(),
  /** Where it is about emergency access: why, in whose words, for what, and by when it is to be reviewed. */
  glass: z
    .object({
      reason: z.string(),
      openedAt: instant,
      until: instant,
      classes: z.array(DataClass),
      words: z.string().nullable(),
      reviewBy: instant,
      reviewAtLatest: instant,
      /** When the agency that keeps the case took note of it. */
      seenAt: instant.nullable(),
    })
    .nullable(),
  answer: z.object({ at: instant, words: z.string() }).nullable(),
  closed: z.object({ at: instant, by: z.string(), finding: Finding, words: z.string() }).nullable(),
});
export type AlertView = z.infer<typeof AlertView>;

export const Alerts = z.object({
  asOf: instant,
  alerts: z.array(AlertView),
  /** What the roles of those named are called. */
  roles: z.array(z.object({ id: z.string(), name: Text })),
});
export type Alerts = z.infer<typeof Alerts>;
export const AlertsQuery = z.strictObject({ closed: z.enum(["true", "false"]).default("false") });

export const CloseAlert = z.strictObject({ finding: Finding, words });
export type CloseAlert = z.infer<typeof CloseAlert>;

/** A question of oversight to the one it is about. */
export const Questions = z.object({
  questions: z.array(z.object({ id: uuid, at: instant, askedAt: instant, code: z.string().nullable() })),
});
export type Questions = z.infer<typeof Questions>;
export const AnswerQuestion = z.strictObject({ words });
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

/** Opening, because life is in danger, what is not open: by the code of the case, with a coded reason and in her own words. */
export const BreakGlass = z.strictObject({
  code: z.string().trim().min(1).max(20),
  reason: z.string().min(1).max(80),
  words,
});
export type BreakGlass = z.infer<typeof BreakGlass>;

export const GlassOpened = z.object({ caseId: uuid, glass: uuid, until: instant });
export type GlassOpened = z.infer<typeof GlassOpened>;

/** Emergency access somebody used on a case the caller's agency keeps. */
export const GlassNotices = z.object({
  notices: z.array(
    z.object({
      id: uuid,
      caseId: uuid,
      code: z.string(),
      agency: z.string(),
      reason: z.string(),
      openedAt: instant,
      until: instant,
    }),
  ),
});
export type GlassNotices = z.infer<typeof GlassNotices>;

/** What nobody may do alone, and waits for the caller to agree, or was asked by her. */
export const Requests = z.object({
  requests: z.array(
    z.object({
      id: uuid,
      kind: z.string(),
      person: z.object({ name: z.string(), agency: z.string(), role: z.string() }).nullable(),
      code: z.string().nullable(),
      askedAt: instant,
      asker: z.string().nullable(),
      mine: z.boolean(),
    }),
  ),
});
export type Requests = z.infer<typeof Requests>;

/** What can be asked here; other kinds come about with what they are for. */
export const REQUESTED = ["close-account", "lift-lock", "small-cells"] as const;
export const AskFor = z.strictObject({ kind: z.enum(REQUESTED), account: uuid.optional() });
export type AskFor = z.infer<typeof AskFor>;
export const Asked = z.object({ id: uuid });

/** How often access was found wanting, by month and rule. Null: fewer than may be published. */
export const Misuse = z.object({
  asOf: instant,
  smallest: z.int(),
  rows: z.array(
    z.object({
      month: z.string(),
      kind: z.string(),
      raised: z.int().nullable(),
      explained: z.int().nullable(),
      mistake: z.int().nullable(),
      misuse: z.int().nullable(),
    }),
  ),
});
export type Misuse = z.infer<typeof Misuse>;

/** Invented cases planted for nobody. */
export const Canaries = z.object({
  canaries: z.array(z.object({ code: z.string(), agency: z.string(), plantedAt: instant })),
  /** Where one can be planted. */
  agencies: z.array(z.string()),
});
export type Canaries = z.infer<typeof Canaries>;
export const PlantCanary = z.strictObject({ agency: z.string().min(1).max(100) });
export type PlantCanary = z.infer<typeof PlantCanary>;
export const Planted = z.object({ code: z.string() });
