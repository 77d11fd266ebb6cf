import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import {
  answerTo,
  countryFolder,
  differences,
  type Example,
  filesUnder,
  loadExamples,
  loadPack,
} from "./index.ts";

/**
 * Real input: what published accounts, courts and authorities say happened in law, and the two sides of each day on
 * which the law changed. The expectation is written from the source, never from the engine's answer.
 */
const pack = loadPack(countryFolder("kz"));
const law = compiled(pack);
const examples = loadExamples("kz");
const LAW_TEXT = "the text of the act";

describe("each example of Kazakhstan is answered as its source says", () => {
  it.each(examples.map((example) => [example.id, example] as const))("%s", (_id, example) => {
    expect(differences(example, answerTo(law, example))).toEqual([]);
  });
});

describe("the collection", () => {
  it("names each example after its file", () => {
    const files = filesUnder(countryFolder("kz"), "examples").map((file) =>
      file.replace(/^examples\/|\.yaml$/g, ""),
    );
    expect(examples.map((example) => example.id)).toEqual(files);
  });

  it("holds at least twelve examples with a published source other than the act", () => {
    const published = examples.filter((example) => example.says !== LAW_TEXT);
    expect(published.length).toBeGreaterThanOrEqual(12);
    for (const example of published)
      expect(
        example.sources.filter((source) => source.url),
        example.id,
      ).not.toEqual([]);
  });

  it("has an example of each regime since 2015", () => {
    const breaks = [
      "2015-01-01",
      "2017-08-01",
      "2020-02-01",
      "2023-07-01",
      "2024-06-16",
      "2025-09-16",
      "2026-03-02",
    ];
    for (const [index, from] of breaks.entries()) {
      const until = breaks[index + 1] ?? "9999-12-31";
      const inside = examples.filter((example) => lastDay(example) >= from && lastDay(example) < until);
      expect(inside, `from ${from}`).not.toEqual([]);
    }
  });

  it("names only norms the pack holds", () => {
    const known = new Set(pack.norms.map((norm) => norm.id));
    const unknown = examples.flatMap(({ id, expect: expected }) =>
      [
        ...expected.offences.map((offence) => offence.norm),
        ...(expected.absent ?? []),
        ...(expected.notInForce ?? []),
        ...(expected.measures ?? []).map((measure) => measure.norm),
        ...(expected.duties ?? []).map((duty) => duty.norm),
        ...(expected.rights ?? []).map((right) => right.norm),
        ...(expected.unread ?? []),
      ]
        .filter((norm) => !known.has(norm))
        .map((norm) => `${id}: ${norm}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe("a wrong expectation is found", () => {
  const battery = example("law-2024-06-16-battery");
  const nothing = example("law-2025-07-01-stalking");
  const reported = example("law-2026-03-02-protective-order");
  const tells = { norm: "kz.prevention-2025.26", agency: "health", verdict: "applies" } as const;
  const wrong: readonly (readonly [string, Example, Example["expect"], RegExp])[] = [
    [
      "an offence that is not answered",
      battery,
      { offences: [offence("kz.koap-2014.73-2")] },
      /73-2.*not answered/,
    ],
    ["another part", battery, { offences: [{ ...offence("kz.uk-2014.109-1"), part: "2" }] }, /109-1#2/],
    [
      "another verdict",
      battery,
      { offences: [{ ...offence("kz.uk-2014.109-1"), verdict: "possible" }] },
      /possible/,
    ],
    [
      "a norm that must be absent",
      battery,
      { offences: [], absent: ["kz.uk-2014.109-1"] },
      /109-1.*must be absent/,
    ],
    ["nothing, where there is something", battery, { offences: [], none: true }, /109-1.*not expected/],
    ["a regime that is established", battery, { offences: [], regime: { established: false } }, /regime/],
    [
      "a norm out of force",
      nothing,
      { offences: [], notInForce: ["kz.uk-2014.109-1"] },
      /109-1.*not in force/,
    ],
    [
      "a fact that is not asked",
      battery,
      { offences: [], questions: ["victim.sex"] },
      /victim.sex is not asked/,
    ],
    [
      "another mode of prosecution",
      battery,
      { offences: [], course: [{ norm: "kz.uk-2014.109-1", part: "1", prosecution: "public" }] },
      /prosecution is private-public, not public/,
    ],
    [
      "a bar to reconciliation that is not there",
      { ...battery, facts: { ...battery.facts, reconciliation: { before: 0 } } },
      { offences: [], course: [{ norm: "kz.uk-2014.109-1", part: "1", barred: "yes" }] },
      /bar to reconciliation is no, not yes/,
    ],
    [
      "a milder law that is not proposed",
      { ...battery, decided: "2026-01-01" },
      { offences: [], milder: [{ norm: "kz.koap-2014.73", instead: "kz.uk-2014.109-1", verdict: "milder" }] },
      /not proposed: kz.koap-2014.73/,
    ],
    [
      "a milder law that is proposed",
      {
        ...battery,
        facts: { date: "2016-05-01", acts: ["battery"], harm: "pain" },
        decided: "2018-03-01",
      },
      { offences: [], milder: [] },
      /not expected: kz.koap-2014.73-2 instead of kz.uk-2014.109: milder/,
    ],
    [
      "a duty",
      battery,
      { offences: [], duties: [{ norm: "kz.x.1", agency: "police", verdict: "applies" }] },
      /duty kz\.x\.1 of police is excluded/,
    ],
    [
      "what a duty says of consent",
      reported,
      { offences: [], duties: [{ ...tells, consent: "required" }] },
      /consent not-asked, not required/,
    ],
    [
      "a right",
      battery,
      { offences: [], rights: [{ norm: "kz.x.1", verdict: "applies" }] },
      /right kz\.x\.1/,
    ],
    ["a duty that is read", reported, { offences: [], unread: [tells.norm] }, /text is not held/],
    ["a measure", nothing, { offences: [], measures: [{ norm: "kz.x.1", verdict: "applies" }] }, /kz\.x\.1/],
  ];

  it.each(wrong)("%s", (_name, given, expected, message) => {
    const found = differences({ ...given, expect: expected }, answerTo(law, given));
    expect(found).toEqual([expect.stringMatching(message)]);
  });
});

function lastDay({ facts }: Example): string {
  return typeof facts.date === "string" ? facts.date : facts.date.to;
}

function offence(norm: string): Example["expect"]["offences"][number] {
  return { norm, verdict: "applies" };
}

function example(id: string): Example {
  const found = examples.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`there is no example ${id}`);
  return found;
}
