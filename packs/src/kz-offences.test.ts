import { type ACTS, type Assessment, addDays, assess, type Facts, HARMS, RELATIONS } from "@arasha/law";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/**
 * The offences of Kazakhstan against what press, courts and the text of the acts say of them. The expected values are
 * written from those sources, never from the engine's answer.
 */
const pack = loadPack(countryFolder("kz"));
const law = compiled(pack);
const CC = "kz.uk-2014";

describe("fines in tenge, as the press reported them", () => {
  it.each<[string, string, string, Facts["acts"], Partial<Facts>, number]>([
    ["battery in June 2024: 295 thousand", "2024-06-16", `${CC}.109-1`, ["battery"], {}, 295],
    [
      "light harm in June 2024: 738 thousand",
      "2024-06-16",
      `${CC}.108-1`,
      ["bodily-harm"],
      { harm: "light" },
      738,
    ],
    ["stalking in September 2025: 786 thousand", "2025-09-16", `${CC}.115-1`, ["stalking"], harmful(), 786],
    ["stalking in 2026: 865 thousand", "2026-02-01", `${CC}.115-1`, ["stalking"], harmful(), 865],
  ])("%s", (_name, date, norm, acts, more, thousands) => {
    const answer = offence(assess(law, { date, acts, ...more }), norm, "1");
    const [fine] = sanctions(answer).filter(({ kind }) => kind === "fine");
    expect(Math.trunc((fine?.amount?.max ?? 0) / 1000)).toBe(thousands);
  });
});

describe("arrest for a crime", () => {
  it.each<[string, Facts["acts"], Partial<Facts>, boolean]>([
    ["109-1", ["battery"], {}, true],
    ["108-1", ["battery"], { harm: "light" }, true],
    ["115", ["threat-of-death-or-grave-harm"], {}, false],
    ["115-1", ["stalking"], harmful(), false],
    ["121-1", ["sexual-harassment"], { victim: { age: 15 } }, false],
  ])("under article %s in 2026: %s %s, open: %s", (article, acts, more, open) => {
    const answer = assess(law, { date: "2026-05-01", acts, ...more, respondent: grownMan });
    expect(arrestOf(offence(answer, `${CC}.${article}`, "1"))?.imposable).toBe(open ? "yes" : "no");
  });

  it("opens for stalking on the day the suspension ends, 1 January 2030, not before", () => {
    const stalked: Omit<Facts, "date"> = { acts: ["stalking"], ...harmful(), respondent: grownMan };
    const on = (date: string) =>
      arrestOf(offence(assess(law, { date, ...stalked }), `${CC}.115-1`, "1"))?.imposable;
    expect([on("2029-12-31"), on("2030-01-01")]).toEqual(["no", "yes"]);
  });
});

describe("readings that the press gets wrong", () => {
  it("torment has no restriction of liberty, forced marriage has", () => {
    const kinds = (act: (typeof ACTS)[number], norm: string) =>
      sanctions(offence(assess(law, { date: "2026-05-01", acts: [act] }), norm, "1")).map(({ kind }) => kind);
    expect(kinds("torment", `${CC}.110`)).not.toContain("restriction-of-liberty");
    expect(kinds("forced-marriage", `${CC}.125-1`)).toContain("restriction-of-liberty");
  });

  it("battery of a child can be reconciled, light harm to a child by an adult cannot", () => {
    const facts: Facts = {
      date: "2026-05-01",
      acts: ["battery"],
      victim: { age: 9 },
      respondent: { age: 40 },
      reconciliation: { agreed: true, before: 0 },
    };
    const barred = (harm: Facts["harm"], norm: string) =>
      offence(assess(law, { ...facts, harm }), norm, "2").reconciliation.barred;
    expect(barred("pain", `${CC}.109-1`)).toBe("no");
    expect(barred("light", `${CC}.108-1`)).toBe("yes");
  });

  it("a second reconciliation for battery is barred", () => {
    const facts: Facts = {
      date: "2026-05-01",
      acts: ["battery"],
      harm: "pain",
      reconciliation: { before: 1 },
    };
    expect(offence(assess(law, facts), `${CC}.109-1`, "1").reconciliation.barred).toBe("yes");
  });

  it("both parts of battery are misdemeanours, the second part of light harm is a crime", () => {
    const weak = { victim: { helpless: true } };
    const of = (harm: Facts["harm"], norm: string) =>
      offence(assess(law, { date: "2026-05-01", acts: ["battery"], harm, ...weak }), norm, "2").class;
    expect(of("pain", `${CC}.109-1`)).toBe("misdemeanour");
    expect(of("light", `${CC}.108-1`)).toBe("crime");
  });
});

