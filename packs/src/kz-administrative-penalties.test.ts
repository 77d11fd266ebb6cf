import { assess, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/** Which penalties of the Code on Administrative Offences can be imposed on whom, why not, and how many tenge they are. */
const law = compiled(loadPack(countryFolder("kz")));
const CAO = "kz.koap-2014.";

/** Nothing of article 57 is there, and it is known: the facts a court needs before it may go beyond the warning. */
const plain: Facts = {
  date: "2026-05-01",
  acts: ["insult"],
  relation: "spouse",
  victim: { age: 34, pregnant: false, helpless: false, dependent: false },
  respondent: {
    age: 40,
    sex: "male",
    exemptFromArrest: false,
    exemptFromCommunityService: false,
    intoxicated: false,
  },
  circumstances: { place: "home", group: false, motive: "other" },
  history: [],
};

function penalties(facts: Facts, norm: string, part: string) {
  const offence = assess(law, facts).offences.find((one) => one.norm === CAO + norm && one.part === part);
  if (offence === undefined || offence.sanctions === "unknown")
    throw new Error(`${norm}#${part} has no penalties`);
  return offence.sanctions;
}

const open = (facts: Facts, norm = "73", part = "1") =>
  penalties(facts, norm, part).map(({ kind, imposable }) => `${kind} ${imposable}`);
const why = (facts: Facts, kind: string, norm = "73", part = "1") =>
  penalties(facts, norm, part)
    .find((one) => one.kind === kind)
    ?.limits.map((limit) => `${limit.why} ${limit.norm.slice(CAO.length)} ${limit.truth}`);

describe("the warning that must be chosen", () => {
  it("with no aggravating circumstance leaves only the warning", () => {
    expect(open(plain)).toEqual(["warning yes", "community-service no", "arrest no"]);
    expect(why(plain, "arrest")).toEqual(["only 43 yes"]);
  });

  it.each<[string, Partial<Facts>]>([
    ["intoxication", { respondent: { ...plain.respondent, intoxicated: true } }],
    ["a pregnant victim", { victim: { ...plain.victim, pregnant: true } }],
    ["a child of 13", { victim: { ...plain.victim, age: 13 } }],
    ["a helpless victim", { victim: { ...plain.victim, helpless: true } }],
    ["a dependent victim", { victim: { ...plain.victim, dependent: true } }],
    ["a group", { circumstances: { ...plain.circumstances, group: true } }],
    ["hatred", { circumstances: { ...plain.circumstances, motive: "hatred" } }],
    [
      "a penalty for battery within the year",
      { date: "2024-12-01", history: [{ norm: `${CAO}73-2`, executed: "2024-05-01" }] },
    ],
  ])("%s opens every penalty of the article", (_name, more) => {
    for (const each of open({ ...plain, ...more })) expect(each).toMatch(/ yes$/);
  });

  it("a victim of 14 or a motive of another kind does not", () => {
    const teenager = { ...plain, victim: { ...plain.victim, age: 14 } };
    expect(open(teenager)).toEqual(["warning yes", "community-service no", "arrest no"]);
  });

  it("cannot be told while nobody said whether anybody was drunk", () => {
    const { intoxicated: _, ...sober } = plain.respondent ?? {};
    expect(open({ ...plain, respondent: sober })).toEqual([
      "warning yes",
      "community-service unknown",
      "arrest unknown",
    ]);
  });

  it("is no rule for an article without a warning", () => {
    const breach: Facts = {
      ...plain,
      acts: ["breach-of-protective-order"],
      orders: { protectiveOrder: true },
    };
    expect(open(breach, "461")).toEqual(["arrest yes"]);
  });

  it("was not yet there, or is not known, before Law 127-VI", () => {
    const bullied: Facts = { ...plain, acts: ["bullying"], victim: { ...plain.victim, age: 14 } };
    expect(open(bullied, "127-2")).toEqual(["warning yes", "fine no"]);
  });
});

describe("who may not be arrested, who may not be given community service", () => {
  const drunk: Facts = { ...plain, respondent: { ...plain.respondent, intoxicated: true } };
  const as = (respondent: Facts["respondent"]): Facts => ({
    ...drunk,
    respondent: { ...drunk.respondent, ...respondent },
  });

  it.each<[string, Facts["respondent"], readonly string[]]>([
    ["nobody bars it", {}, ["warning yes", "community-service yes", "arrest yes"]],
    [
      "a pregnant woman",
      { sex: "female", exemptFromArrest: true, exemptFromCommunityService: true },
      ["warning yes", "community-service no", "arrest no"],
    ],
    [
      "a mother of a child of ten: community service is open, arrest is not",
      { sex: "female", exemptFromArrest: true },
      ["warning yes", "community-service yes", "arrest no"],
    ],
    ["a youth of 17", { age: 17 }, ["warning yes", "community-service no", "arrest no"]],
    [
      "a man of 63: community service ends at 63",
      { age: 63 },
      ["warning yes", "community-service no", "arrest yes"],
    ],
    ["a man of 64", { age: 64 }, ["warning yes", "community-service no", "arrest no"]],
    ["a woman of 57", { age: 57, sex: "female" }, ["warning yes", "community-service yes", "arrest yes"]],
    ["a woman of 58", { age: 58, sex: "female" }, ["warning yes", "community-service no", "arrest yes"]],
    ["a woman of 59", { age: 59, sex: "female" }, ["warning yes", "community-service no", "arrest no"]],
  ])("%s", (_name, respondent, expected) => {
    expect(open(as(respondent))).toEqual(expected);
  });

  it("names the norm: age by 50 and 66, the ground asked about by 50", () => {
    expect(why(as({ age: 17 }), "arrest")).toEqual(["barred 50 yes", "barred 66 yes"]);
    expect(why(as({ exemptFromArrest: true }), "arrest")).toEqual(["barred 50 yes"]);
    expect(why(as({ age: 17 }), "community-service")).toEqual(["barred 49-1 yes", "barred 66 yes"]);
  });

  it("never lets the ground that was affirmed be overruled, whatever the age", () => {
    for (const age of [16, 30, 58, 90])
      expect(open(as({ age, exemptFromArrest: true }))[2]).toBe("arrest no");
  });

  it("cannot be told where age and ground are unsaid", () => {
    expect(open({ ...drunk, respondent: { intoxicated: true } })).toEqual([
      "warning yes",
      "community-service unknown",
      "arrest unknown",
    ]);
  });
});

describe("amounts counted by hand with the index of the day", () => {
  const again = (norm: string) => ({ history: [{ norm: CAO + norm, executed: "2026-04-01" }] });
  const spared: Facts = { ...plain, respondent: { ...plain.respondent, exemptFromArrest: true } };
  const child: Facts = { ...plain, victim: { ...plain.victim, age: 9 }, relation: "parent" };

  it.each<[string, Facts, string, string, string, number]>([
    // 5 x 4,325
    ["73(3) in 2026", { ...spared, ...again("73") }, "73", "3", "fine", 21_625],
    // 30 x 4,325
    [
      "461(2) in 2026",
      { ...spared, acts: ["breach-of-protective-order"], orders: { protectiveOrder: true } },
      "461",
      "2",
      "fine",
      129_750,
    ],
    // 30 x 3,692
    [
      "461(2) in 2024",
      {
        ...spared,
        date: "2024-07-01",
        acts: ["breach-of-protective-order"],
        orders: { protectiveOrder: true },
      },
      "461",
      "2",
      "fine",
      110_760,
    ],
    // 30 x 3,932
    [
      "669(4) in 2025",
      {
        ...spared,
        date: "2025-10-01",
        acts: ["breach-of-special-requirements"],
        orders: { specialRequirements: true },
      },
      "669",
      "4",
      "fine",
      117_960,
    ],
    // 160 x 4,325 and 180 x 4,325
    [
      "73-3(1)",
      { ...plain, acts: ["slander"], circumstances: { publicly: false } },
      "73-3",
      "1",
      "fine",
      692_000,
    ],
    [
      "73-3(2)",
      { ...plain, acts: ["slander"], circumstances: { publicly: true } },
      "73-3",
      "2",
      "fine",
      778_500,
    ],
    // 10, 15, 30 and 50 x 4,325
    ["127(1)", { ...child, acts: ["child-neglect"] }, "127", "1", "fine", 43_250],
    ["127(2)", { ...child, acts: ["child-neglect"], ...again("127") }, "127", "2", "fine", 64_875],
    ["127-2(2)", { ...child, acts: ["bullying"], ...again("127-2") }, "127-2", "2", "fine", 129_750],
    ["128(1)", { ...child, acts: ["involving-minor-in-offence"] }, "128", "1", "fine", 216_250],
    // 20 x 4,325, and 20 x 1,982 in the first year of the code
    ["131 in 2026", { ...child, acts: ["intoxicating-minor"] }, "131", "1", "fine", 86_500],
    [
      "131 in 2015",
      { ...child, date: "2015-06-01", acts: ["intoxicating-minor"] },
      "131",
      "1",
      "fine",
      39_640,
    ],
    // 50 x 4,325
    [
      "147-1(1)",
      { ...plain, acts: ["property-damage"], circumstances: { place: "street" } },
      "147-1",
      "1",
      "fine",
      216_250,
    ],
  ])("%s", (_name, facts, norm, part, kind, tenge) => {
    const found = penalties(facts, norm, part).find((one) => one.kind === kind);
    expect([found?.amount?.min, found?.amount?.max]).toEqual([tenge, tenge]);
  });

  it("takes the index of the day the case was opened, not of the act", () => {
    const act: Facts = {
      ...spared,
      date: "2025-12-30",
      acts: ["breach-of-protective-order"],
      orders: { protectiveOrder: true },
    };
    const on = (caseOpened: string) => {
      const [offence] = assess(law, act, { caseOpened }).offences;
      return offence?.sanctions !== "unknown" && offence?.sanctions[0]?.amount;
    };
    expect(on("2025-12-31")).toMatchObject({ mci: 3932, max: 117_960 });
    expect(on("2026-01-05")).toMatchObject({ mci: 4325, max: 129_750 });
  });

  it("gives no amount from 1 January 2027, when the rule reads otherwise and nobody has read it", () => {
    const [fine] = penalties({ ...child, date: "2027-02-01", acts: ["intoxicating-minor"] }, "131", "1");
    expect(fine?.amount).toBeUndefined();
  });

  it("a worker pays 5 indices and an official 10 for silence, and each bars the other", () => {
    const silent = (official: boolean): Facts => ({
      ...child,
      acts: ["failure-to-report"],
      relation: "none",
      respondent: { age: 40, entrusted: true, official },
    });
    const yes = (official: boolean) =>
      penalties(silent(official), "127-1", "1")
        .filter(({ imposable }) => imposable === "yes")
        .map(({ max }) => max);
    expect([yes(false), yes(true)]).toEqual([[5], [10]]);
  });

  it("community service is in article 73 from 1 September 2025 only", () => {
    const kinds = (date: string) => penalties({ ...plain, date }, "73", "1").map(({ kind }) => kind);
    expect(kinds("2025-08-31")).toEqual(["warning", "arrest"]);
    expect(kinds("2025-09-01")).toEqual(["warning", "community-service", "arrest"]);
  });

  it("leaves open how long the arrest of 2023 was", () => {
    const [only] = penalties(
      {
        ...plain,
        date: "2023-08-01",
        acts: ["breach-of-protective-order"],
        orders: { protectiveOrder: true },
      },
      "461",
      "1",
    );
    expect(only).toMatchObject({ kind: "arrest", unit: "days" });
    expect(only?.max).toBeUndefined();
  });
});
