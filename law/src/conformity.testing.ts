import type { Judgement, Judgements, Treaty } from "./obligation.ts";

const text = (en: string) => ({ kk: en, ru: en, en });

/** A treaty of four items for the law of Testland: two points, one point, effort, and a word that means something. */
export const peaceTreaty: Treaty = {
  id: "peace",
  title: text("Peace treaty"),
  prefix: "PT",
  adopted: "2009-05-01",
  chapters: [{ id: "I", title: text("All") }],
  sources: [{ title: "Treaty series", url: "https://treaty.example", confidence: "official" }],
  articles: [
    {
      article: 1,
      chapter: "I",
      title: text("Blows"),
      items: [
        {
          id: "PT-1.1",
          modality: "shall",
          kind: "crim",
          answeredBy: "law",
          text: text("Blows are a crime, at home and elsewhere"),
          tests: [
            { id: "home", asks: text("At home?") },
            { id: "elsewhere", asks: text("Elsewhere?") },
          ],
        },
        { id: "PT-1.2", modality: "endeavour", kind: "crim", answeredBy: "law", text: text("Stalking") },
      ],
    },
    {
      article: 2,
      chapter: "I",
      title: text("Refuge"),
      items: [
        {
          id: "PT-2a",
          modality: "undertake",
          kind: "service",
          answeredBy: "practice",
          text: text("Refuges"),
        },
        { id: "PT-2b", modality: "interp", kind: "interp", answeredBy: "law", text: text("What a home is") },
      ],
    },
  ],
};

const judgement = (item: string, rest: Partial<Judgement>): Judgement => ({
  item,
  by: "editors",
  on: "2026-01-01",
  confidence: "secondary",
  answers: [],
  absent: [{ why: text("Nothing is said") }],
  silent: [],
  sources: ["gazette"],
  ...rest,
});

export const peaceJudgements: Judgements = {
  treaty: "peace",
  since: "2010-01-01",
  readers: [
    { id: "editors", name: text("Editors"), role: text("Compared") },
    { id: "critics", name: text("Critics"), role: text("Disagree") },
  ],
  evidence: [
    {
      id: "refuge",
      from: "2015-03-01",
      until: "2019-09-01",
      says: text("One refuge"),
      norms: [],
      sources: [{ title: "Count", url: "https://count.example", confidence: "secondary" }],
    },
  ],
  sources: [
    { id: "gazette", source: { title: "Gazette", url: "https://law.example", confidence: "official" } },
  ],
  judgements: [
    judgement("PT-1.1", {
      answers: [
        { norm: "tl.cc.battery", extent: "full", why: text("Every blow") },
        { norm: "tl.cc.home-battery", tests: ["home"], extent: "full", why: text("At home") },
        {
          norm: "tl.pc.battery",
          extent: "partial",
          why: text("A petty offence"),
          missing: text("No crime"),
        },
      ],
    }),
    judgement("PT-1.2", { answers: [{ norm: "tl.cc.stalking", extent: "full", why: text("Stalking") }] }),
    judgement("PT-2a", {
      answers: [{ evidence: "refuge", extent: "partial", why: text("One"), missing: text("Too few") }],
    }),
    judgement("PT-2b", { silent: [{ until: "2012-01-01", why: text("Not read") }] }),
    judgement("PT-2b", {
      by: "critics",
      answers: [{ norm: "tl.dv.family", extent: "full", why: text("A home is said") }],
    }),
  ],
};