describe("life imprisonment", () => {
  it.each<[string, Facts["acts"], Partial<Facts>, string, string]>([
    ["murder of a young child", ["murder"], { victim: { age: 9 } }, `${CC}.99`, "3"],
    ["murder of a helpless person", ["murder"], { victim: { age: 40, helpless: true } }, `${CC}.99`, "2"],
    ["rape of a young child", ["rape"], { victim: { age: 9 } }, `${CC}.120`, "4"],
    ["rape by a parent", ["rape"], { victim: { age: 15 }, relation: "parent" }, `${CC}.120`, "3-2"],
    ["sexual assault that killed", ["sexual-assault"], { harm: "death" }, `${CC}.121`, "4"],
  ])("%s may bring it since June 2024", (_name, acts, more, norm, part) => {
    const kinds = sanctions(offence(assess(law, { date: "2026-05-01", acts, ...more }), norm, part));
    expect(kinds.map(({ kind }) => kind)).toContain("life-imprisonment");
  });

  it("is not in the article on murder without aggravating signs", () => {
    const plain = offence(assess(law, { date: "2026-05-01", acts: ["murder"] }), `${CC}.99`, "1");
    expect(sanctions(plain).map(({ kind }) => kind)).toEqual(["deprivation-of-liberty"]);
  });
});

describe("murder and torment before June 2024, whose signs are known from one verdict only", () => {
  const verdicts = (date: string, more: Partial<Facts>) =>
    assess(law, { date, acts: ["murder", "torment"], ...more }).offences.map(
      ({ norm, part, verdict }) => `${norm.slice(CC.length + 1)}#${part} ${verdict}`,
    );

  it("special cruelty is part 2 of article 99 where the verdict speaks for the wording, possible before", () => {
    const cruel = { circumstances: { cruelty: true } };
    expect(verdicts("2023-11-09", cruel)).toContain("99#2 applies");
    expect(verdicts("2020-02-01", cruel)).toContain("99#2 applies");
    expect(verdicts("2019-12-31", cruel)).toEqual(expect.arrayContaining(["99#1 applies", "99#2 possible"]));
  });

  it("a sign read only in the later text makes part 2 possible and names the missing text", () => {
    const helpless = { victim: { helpless: true } };
    expect(verdicts("2023-11-09", helpless)).toEqual(
      expect.arrayContaining(["99#2 possible", "110#1 applies", "110#2 possible"]),
    );
    const part = offence(
      assess(law, { date: "2023-11-09", acts: ["torment"], ...helpless }),
      `${CC}.110`,
      "2",
    );
    expect(part.missing).toEqual([{ kind: "text", norm: `${CC}.signs-before-2024` }]);
    expect(verdicts("2024-06-16", helpless)).toEqual(
      expect.arrayContaining(["99#2 applies", "110#2 applies"]),
    );
  });
});

