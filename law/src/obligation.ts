import { z } from "zod";
import { plainDate } from "./date.ts";
import { Confidence, Source, Text } from "./norm.ts";

/**
 * What a treaty asks, and what readers say a country's law gives to it. The schema is the contract between a lawyer's
 * YAML and `conformity`; `docs/harmony.md` explains it for lawyers.
 */

/** How a treaty binds: `shall` and `undertake` are owed, `endeavour` and `encourage` are effort, the rest is neither. */
export const MODALITIES = ["shall", "undertake", "endeavour", "encourage", "may", "interp"] as const;
export type Modality = (typeof MODALITIES)[number];

/** What an item is about. */
export const ITEM_KINDS = [
  "law",
  "crim",
  "civil",
  "proc",
  "protect",
  "service",
  "prevent",
  "inst",
  "data",
  "coop",
  "report",
  "interp",
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Lower-case words joined by hyphens, unique within their item or list. */
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug");

/** One testable point of an item: an item with several is met only when each is. */
export const ItemTest = z.strictObject({ id: Slug, asks: Text });
export type ItemTest = z.infer<typeof ItemTest>;

/** One obligation, in our own words. */
export const Item = z.strictObject({
  /** `IC-52.1`: the treaty's prefix, the article, the paragraph, the letter. */
  id: z.string().regex(/^[A-Z]+-\d+[a-z]?(\.[0-9a-z]+)*[a-z]?$/, "item-id"),
  modality: z.enum(MODALITIES),
  kind: z.enum(ITEM_KINDS),
  /** `practice`: services, training, data, money. Evidence answers it, a norm alone does not. */
  answeredBy: z.enum(["law", "practice"]),
  /** The provision that lets a state keep out of this item by a reservation: `78.2`. */
  reservable: z.string().optional(),
  text: Text,
  /** What a comparison must watch for. */
  note: Text.optional(),
  /** Left out: the item is one point, `whole`. */
  tests: z.array(ItemTest).min(2).optional(),
});
export type Item = z.infer<typeof Item>;

/** One article of a treaty. An article that obliges to nothing has no items and says so in its note. */
export const TreatyArticle = z
  .strictObject({
    article: z.int().positive(),
    chapter: z.string(),
    title: Text,
    note: Text.optional(),
    items: z.array(Item),
  })
  .refine(({ items, note }) => items.length > 0 || note !== undefined, "article-note");
export type TreatyArticle = z.infer<typeof TreatyArticle>;

/** A treaty as a list of what it asks. */
export const Treaty = z.strictObject({
  id: Slug,
  title: Text,
  /** What the ids of its items begin with. */
  prefix: z.string().regex(/^[A-Z]+$/),
  adopted: plainDate,
  chapters: z.array(z.strictObject({ id: z.string(), title: Text })).min(1),
  sources: z.array(Source).min(1),
  articles: z.array(TreatyArticle).min(1),
});
export type Treaty = z.infer<typeof Treaty>;

// ---------------------------------------------------------------------------------------------------------------
// What readers say

/** Somebody who judges. The first in the list is the one whose status is shown; the others stand beside. */
export const Reader = z.strictObject({ id: Slug, name: Text, role: Text });
export type Reader = z.infer<typeof Reader>;

/** Something seen in practice: a service, a training, a budget, a statistic. It holds from a day until it is known not to. */
export const Evidence = z.strictObject({
  id: Slug,
  from: plainDate,
  until: plainDate.optional(),
  says: Text,
  /** Norms it rests on, for the reader. */
  norms: z.array(z.string()).default([]),
  sources: z.array(Source).min(1),
});
export type Evidence = z.infer<typeof Evidence>;

const Tests = z.array(Slug).min(1).optional();

/** One norm, or one piece of evidence, and how far it answers the item. */
export const Answer = z
  .strictObject({
    norm: z.string().optional(),
    /** Acts that began the versions meant; left out: whichever version is in force. */
    versions: z.array(z.string()).min(1).optional(),
    evidence: Slug.optional(),
    /** Points of the item it answers; left out: all. */
    tests: Tests,
    extent: z.enum(["full", "partial"]),
    why: Text,
    /** What it lacks, where it answers in part. */
    missing: Text.optional(),
  })
  .refine(({ norm, evidence }) => (norm === undefined) !== (evidence === undefined), "answer-one")
  .refine(({ norm, versions }) => versions === undefined || norm !== undefined, "answer-versions")
  .refine(({ extent, missing }) => (extent === "partial") === (missing !== undefined), "answer-missing");
export type Answer = z.infer<typeof Answer>;

/** Why nothing answers, between two days; needed wherever a point is left open. */
const Remark = z.strictObject({
  tests: Tests,
  from: plainDate.optional(),
  until: plainDate.optional(),
  why: Text,
});

/** One reader's judgement of one item. */
export const Judgement = z.strictObject({
  item: z.string(),
  by: Slug,
  on: plainDate,
  confidence: Confidence,
  answers: z.array(Answer).default([]),
  /** Why a point stays open. */
  absent: z.array(Remark).default([]),
  /** When the reader does not say, and why: the status is then `not-assessed`. */
  silent: z.array(Remark.omit({ tests: true })).default([]),
  /** Ids of the country's list of sources: where was looked, when no norm and no evidence says it. */
  sources: z.array(Slug).default([]),
});
export type Judgement = z.infer<typeof Judgement>;

/** What a country's readers say of a treaty. */
export const Judgements = z.strictObject({
  treaty: z.string(),
  /** First day they speak for: earlier, every item is `not-assessed`. */
  since: plainDate,
  readers: z.array(Reader).min(1),
  evidence: z.array(Evidence),
  sources: z.array(z.strictObject({ id: Slug, source: Source })),
  judgements: z.array(Judgement),
});
export type Judgements = z.infer<typeof Judgements>;
