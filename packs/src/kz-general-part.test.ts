import { assess, contextOf, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/**
 * What the general part of the Criminal Code says of its offences, worked out by hand from the articles: gravity by
 * article 11, limitation by articles 71 and 88, who may not be given which penalty by articles 43, 45, 46 and 81.
 */
const law = compiled(loadPack(countryFolder("kz")));
const CC = "kz.uk-2014";
const DAY = "2026-05-04";

type Row = readonly [part: string, facts: Omit<Facts, "date">, gravity: string | null, lapses: string];

describe("gravity and limitation of acts of 4 May 2026", () => {
  const helpless = { victim: { helpless: true } };
  const rows: readonly Row[] = [
    ["109-1#1", { acts: ["battery"], harm: "pain" }, null, "2027-05-04"],
    ["109-1#2", { acts: ["battery"], harm: "pain", ...helpless }, null, "2027-05-04"],
    ["108-1#1", { acts: ["bodily-harm"], harm: "light" }, null, "2027-05-04"],
    ["108-1#2", { acts: ["bodily-harm"], harm: "light", ...helpless }, "minor", "2028-05-04"],
    ["107#1", { acts: ["bodily-harm"], harm: "medium" }, "minor", "2028-05-04"],
    ["107#2", { acts: ["bodily-harm"], harm: "medium", ...helpless }, "medium", "2031-05-04"],
    ["106#1", { acts: ["bodily-harm"], harm: "grave" }, "grave", "2036-05-04"],
    ["106#2", { acts: ["bodily-harm"], harm: "grave", ...helpless }, "grave", "2036-05-04"],
    ["106#3", { acts: ["bodily-harm"], harm: "death" }, "grave", "2036-05-04"],
    ["110#1", { acts: ["torment"] }, "medium", "2031-05-04"],
    ["110#2", { acts: ["torment"], ...helpless }, "grave", "2036-05-04"],
    [
      "115#1",
      { acts: ["threat-of-death-or-grave-harm"], circumstances: { threatCredible: true } },
      null,
      "2027-05-04",
    ],
    ["115-1#1", { acts: ["stalking"], circumstances: { substantialHarm: true } }, null, "2027-05-04"],
    ["121-1#1", { acts: ["sexual-harassment"], victim: { age: 15 } }, null, "2027-05-04"],
    ["125-1#1", { acts: ["forced-marriage"], victim: { age: 25 } }, "minor", "2028-05-04"],
    ["125-1#2", { acts: ["forced-marriage"], victim: { age: 17 } }, "grave", "2036-05-04"],
    ["125#1", { acts: ["abduction"], victim: { age: 25 } }, "grave", "2036-05-04"],
    ["126#1", { acts: ["deprivation-of-liberty"], victim: { age: 25 } }, "medium", "2031-05-04"],
    ["105#1", { acts: ["incitement-to-suicide"], victim: { age: 25 } }, "medium", "2031-05-04"],
    ["120#1", { acts: ["rape"], victim: { age: 25 } }, "grave", "2036-05-04"],
    // Part 6 of article 71: no limitation.
    ["120#3-1", { acts: ["rape"], victim: { age: 15 } }, "particularly-grave", "never"],
    ["121#4", { acts: ["sexual-assault"], victim: { age: 9 } }, "particularly-grave", "never"],
    ["99#1", { acts: ["murder"], harm: "death", victim: { age: 25 } }, "particularly-grave", "never"],
    ["99#2", { acts: ["murder"], harm: "death", ...helpless }, "particularly-grave", "never"],
    ["99#3", { acts: ["murder"], harm: "death", victim: { age: 9 } }, "particularly-grave", "never"],
  ];

  it.each(rows)("article %s: %j is %s and lapses %s", (place, facts, gravity, lapses) => {
    const found = offence({ date: DAY, ...facts }, place);
    const until = found.limitation.kind === "until" ? found.limitation.until : found.limitation.kind;
    expect([found.gravity, until]).toEqual([gravity, lapses]);
  });
});

describe("limitation in other times and for the young", () => {
  const until = (facts: Facts, place: string) => {
    const { limitation } = offence(facts, place);
    return limitation.kind === "until" ? limitation.until : limitation.kind;
  };

  it("is the same rule on each day since 2015, also where the day of a change is not established", () => {
    // Windows of Laws 180-VI, 89-VII and 23-VIII lie here: the wordings on both sides say the same.
    for (const date of ["2015-01-01", "2018-08-10", "2022-01-15", "2023-08-01"]) {
      const day = Temporal.PlainDate.from(date);
      const facts: Facts = { date, acts: ["threat-of-death-or-grave-harm"] };
      expect(until(facts, "115#1"), date).toBe(day.add({ years: 1 }).toString());
    }
  });

  it("is halved for those under eighteen at the time", () => {
    const at = (age: number): Facts => ({
      date: DAY,
      acts: ["bodily-harm"],
      harm: "medium",
      victim: { helpless: true },
      respondent: { age },
    });
    expect([until(at(17), "107#2"), until(at(18), "107#2")]).toEqual(["2028-11-04", "2031-05-04"]);
  });
});

describe("who may not be given which penalty", () => {
  type Who = NonNullable<Facts["respondent"]>;
  const open = (facts: Omit<Facts, "date">, place: string, kind: string, respondent: Who) => {
    const { sanctions } = offence({ date: DAY, ...facts, respondent }, place);
    const found = sanctions === "unknown" ? undefined : sanctions.find((one) => one.kind === kind);
    return found === undefined ? "not offered" : [found.imposable, ...found.limits.map(({ norm }) => norm)];
  };
  const battery: Omit<Facts, "date"> = { acts: ["battery"], harm: "pain" };
  const free = { exemptFromArrest: false } as const;

  it.each<[string, Who, readonly string[]]>([
    ["a man of 62", { age: 62, sex: "male", ...free }, ["yes"]],
    ["a man of 63", { age: 63, sex: "male", ...free }, ["no", `${CC}.45`]],
    ["a woman of 58", { age: 58, sex: "female", ...free }, ["no", `${CC}.45`]],
    ["a man of 58", { age: 58, sex: "male", ...free }, ["yes"]],
    ["a person of 17", { age: 17, sex: "male" }, ["no", `${CC}.45`]],
    ["a man who raises a child alone", { age: 30, sex: "male", exemptFromArrest: true }, ["no", `${CC}.45`]],
    ["a man of whom no more is known", { age: 30, sex: "male" }, ["unknown", `${CC}.45`]],
  ])("arrest for battery of %s", (_who, respondent, expected) => {
    expect(open(battery, "109-1#1", "arrest", respondent)).toEqual(expected);
  });

  it("community service is barred by age and sex, the fine never", () => {
    const old = { age: 64, sex: "male" } as const;
    expect(open(battery, "109-1#1", "community-service", old)).toEqual(["no", `${CC}.43`]);
    expect(open(battery, "109-1#1", "fine", old)).toEqual(["yes"]);
  });

  it("life is barred for women, minors and old men; the article of life alone then has another answer", () => {
    const killing: Omit<Facts, "date"> = { acts: ["murder"], harm: "death", victim: { age: 9 } };
    const life = (respondent: Who) => open(killing, "99#3", "life-imprisonment", respondent);
    expect(life({ age: 40, sex: "male" })).toEqual(["yes"]);
    expect(life({ age: 40, sex: "female" })).toEqual(["no", `${CC}.46`]);
    expect(life({ age: 16, sex: "male" })).toEqual(["no", `${CC}.46`]);
    expect(life({ age: 63, sex: "male" })).toEqual(["no", `${CC}.46`]);
  });

  it("deprivation of liberty is barred for minors in minor and medium crimes, not in grave ones", () => {
    const helpless = { victim: { helpless: true } };
    const prison = (harm: Facts["harm"], place: string, age: number) =>
      open({ acts: ["bodily-harm"], harm, ...helpless }, place, "deprivation-of-liberty", { age });
    expect(prison("medium", "107#2", 17)).toEqual(["no", `${CC}.81`]);
    expect(prison("medium", "107#2", 18)).toEqual(["yes"]);
    expect(prison("grave", "106#2", 17)).toEqual(["yes"]);
  });
});

describe("criminal arrest through its suspensions", () => {
  const respondent = { age: 30, sex: "male", exemptFromArrest: false } as const;
  const arrest = (date: string, place: string, facts: Omit<Facts, "date">) => {
    const { sanctions } = offence({ date, ...facts, respondent }, place);
    return sanctions === "unknown" ? "unknown" : sanctions.find(({ kind }) => kind === "arrest")?.imposable;
  };
  const threat: Omit<Facts, "date"> = {
    acts: ["threat-of-death-or-grave-harm"],
    circumstances: { threatCredible: true },
  };

  it("could be given to no civilian for a threat at any time, whichever law prolonged the suspension", () => {
    const days = ["2018-10-01", "2019-06-01", "2020-01-01", "2021-12-31", "2022-01-01", "2024-06-16"];
    for (const date of [...days, "2026-07-08", "2027-01-01", "2029-12-31"])
      expect(arrest(date, "115#1", threat), date).toBe("no");
    expect(arrest("2030-01-01", "115#1", threat)).toBe("yes");
  });

  it("can be given for battery and light harm since 16 June 2024, also on the days the last law may have begun", () => {
    const battery: Omit<Facts, "date"> = { acts: ["battery"], harm: "pain" };
    for (const date of ["2024-06-16", "2026-07-08", "2026-11-27"])
      expect(arrest(date, "109-1#1", battery), date).toBe("yes");
  });

  it("each step of article 467 has its own version and act", () => {
    const steps = law.norms.get(`${CC}.467`)?.wordings.map(({ version }) => version.from);
    expect(steps).toEqual([
      "kz.226-V",
      "kz.400-V",
      "kz.58-VI",
      "kz.217-VI",
      "kz.290-VI.arrest",
      "kz.88-VII.arrest",
      "kz.72-VIII",
      "kz.331-VIII",
    ]);
  });
});

describe("responsibility by age and sanity, as other articles may name it", () => {
  it.each<[string, Facts["respondent"], readonly string[]]>([
    ["fifteen", { age: 15 }, ["no", "yes", "unknown"]],
    ["sixteen", { age: 16, sane: true }, ["yes", "yes", "yes"]],
    ["thirteen", { age: 13, sane: true }, ["no", "no", "yes"]],
    ["insane", { age: 30, sane: false }, ["yes", "yes", "no"]],
    ["not known", undefined, ["unknown", "unknown", "unknown"]],
  ])("%s", (_name, respondent, expected) => {
    const facts: Facts = { date: DAY, respondent };
    const slice = law.stretches.at(-1)!.slice();
    const truths = ["15", "15-listed", "16"].map((article) =>
      slice.definitions.get(`${CC}.${article}`)?.wordings[0]?.test(contextOf(facts, slice.definitions)),
    );
    expect(truths).toEqual(expected);
  });
});

function offence(facts: Facts, place: string) {
  const [article, part] = place.split("#");
  const answers = assess(law, facts).offences;
  const found = answers.find((one) => one.norm === `${CC}.${article}` && one.part === part);
  if (found === undefined)
    throw new Error(`${place} is not answered: ${answers.map((one) => `${one.norm}#${one.part}`)}`);
  return found;
}