describe("how long police may hold a person", () => {
  const held = (date: string, acts: Facts["acts"], more: Partial<Facts> = {}) =>
    assess(law, { date, acts, ...more })
      .measures.filter(({ norm, verdict }) => /\.(128|131-p4|789)$/.test(norm) && verdict === "applies")
      .map(({ norm, lasts }) => [norm.slice(3), lasts]);

  const hours = (n: number) => ({ max: { n, unit: "hours" } });

  it.each<[string, string, Facts["acts"], Partial<Facts>, unknown]>([
    ["battery, general limit of CPC 131(4)", "2026-05-01", ["battery"], {}, [["upk-2014.128", hours(48)]]],
    [
      "battery in the years of the administrative code",
      "2022-05-01",
      ["battery"],
      {},
      [["koap-2014.789", hours(24)]],
    ],
    ["torment before the limit of Law 118-VI", "2017-12-31", ["torment"], {}, [["upk-2014.128", hours(72)]]],
    ["torment after it", "2018-02-01", ["torment"], {}, [["upk-2014.128", hours(48)]]],
    [
      "rape of a minor, on the list of 72 hours",
      "2026-05-01",
      ["rape"],
      { victim: { age: 15 } },
      [
        ["upk-2014.128", hours(48)],
        ["upk-2014.131-p4", hours(72)],
      ],
    ],
    [
      "rape of an adult, not on it",
      "2026-05-01",
      ["rape"],
      { victim: { age: 30 }, harm: "none" },
      [["upk-2014.128", hours(48)]],
    ],
    ["breach of an order", "2026-05-01", ["breach-of-protective-order"], {}, [["koap-2014.789", hours(24)]]],
  ])("%s", (_name, date, acts, more, expected) => {
    expect(held(date, acts, more).sort()).toEqual(expected);
  });
});

describe("properties", () => {
  const date = fc.integer({ min: 0, max: 6_500 }).map((days) => addDays("2009-01-01", days));
  const relation = fc.constantFrom(...RELATIONS);
  // What to ask next takes most of the time of an assessment, and is no matter here.
  const briefly = { questions: false };

  it("battery is answered on every day since 2009, whoever did it", () => {
    fc.assert(
      fc.property(date, relation, relation, (on, one, other) => {
        const answer = (who: Facts["relation"]) =>
          assess(law, { date: on, acts: ["battery"], harm: "pain", relation: who }, briefly).offences.map(
            ({ norm, part, verdict }) => `${norm}#${part} ${verdict}`,
          );
        expect(answer(one).length).toBeGreaterThan(0);
        expect(answer(one)).toEqual(answer(other));
      }),
    );
  });

  it("since June 2024 each degree of harm is answered by one article alone", () => {
    const article = { pain: "109-1", light: "108-1", medium: "107", grave: "106", death: "106" } as const;
    const harms = HARMS.filter((harm) => harm !== "none");
    const sign = fc.constantFrom(true, false, undefined);
    const after = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays("2024-06-16", days));
    fc.assert(
      fc.property(
        after,
        fc.constantFrom(...harms),
        sign,
        sign,
        sign,
        (on, harm, helpless, group, repeated) => {
          const facts: Facts = {
            date: on,
            acts: ["battery"],
            harm,
            victim: { helpless },
            circumstances: { group, repeated },
          };
          const norms = new Set(assess(law, facts, briefly).offences.map(({ norm }) => norm));
          expect([...norms]).toEqual([`${CC}.${article[harm]}`]);
        },
      ),
    );
  });

  it("no act of the vocabulary that did not happen makes an offence apply", () => {
    fc.assert(
      fc.property(date, relation, (on, who) => {
        expect(applying(assess(law, { date: on, acts: [], relation: who }, briefly))).toEqual([]);
      }),
    );
  });
});

