import type { Check, Claim, Register } from "./claim.ts";
import type { Known } from "./claim-verdict.ts";
import { peaceTreaty } from "./conformity.testing.ts";
import type { Dated, Participant, Participation } from "./participation.ts";
import { testlandLaw } from "./testland.ts";

const text = (en: string) => ({ kk: en, ru: en, en });
const dated = (date: string): Dated => ({ date, confirmed: "day", sources: ["s"] });
const bare = (code: string): Participant => ({
  code,
  standing: "member",
  reservations: [],
  path: [],
  gaps: [],
});

/** Two states bound by the treaty, one that signed, one invited; an organisation that signed. */
export const peaceParticipation: Participation = {
  id: "peace",
  title: text("Peace treaty"),
  cited: "PT 1",
  adopted: "2009-05-01",
  opened: "2009-06-01",
  knownUntil: "2024-12-31",
  entryIntoForce: { article: "7", consents: 2, ofMembers: 1, after: "P3M" },
  denunciation: { article: "8", after: "P3M" },
  reservations: { article: "9", period: "P5Y", permitted: [], note: text("None") },
  sources: [{ id: "s", title: "S", url: "https://s.example", confidence: "official" }],
  participants: [
    ...["AA", "BB"].map((code) => ({
      ...bare(code),
      signature: dated("2009-06-01"),
      ratification: dated("2010-01-10"),
      inForce: dated("2010-05-01"),
    })),
    { ...bare("CC"), signature: dated("2011-03-03") },
    {
      ...bare("DD"),
      standing: "other",
      invitation: {
        decided: dated("2015-04-22"),
        until: { earliest: "2020-04-22", latest: "2020-04-23" },
        sources: ["s"],
        extensions: [],
      },
    },
    { ...bare("EU"), standing: "organisation", signature: dated("2012-01-01") },
  ],
  counts: [],
};

/** Testland's law and a treaty of peace. */
export function knownHere(change: Partial<Known> = {}): Known {
  return {
    law: testlandLaw(),
    treaties: new Map([["peace", peaceTreaty]]),
    participations: new Map([["peace", peaceParticipation]]),
    ...change,
  };
}

let next = 0;
export function figure(id: string, value: number | null, rest: Partial<Claim> = {}): Claim {
  return {
    id,
    statement: text("Somebody said so"),
    value,
    bound: "exact",
    period: "not-stated",
    population: text("Testland"),
    speaker: "minister",
    said: "gazette",
    ...(rest.check === undefined && { verdict: "cannot-be-checked" as const }),
    ...rest,
  };
}

export function checked(check: Check, value: number | null = null): Claim {
  next += 1;
  return figure(`TL-${String(100 + next)}`, value, { check });
}

export function registerOf(claims: readonly Claim[]): Register {
  return {
    claims: [...claims],
    series: [],
    units: [],
    speakers: [{ id: "minister", name: text("The minister") }],
    documents: [
      { id: "gazette", source: { title: "Gazette", url: "https://g.example", confidence: "official" } },
    ],
  };
}
