import { assess, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/**
 * The Code on Administrative Offences, article by article and part by part: an incident inside, and one just outside.
 * The expected answers are written from the text of the code, never from the engine's answer.
 */
const law = compiled(loadPack(countryFolder("kz")));
const CAO = "kz.koap-2014.";

const answered = (facts: Facts) =>
  assess(law, facts)
    .offences.filter(({ norm }) => norm.startsWith(CAO))
    .map(({ norm, part, verdict }) => `${norm.slice(CAO.length)}#${part} ${verdict}`)
    .sort();

/** An adult who may be arrested and was never penalised. */
const adult: Facts["respondent"] = { age: 40, sex: "male", exemptFromArrest: false };
const before = (norm: string, executed: string): Pick<Facts, "history"> => ({
  history: [{ norm: CAO + norm, executed }],
});
const never = { history: [] } as const;
const exempt = { respondent: { ...adult, exemptFromArrest: true } } as const;

const insult: Facts = {
  date: "2026-05-01",
  acts: ["insult"],
  relation: "spouse",
  circumstances: { place: "home" },
  respondent: adult,
  ...never,
};
const ordered: Facts = {
  date: "2026-05-01",
  acts: ["breach-of-protective-order"],
  orders: { protectiveOrder: true },
  respondent: adult,
  ...never,
};
const required: Facts = {
  date: "2026-05-01",
  acts: ["breach-of-special-requirements"],
  orders: { specialRequirements: true },
  respondent: adult,
  ...never,
};
const damage: Facts = {
  date: "2026-05-01",
  acts: ["property-damage"],
  relation: "none",
  circumstances: { place: "street" },
  respondent: adult,
  ...never,
};
const child = { victim: { age: 9 } } as const;
const neglect: Facts = {
  date: "2026-05-01",
  acts: ["child-neglect"],
  relation: "parent",
  respondent: adult,
  ...child,
  ...never,
};
const silence: Facts = {
  date: "2026-05-01",
  acts: ["failure-to-report"],
  relation: "none",
  respondent: { ...adult, entrusted: true, official: false },
  ...child,
  ...never,
};
const bullying: Facts = { date: "2026-05-01", acts: ["bullying"], respondent: adult, ...child, ...never };
const unhelped: Facts = {
  date: "2026-05-01",
  acts: ["failure-to-protect-child"],
  respondent: { ...adult, official: true },
  ...child,
  ...never,
};
const slander: Facts = {
  date: "2026-05-01",
  acts: ["slander"],
  circumstances: { publicly: false },
  respondent: adult,
};

describe("each article and part: inside, and just outside", () => {
  it.each<[string, Facts, readonly string[]]>([
    ["73(1): abuse of a spouse at home", insult, ["73#1 applies"]],
    ["73: the same in the street", { ...insult, circumstances: { place: "street" } }, []],
    ["73: a stranger at home", { ...insult, relation: "none", circumstances: { place: "home" } }, []],
    [
      "73: an in-law who does not share the home",
      { ...insult, relation: "in-law", circumstances: { place: "home", sharedHome: false } },
      [],
    ],
    ["73(2): on the last day of the year", { ...insult, ...before("73", "2025-05-01") }, ["73#2 applies"]],
    ["73(2): a day later", { ...insult, ...before("73", "2025-04-30") }, ["73#1 applies"]],
    [
      "73(2): after a penalty for another article",
      { ...insult, ...before("461", "2026-03-01") },
      ["73#1 applies"],
    ],
    [
      "73(3): again, by one who may not be arrested",
      { ...insult, ...exempt, ...before("73", "2026-03-01") },
      ["73#3 applies"],
    ],
    ["73(3): not for a first act", { ...insult, ...exempt }, ["73#1 applies"]],
    ["73-3(1): slander", slander, ["73-3#1 applies"]],
    ["73-3(2): in public", { ...slander, circumstances: { publicly: true } }, ["73-3#2 applies"]],
    ["73-3: before it was in this code", { ...slander, date: "2020-07-06" }, []],
    ["127(1): neglect by a parent", neglect, ["127#1 applies"]],
    ["127: of an adult child", { ...neglect, victim: { age: 18 } }, []],
    ["127: by a neighbour", { ...neglect, relation: "none" }, []],
    ["127(2): again within a year", { ...neglect, ...before("127", "2025-09-01") }, ["127#2 applies"]],
    ["127-1(1): a teacher who tells nobody", silence, ["127-1#1 applies"]],
    ["127-1: a parent", { ...silence, relation: "parent" }, []],
    [
      "127-1: nobody's employee",
      { ...silence, respondent: { ...adult, entrusted: false, official: false } },
      [],
    ],
    ["127-1(2): again within a year", { ...silence, ...before("127-1", "2025-09-01") }, ["127-1#2 applies"]],
    ["127-1: before April 2019", { ...silence, date: "2019-04-11" }, []],
    ["127-2(1): bullying of a child", bullying, ["127-2#1 applies"]],
    ["127-2: of an adult", { ...bullying, victim: { age: 18 } }, []],
    ["127-2: before June 2024", { ...bullying, date: "2024-06-15" }, []],
    ["127-2(2): again within a year", { ...bullying, ...before("127-2", "2026-01-01") }, ["127-2#2 applies"]],
    [
      "127-2(3): by a child of 15, parents answer",
      { ...bullying, respondent: { age: 15 } },
      ["127-2#3 applies"],
    ],
    ["127-2(3): by a child of 11", { ...bullying, respondent: { age: 11 } }, []],
    ["127-3(1): a head who does not help", unhelped, ["127-3#1 applies"]],
    ["127-3: the eve of its first day", { ...unhelped, date: "2026-03-01" }, []],
    ["127-3: its first day", { ...unhelped, date: "2026-03-02" }, ["127-3#1 applies"]],
    ["127-3: nobody in office", { ...unhelped, respondent: { ...adult, official: false } }, []],
    ["127-3(4): again within a year", { ...unhelped, ...before("127-3", "2026-04-01") }, ["127-3#4 applies"]],
    [
      "128(1): drawing a minor in",
      { date: "2026-05-01", acts: ["involving-minor-in-offence"], victim: { age: 17 } },
      ["128#1 applies"],
    ],
    ["128: an adult", { date: "2026-05-01", acts: ["involving-minor-in-offence"], victim: { age: 18 } }, []],
    [
      "131: making a minor drunk",
      { date: "2015-01-01", acts: ["intoxicating-minor"], victim: { age: 17 } },
      ["131#1 applies"],
    ],
    ["131: an adult", { date: "2026-05-01", acts: ["intoxicating-minor"], victim: { age: 18 } }, []],
    ["147-1(1): damage in the street", damage, ["147-1#1 applies"]],
    [
      "147-1: things of a spouse at home belong to 73",
      { ...damage, relation: "spouse", circumstances: { place: "home" } },
      ["73#1 applies"],
    ],
    ["147-1(2): again within a year", { ...damage, ...before("147-1", "2025-06-01") }, ["147-1#2 applies"]],
    [
      "147-1(3): again, by one who may not be arrested",
      { ...damage, ...exempt, ...before("147-1", "2025-06-01") },
      ["147-1#3 applies"],
    ],
    ["147-1: before March 2023", { ...damage, date: "2023-03-04" }, []],
    ["461(1): breach of an order", ordered, ["461#1 applies"]],
    ["461: no order in force", { ...ordered, orders: { protectiveOrder: false } }, []],
    ["461: nobody said whether it was", { ...ordered, orders: {} }, ["461#1 possible"]],
    ["461(1-1): again within a year", { ...ordered, ...before("461", "2025-06-01") }, ["461#1-1 applies"]],
    ["461(2): by one who may not be arrested", { ...ordered, ...exempt }, ["461#2 applies"]],
    [
      "461(2): again, by one who may not be arrested",
      { ...ordered, ...exempt, ...before("461", "2025-06-01") },
      ["461#2 applies"],
    ],
    ["669(2): breach of the court's requirements", required, ["669#2 applies"]],
    ["669: none in force", { ...required, orders: { specialRequirements: false } }, []],
    ["669: nobody said whether they were", { ...required, orders: {} }, ["669#2 possible"]],
    ["669(3): again within a year", { ...required, ...before("669", "2025-06-01") }, ["669#3 applies"]],
    ["669(4): by one who may not be arrested", { ...required, ...exempt }, ["669#4 applies"]],
  ])("%s", (_name, facts, expected) => {
    expect(answered(facts)).toEqual(expected);
  });
});

describe("repetition by a minor counts for half a year", () => {
  const again = (age: number | undefined, executed: string) =>
    answered({
      ...insult,
      respondent: { sex: "male", exemptFromArrest: false, ...(age === undefined ? {} : { age }) },
      ...before("73", executed),
    });

  it.each<[string, number | undefined, string, readonly string[]]>([
    ["17, six months to the day", 17, "2025-11-01", ["73#3 applies"]],
    ["17, a day more", 17, "2025-10-31", ["73#1 applies"]],
    ["18, a day more", 18, "2025-10-31", ["73#2 applies"]],
    [
      "age not known, eight months",
      undefined,
      "2025-09-01",
      ["73#1 applies", "73#2 possible", "73#3 possible"],
    ],
  ])("%s", (_name, age, executed, expected) => {
    expect(again(age, executed)).toEqual(expected);
  });
});

describe("each side of the days on which the code changed", () => {
  const battery = (date: string): Facts => ({ date, acts: ["battery"], harm: "pain", relation: "spouse" });
  const light = (date: string): Facts => ({ ...battery(date), harm: "light" });

  it.each<[string, Facts, readonly string[]]>([
    ["the new code begins", { ...insult, date: "2015-01-01" }, ["73#1 applies"]],
    ["the eve of it", { ...insult, date: "2014-12-31" }, []],
    ["battery before July 2017", battery("2017-07-13"), []],
    ["battery in the weeks of July 2017", battery("2017-07-20"), ["73-2#1 possible"]],
    ["battery after them", battery("2017-08-01"), ["73-2#1 applies"]],
    ["light harm after them", light("2017-08-01"), ["73-1#1 applies"]],
    ["battery on the eve of 16 June 2024", battery("2024-06-15"), ["73-2#1 applies"]],
    ["battery on 16 June 2024", battery("2024-06-16"), []],
    ["light harm on 16 June 2024", light("2024-06-16"), []],
    [
      "the repeated breach of an order has no part before June 2024",
      { ...ordered, date: "2024-06-15", ...before("461", "2024-01-01") },
      ["461#1 applies"],
    ],
  ])("%s", (_name, facts, expected) => {
    expect(answered(facts)).toEqual(expected);
  });

  const how = (date: string) => {
    const [offence] = assess(law, { ...insult, date }).offences.filter(({ norm }) => norm === `${CAO}73`);
    return [offence?.prosecution.mode, offence?.reconciliation.effect];
  };

  it("a complaint is needed until 30 June 2023, and reconciliation changed in January 2020", () => {
    expect(how("2019-12-31")).toEqual(["complaint", "ends"]);
    expect(how("2020-02-01")).toEqual(["complaint", "may-release"]);
    expect(how("2023-06-30")).toEqual(["complaint", "may-release"]);
    expect(how("2023-07-01")).toEqual(["ex-officio", "may-release"]);
  });

  it("a second release on reconciliation within the year is barred since July 2023, not before", () => {
    const barred = (date: string, earlier: number) =>
      assess(law, { ...insult, date, reconciliation: { before: earlier } }).offences.find(
        ({ norm }) => norm === `${CAO}73`,
      )?.reconciliation.barred;
    expect([barred("2023-06-30", 1), barred("2023-07-01", 1), barred("2023-07-01", 0)]).toEqual([
      "no",
      "yes",
      "no",
    ]);
  });

  it("a case lapses two months after the act", () => {
    const [offence] = assess(law, { ...ordered, date: "2025-12-31" }).offences;
    expect(offence?.limitation).toEqual({ kind: "until", until: "2026-02-28", norm: `${CAO}62` });
  });

  it("a minor's case lapses in half the time", () => {
    const [offence] = assess(law, { ...ordered, respondent: { age: 17 } }).offences;
    expect(offence?.limitation).toEqual({ kind: "until", until: "2026-06-01", norm: `${CAO}62` });
  });

  it("names who prepares and who decides", () => {
    const competent = (facts: Facts) => assess(law, facts).offences[0]?.competent;
    expect(competent(insult)).toMatchObject({ prepares: ["police"], decides: ["court"] });
    expect(competent(unhelped)).toMatchObject({ prepares: ["child-rights"], decides: ["child-rights"] });
    expect(competent(silence)).toMatchObject({ decides: ["court"] });
    expect(competent(silence)).not.toMatchObject({ prepares: expect.arrayContaining(["police"]) });
  });
});