describe("the pack", () => {
  it("opens a web address for every version but those whose only witness is a book of law without one", () => {
    const silent = pack.norms.flatMap(({ id, versions }) =>
      versions.filter(({ sources }) => sources.every(({ url }) => url === undefined)).map(() => id),
    );
    expect(silent).toEqual([]);
  });

  it("lets no act take force before it was signed, nor be published before it", () => {
    for (const { id, signed, published, inForce } of pack.amendments) {
      const earliest = typeof inForce === "string" ? inForce : inForce.earliest;
      if (signed !== undefined) expect(earliest >= signed, id).toBe(true);
      if (published !== undefined && signed !== undefined) expect(published >= signed, id).toBe(true);
    }
  });

  it("counts sixty days after the day of publication as the law of prevention shows", () => {
    const act = pack.amendments.find(({ id }) => id === "kz.245-VIII");
    expect(addDays(act?.published ?? "", 61)).toBe(act?.inForce);
  });

  it("has no index for the years no source gives", () => {
    const on = (day: string) => pack.mci.findLast(({ from }) => from <= day)?.value;
    expect(["2009-03-01", "2012-06-01", "2013-06-01"].map(on)).toEqual([null, null, null]);
    expect([on("2020-03-31"), on("2020-04-01"), on("2022-06-01")]).toEqual([2651, 2778, 3063]);
  });

  it("gives a day in lieu for each holiday on a weekend, save 7 January and Kurban Ait", () => {
    const { daysOff, weekend, worked } = pack.calendar;
    const none = /Christmas|Kurban|in lieu|moved/;
    const off = new Set(daysOff.map(({ date }) => date));
    const free = (day: string) => off.has(day) || weekend.includes(Temporal.PlainDate.from(day).dayOfWeek);
    for (const year of [2024, 2025, 2026]) {
      const fallen = daysOff.filter(
        ({ date, name }) =>
          date.startsWith(`${year}`) &&
          !none.test(name) &&
          weekend.includes(Temporal.PlainDate.from(date).dayOfWeek),
      );
      const given = daysOff.filter(
        ({ date, name }) => date.startsWith(`${year}`) && name.includes("in lieu"),
      );
      expect(given, `${year}`).toHaveLength(fallen.length);
      for (const { date } of given) expect(free(addDays(date, -1)), date).toBe(true);
    }
    for (const day of worked) expect(weekend).toContain(Temporal.PlainDate.from(day).dayOfWeek);
  });

  it("writes Kazakh in Kazakh, Russian in Russian, English in English", () => {
    for (const { id, title, versions } of pack.norms) {
      for (const { kk, ru, en } of [title, ...versions.map(({ summary }) => summary)]) {
        // The mark of a ministry in the number of an order stays Kazakh in every language.
        expect(ru.replaceAll("-НҚ", ""), id).not.toMatch(/[әғқңөұүһі]/i);
        expect(en.replaceAll("-НҚ", ""), id).not.toMatch(/[а-яё]/i);
        expect(kk, id).toMatch(/[а-яәғқңөұүһі]/i);
        if (kk.length > 60) expect(kk, id).toMatch(/[әғқңөұүһі]/i);
      }
    }
  });
});

/** Somebody no rule keeps from being arrested. */
const grownMan = { age: 40, sex: "male", exemptFromArrest: false } as const;

function harmful(): Partial<Facts> {
  return { circumstances: { substantialHarm: true } };
}

function offence(answer: Assessment, norm: string, part: string) {
  const found = answer.offences.find((each) => each.norm === norm && each.part === part);
  if (found === undefined)
    throw new Error(`${norm}#${part} is not answered: ${answer.offences.map((each) => each.norm)}`);
  return found;
}

function sanctions(answer: Assessment["offences"][number]) {
  if (answer.sanctions === "unknown") throw new Error(`${answer.norm} has no known sanctions`);
  return answer.sanctions;
}

function arrestOf(answer: Assessment["offences"][number]) {
  return sanctions(answer).find(({ kind }) => kind === "arrest");
}

function applying(answer: Assessment): readonly string[] {
  return answer.offences
    .filter(({ verdict }) => verdict === "applies")
    .map(({ norm, part }) => `${norm}#${part}`);
}
