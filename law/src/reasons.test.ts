import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { clauses, fill, oneOf } from "./clauses.ts";
import { contextOf, explain } from "./condition.ts";
import {
  ACTS,
  COMPLAINTS,
  FACT_PATHS,
  type Facts,
  HARMS,
  MOTIVES,
  PLACES,
  RELATIONS,
  SEXES,
} from "./facts.ts";
import { type Condition, LANGUAGES, type Language } from "./norm.ts";
import { phrase } from "./phrase.ts";
import { bestConfidence, conditionReason, type Explained, type Reason, reasons } from "./reasons.ts";
import type { Explanation } from "./result.ts";
import { reasonLines, reasonSentence } from "./sentence.ts";
import { choiceStatements, statements } from "./statements.ts";
import { type PackInput, testlandLaw } from "./testland.ts";
import { inAmendment, inVersion, versionsOf } from "./testland-changes.ts";

const law = testlandLaw();
const battery = { date: "2024-07-01", acts: ["battery" as const], relation: "spouse" as const };

function why(facts: Facts, norm: string, part: string | null = "1", of = law): Reason {
  const answer = assess(of, facts, { all: true });
  const found = [...answer.offences, ...answer.measures, ...answer.duties, ...answer.rights].find(
    (one) => one.norm === norm && ("part" in one ? one.part : null) === part,
  );
  if (found === undefined) throw new Error(`no answer for ${norm}#${part}`);
  return reasons(found, answer.date, "en", of);
}

const lines = (reason: Reason) => reasonLines(reason, "en");

describe("the reasons of an answer", () => {
  it("are what is found of each fact, each definition with its own, and the norm in force that day", () => {
    const reason = why({ ...battery, victim: { pregnant: true } }, "tl.cc.home-battery", "2");
    expect(lines(reason)).toEqual([
      "Yes: “Battery in the family” (CC home-battery part 2) applies",
      "  Yes: the act is battery",
      "  Yes: the definition “Family” (DV family) is met",
      "    Yes: the respondent is the victim's spouse",
      "    Yes: on 1 July 2024 “Family” (DV family) was in force (since 16 June 2024; reform)",
      "  Yes: the victim is pregnant",
      "  Yes: on 1 July 2024 “Battery in the family” (CC home-battery part 2) was in force (since 16 June 2024; reform)",
    ]);
    expect(reasonSentence(reason, "en")).toMatch(
      /^Yes: because the act is battery; because the respondent is .*; because on 1 July 2024 .*\.$/,
    );
  });

  it("carry the norm, its wording, its source with address and confidence, and the act that put it in force", () => {
    const { norm } = why(battery, "tl.cc.home-battery");
    expect(norm).toMatchObject({
      id: "tl.cc.home-battery",
      part: "1",
      title: "Battery in the family",
      cited: "CC home-battery part 1",
      wording: {
        on: "2024-07-01",
        begins: { earliest: "2024-06-16", latest: "2024-06-16" },
        ends: null,
        text: "known",
        confidence: "official",
        sources: [{ url: "https://law.testland.example/gazette" }],
        by: { id: "reform", title: "reform", sources: [{ confidence: "official" }] },
      },
    });
  });

  it("mark what decided: of what fails, only what failed; of what is open, only what is not known", () => {
    const failed = why({ ...battery, relation: "none" }, "tl.cc.home-battery", "2");
    expect(failed.truth).toBe("no");
    expect(failed.of.map(({ truth, decides }) => [truth, decides])).toEqual([
      ["yes", false],
      ["no", true],
      ["unknown", false],
      ["yes", false],
    ]);
    const open = why(battery, "tl.cc.home-battery", "2");
    expect(open.truth).toBe("unknown");
    expect(open.of.filter(({ decides }) => decides).map(({ fact }) => fact)).toEqual(["victim.pregnant"]);
  });

  it("name the fact each hangs on, and what was given for it", () => {
    const { of } = why(battery, "tl.cc.home-battery", "2");
    expect(of[0]).toMatchObject({ kind: "fact", fact: "acts", value: ["battery"] });
    expect(of[2]).not.toHaveProperty("value");
  });

  it("say that a part yields to another", () => {
    const yields = why({ ...battery, victim: { pregnant: true } }, "tl.cc.home-battery", "1");
    expect(yields).toMatchObject({ truth: "no" });
    expect(yields.words).toBe(
      "“Battery in the family” (CC home-battery part 1) yields to “Battery in the family” (CC home-battery part 2)",
    );
  });

  it("say that the text is not held", () => {
    const reason = why({ date: "2020-01-01", acts: ["breach-of-protective-order"] }, "tl.pc.breach", null);
    expect(reason.truth).toBe("unknown");
    expect(reason.of.at(-1)).toMatchObject({ kind: "text", truth: "unknown", decides: true });
    expect(lines(reason)).toContain(
      "  Not known: the text of “Breach of a protective order” (PC breach) is not in the pack",
    );
  });

  it("of a measure, a right and a duty are told in the same way", () => {
    const facts: Facts = { ...battery, respondent: { age: 20 }, victim: { sex: "female" }, harm: "grave" };
    expect(lines(why(facts, "tl.dv.order", null)).slice(0, 2)).toEqual([
      "Yes: “Protective order” (DV order) applies",
      "  Yes: the definition “Family” (DV family) is met",
    ]);
    expect(lines(why(facts, "tl.dv.shelter", null))[1]).toBe("  Yes: the victim is a woman");
    const duty = assess(law, facts).duties.find(({ agency }) => agency === "health");
    expect(duty && lines(reasons(duty, "2024-07-01", "en", law))[1]).toBe(
      "  Yes: the harm is grave, which is light or worse",
    );
  });

  it("of a duty that hangs on the class of the act say so", () => {
    const withClass = testlandLaw((pack) => {
      const order = pack.norms.find(({ id }) => id === "tl.dv.order")
        ?.versions[0] as PackInput["norms"][0]["versions"][0];
      order.duties = [
        {
          agency: "police",
          after: { event: "report" },
          within: "same-day",
          metBy: [{ event: "registered" }],
          offence: ["misdemeanour", "crime"],
        },
      ];
      return pack;
    });
    const told = (facts: Facts) => {
      const [duty] = assess(withClass, facts).duties;
      return duty && lines(reasons(duty, "2024-07-01", "en", withClass))[1];
    };
    const [owed] = assess(withClass, battery).duties;
    const kinds = owed && reasons(owed, "2024-07-01", "en", withClass).of.map(({ kind }) => kind);
    expect(kinds).toEqual(["offence", "in-force"]);
    expect(told(battery)).toBe("  Yes: by the law of its day this is a criminal misdemeanour or a crime");
    expect(told({ date: "2024-07-01" })).toBe(
      "  Not known: it is not known whether by the law of its day this is a criminal misdemeanour or a crime",
    );
  });

  it("of a norm of another time say when it was in force", () => {
    const [stalking] = assess(law, { date: "2025-07-01", acts: ["stalking"] }).notInForce;
    expect(stalking && lines(reasons(stalking, "2025-07-01", "en", law))).toEqual([
      "No: “Stalking” (CC stalking part 1) does not apply",
      "  No: on 1 July 2025 “Stalking” (CC stalking part 1) was not in force (since 16 September 2025)",
    ]);
    const [old] = assess(law, { date: "2018-07-01", acts: ["battery"], relation: "none" }).notInForce;
    expect(old && lines(reasons(old, "2018-07-01", "en", law))[1]).toContain(
      "(since 1 January 2010, until 31 July 2017)",
    );
  });

  it("inside a window say which day is not established, and of a dispute that sources differ", () => {
    const during = { date: "2017-07-10", acts: ["battery" as const], relation: "spouse" as const };
    const one = lines(why(during, "tl.pc.battery")).at(-1);
    expect(one).toBe(
      "  Not known: it is not established whether on 10 July 2017 “Battery at home” (PC battery part 1) was in force in this wording (it took force between 3 July 2017 and 31 July 2017: softening)",
    );
    const ending = lines(why(during, "tl.cc.battery")).at(-1);
    expect(ending).toContain("it took force between 3 July 2017 and 31 July 2017: softening");
    const sources = [{ title: "x", url: "https://x.example", confidence: "secondary" }];
    const disputed = testlandLaw((pack) => {
      const act = pack.amendments.find(({ id }) => id === "softening");
      if (act) {
        const claims = ["2017-07-03", "2017-07"].map((date) => ({ date, sources }));
        act.inForce = { earliest: "2017-07-03", latest: "2017-07-31", why: "disputed", claims };
      }
      return pack;
    });
    expect(lines(why(during, "tl.pc.battery", "1", disputed)).at(-1)).toContain(
      "sources give different days, 3 July 2017 – 31 July 2017: softening",
    );
  });

  it("inside a window show each wording of a definition that may have held, and what it says", () => {
    const windowed = testlandLaw((pack) => {
      const act = pack.amendments.find(({ id }) => id === "reform");
      if (act) act.inForce = { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" };
      return pack;
    });
    const partner: Facts = { date: "2024-06-10", acts: ["insult"], relation: "partner" };
    const definition = why(partner, "tl.pc.quarrel", "1", windowed).of[1];
    expect(definition).toMatchObject({ kind: "definition", truth: "unknown" });
    expect(definition?.words).toBe("it is not known whether the definition “Family” (DV family) is met");
    expect(definition?.of.map(({ kind, truth, of }) => [kind, truth, of[0]?.truth])).toEqual([
      ["in-force", "unknown", "no"],
      ["in-force", "unknown", "yes"],
    ]);
    // Both wordings agree on spouses, so the norm applies, whichever it was.
    const both = testlandLaw((pack) => {
      const act = pack.amendments.find(({ id }) => id === "reform");
      if (act) act.inForce = { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" };
      const shelter = pack.norms.find(({ id }) => id === "tl.dv.shelter")?.versions;
      const [first] = shelter ?? [];
      if (first) shelter?.push({ ...first, from: "reform" });
      if (first) first.until = "reform";
      return pack;
    });
    const agreed = why({ date: "2024-06-10", victim: { sex: "female" } }, "tl.dv.shelter", null, both);
    expect(agreed.truth).toBe("yes");
    expect(lines(agreed).at(-1)).toBe(
      "  Yes: whichever wording of “A place in a shelter” (DV shelter) was in force on 10 June 2024, the answer is the same",
    );
  });

  it("stand under an answer that decides itself, of every kind of reason", () => {
    const applies = why({ ...battery, victim: { pregnant: true } }, "tl.cc.home-battery", "2");
    expect(applies).toMatchObject({ kind: "answer", decides: true });
    expect(applies.of.map(({ kind }) => kind)).toEqual(["fact", "definition", "fact", "in-force"]);
    const [stalking] = assess(law, { date: "2025-07-01", acts: ["stalking"] }).notInForce;
    expect(stalking && reasons(stalking, "2025-07-01", "en", law)).toMatchObject({
      kind: "answer",
      truth: "no",
      decides: true,
      of: [{ kind: "in-force", truth: "no", decides: true }],
    });
  });

  it("cite the wording each answer was given from, where two may have held", () => {
    const twice = testlandLaw(
      versionsOf("tl.cc.stalking", { from: "first", until: "softening" }, { from: "softening" }),
    );
    const { offences, date } = assess(twice, { date: "2017-07-10", acts: ["stalking"] });
    expect(offences.map((one) => reasons(one, date, "en", twice).norm?.wording?.by.id)).toEqual([
      "first",
      "softening",
    ]);
  });

  it("of a norm that did not hold that day name the days of the wording nearest to it", () => {
    const gone = testlandLaw(
      versionsOf(
        "tl.cc.battery",
        { from: "first", until: "softening" },
        { from: "softening", until: "reform" },
      ),
    );
    const [battered] = assess(gone, { date: "2024-07-01", acts: ["battery"], relation: "none" }).notInForce;
    expect(battered && lines(reasons(battered, "2024-07-01", "en", gone))[1]).toBe(
      "  No: on 1 July 2024 “Battery” (CC battery part 1) was not in force (since a day between 3 July 2017 and 31 July 2017, until 16 June 2024)",
    );
  });

  it("name the act that ended a wording, once it surely began", () => {
    const window = { earliest: "2024-06-01", latest: "2024-06-16", why: "imprecise" };
    const ending = testlandLaw((pack) =>
      [
        inAmendment("reform", { inForce: window }),
        inAmendment("stalking-act", { inForce: "2024-06-10" }),
        versionsOf("tl.cc.stalking", { from: "stalking-act", until: "reform" }),
      ].reduce((now, change) => change(now), pack),
    );
    expect(
      lines(why({ date: "2024-06-10", acts: ["stalking"] }, "tl.cc.stalking", "1", ending)).at(-1),
    ).toContain("(it took force between 1 June 2024 and 16 June 2024: reform)");
  });

  describe("of a definition", () => {
    const insult: Facts = { date: "2017-07-10", acts: ["insult"], relation: "spouse" };
    const definition = (of: ReturnType<typeof testlandLaw>, facts = insult) => {
      const found = why(facts, "tl.pc.quarrel", "1", of).of.find(({ kind }) => kind === "definition");
      return found === undefined ? [] : lines(found).map((line) => line.trim());
    };
    const named = "“Family” (DV family)";

    it("of which nothing is held say that its text is not in the pack", () => {
      const unknown = testlandLaw(versionsOf("tl.dv.family", { text: "unknown", when: undefined }));
      expect(definition(unknown)).toEqual([
        `Not known: it is not known whether the definition ${named} is met`,
        `Yes: on 10 July 2017 ${named} was in force (since 1 January 2010; first)`,
        `Not known: the text of ${named} is not in the pack`,
      ]);
      const because = assess(unknown, insult).offences[0]?.because;
      // Without a day there is no wording to look for.
      expect(because && lines(conditionReason(because, "en", unknown))).toEqual([
        "Not known: it is not known whether all that is needed is there",
        "  Yes: one of these is enough, and there is one",
        "    Yes: the act is insult",
        "    No: the act is insult, not humiliation",
        `  Not known: it is not known whether the definition ${named} is met`,
      ]);
    });

    it("of which one of two wordings is held show what that one says", () => {
      const half = testlandLaw((pack) =>
        inVersion("tl.dv.family", 0, { until: "softening", text: "unknown", when: undefined })(
          inVersion("tl.dv.family", 1, { from: "softening" })(pack),
        ),
      );
      expect(definition(half)).toEqual([
        `Not known: it is not known whether the definition ${named} is met`,
        expect.stringContaining(
          `Not known: it is not established whether on 10 July 2017 ${named} was in force`,
        ),
        expect.stringContaining(
          `Not known: it is not established whether on 10 July 2017 ${named} was in force`,
        ),
        "Yes: the respondent is the victim's spouse",
      ]);
    });

    it("of which it is not established whether it held say so", () => {
      const begun = testlandLaw(versionsOf("tl.dv.family", { from: "softening" }));
      expect(definition(begun).slice(1)).toEqual([
        "Yes: the respondent is the victim's spouse",
        expect.stringContaining(
          `Not known: it is not established whether on 10 July 2017 ${named} was in force`,
        ),
      ]);
    });
  });

  it("of an answer without an explanation, or a norm the law does not hold, are what is known of it", () => {
    const bare: Explained = { norm: "tl.cc.stalking", part: "1", verdict: "applies" };
    expect(lines(reasons(bare, "2025-10-01", "en", law))).toEqual([
      "Yes: “Stalking” (CC stalking part 1) applies",
      "  Yes: on 1 October 2025 “Stalking” (CC stalking part 1) was in force (since 16 September 2025; stalking-act)",
    ]);
    expect(lines(reasons({ ...bare, verdict: "excluded" }, "2024-07-01", "en", law))).toHaveLength(1);
    const elsewhere = reasons({ norm: "tl.x.y", verdict: "excluded" }, "2024-07-01", "en", law);
    expect(elsewhere).toMatchObject({ truth: "no", norm: { id: "tl.x.y", title: "tl.x.y" }, of: [] });
    expect(elsewhere.norm).not.toHaveProperty("wording");
  });

  it("of a condition alone decide, and cite no wording where no day is asked about", () => {
    const { because } = assess(law, battery).offences[0] ?? {};
    const all = because && conditionReason(because, "en", law);
    expect(all).toMatchObject({ kind: "all", decides: true });
    expect(all?.of.map(({ norm }) => norm?.wording)).toEqual([undefined, undefined]);
    const [stalking] = assess(law, { date: "2025-07-01", acts: ["stalking"] }).notInForce;
    const one = stalking && conditionReason(stalking.because, "en", law);
    expect(one).toMatchObject({ kind: "in-force", decides: true });
    expect(one?.norm).not.toHaveProperty("wording");
    const dated = because && conditionReason(because, "en", law, "2024-07-01");
    expect(dated?.of[1]?.norm?.wording).toMatchObject({ on: "2024-07-01", by: { id: "reform" } });
  });

  it("are as sure as the surest source; without any they are not verified", () => {
    const source = (confidence: "official" | "secondary" | "unverified") => ({
      title: "x",
      url: "https://x.example",
      confidence,
    });
    expect(bestConfidence([source("unverified"), source("secondary")])).toBe("secondary");
    expect(bestConfidence([source("secondary"), source("official")])).toBe("official");
    expect(bestConfidence([])).toBe("unverified");
  });

  it("are the bare answer and the norm in force where explanations were not asked for", () => {
    const answer = assess(law, battery, { because: false });
    const [offence] = answer.offences;
    expect(offence && lines(reasons(offence, answer.date, "en", law))).toHaveLength(2);
  });
});

describe("a condition in words", () => {
  const context = (facts: Omit<Facts, "date">) => contextOf({ date: "2024-07-01", ...facts }, new Map());
  const say = (condition: Condition, facts: Omit<Facts, "date">, language: Language = "en") =>
    reasonLines(conditionReason(explain(condition, context(facts)), language, law), language);

  it("has no negations: what is excluded stands as what was found", () => {
    const notLight: Condition = { not: { fact: "harm", atLeast: "light" } };
    expect(say(notLight, { harm: "pain" })).toEqual(["Yes: the harm is pain, which is not light or worse"]);
    expect(say(notLight, { harm: "medium" })).toEqual(["No: the harm is medium, which is light or worse"]);
    expect(say(notLight, { harm: "light" })).toEqual(["No: the harm is light"]);
    expect(say(notLight, {})).toEqual(["Not known: it is not known whether the harm is light or worse"]);
    expect(say(notLight, { harm: "pain" }, "ru")).toEqual(["Да: вред – физическая боль, это меньше лёгкого"]);
    expect(say(notLight, { harm: "pain" }, "kk")).toEqual(["Иә: зиян – тән ауруы, бұл жеңілден төмен"]);
    expect(say({ fact: "harm", below: "medium" }, {})).toEqual([
      "Not known: it is not known whether the harm is less than medium",
    ]);
    expect(say({ fact: "harm", below: "medium" }, { harm: "pain" })).toEqual([
      "Yes: the harm is pain, which is not medium or worse",
    ]);
  });

  it("turns the joints with the negation (De Morgan)", () => {
    const neither: Condition = {
      not: {
        any: [
          { fact: "victim.pregnant", is: true },
          { fact: "victim.helpless", is: true },
        ],
      },
    };
    expect(say(neither, { victim: { pregnant: false, helpless: false } })).toEqual([
      "Yes: all that is needed is there",
      "  Yes: the victim is not pregnant",
      "  Yes: the victim was not helpless",
    ]);
    expect(say(neither, { victim: { pregnant: true } })).toEqual([
      "No: not all that is needed is there",
      "  No: the victim is pregnant",
      "  Not known: it is not known whether the victim was helpless",
    ]);
    const notBoth: Condition = {
      not: {
        all: [
          { fact: "victim.pregnant", is: true },
          { fact: "victim.helpless", is: true },
        ],
      },
    };
    expect(say(notBoth, { victim: { pregnant: true, helpless: true } })[0]).toBe(
      "No: one of these would be enough, and there is none",
    );
    expect(say(notBoth, { victim: { pregnant: false } })[0]).toBe(
      "Yes: one of these is enough, and there is one",
    );
    expect(say(notBoth, {})[0]).toBe(
      "Not known: one of these is enough; it is not known whether there is one",
    );
    expect(
      say({ not: { not: { fact: "victim.pregnant", is: true } } }, { victim: { pregnant: true } }),
    ).toEqual(["Yes: the victim is pregnant"]);
  });

  it("says nothing of groups within groups of their kind, nor of groups of one", () => {
    const nested: Condition = {
      all: [{ act: "battery" }, { all: [{ any: [{ fact: "harm", is: "pain" }] }, { act: "insult" }] }],
    };
    expect(say(nested, { acts: ["battery", "insult"], harm: "pain" })).toEqual([
      "Yes: all that is needed is there",
      "  Yes: one of the acts is battery",
      "  Yes: the harm is pain",
      "  Yes: one of the acts is insult",
    ]);
  });

  it("says of acts which were named", () => {
    const act: Condition = { act: "battery" };
    expect(say(act, {})).toEqual(["Not known: act: not known (what counts: battery)"]);
    expect(say(act, { acts: [] })).toEqual(["No: no act is named"]);
    expect(say(act, { acts: ["insult"] })).toEqual(["No: the act is insult, not battery"]);
    expect(say(act, { acts: ["insult", "stalking"] })).toEqual([
      "No: the acts named are insult, stalking; not among them: battery",
    ]);
  });

  it("says of penalties what counts, what was served, and what is not known", () => {
    const again: Condition = { penalisedWithin: "P1Y", for: ["tl.pc.quarrel#1", "tl.pc.battery"] };
    const norms = "“Quarrel at home” (PC quarrel part 1) or “Battery at home” (PC battery)";
    expect(say(again, {})).toEqual([
      `Not known: it is not known whether a penalty under ${norms} was served within 1 year before the act`,
    ]);
    const served = (...days: readonly string[]) =>
      say(again, { history: days.map((executed) => ({ norm: "tl.cc.harm#1", executed })) });
    expect(served("2024-01-02", "2024-03-04")).toEqual([
      `No: no penalty under ${norms} was served within 1 year before the act; earlier penalties: “Bodily harm” (CC harm part 1), 2 January 2024; “Bodily harm” (CC harm part 1), 4 March 2024`,
    ]);
    expect(served()).toEqual([`No: no penalty under ${norms} was served within 1 year before the act`]);
  });

  it("says of a choice what was found, and what would have counted or ruled it out", () => {
    const kin: Condition = { fact: "relation", in: ["spouse", "partner"] };
    expect(say(kin, { relation: "spouse" })).toEqual(["Yes: the respondent is the victim's spouse"]);
    expect(say(kin, { relation: "parent" })).toEqual([
      "No: the respondent is the victim's parent (what counts: spouse or cohabiting partner)",
    ]);
    expect(say(kin, {})).toEqual([
      "Not known: relation: not known (what counts: spouse or cohabiting partner)",
    ]);
    expect(say({ not: kin }, {})).toEqual([
      "Not known: relation: not known (what rules it out: spouse or cohabiting partner)",
    ]);
    expect(say({ not: kin }, { relation: "parent" })).toEqual(["Yes: the respondent is the victim's parent"]);
    expect(say({ not: kin }, { relation: "spouse" })).toEqual(["No: the respondent is the victim's spouse"]);
    expect(say({ fact: "complaint", is: "given" }, { complaint: "withdrawn" })).toEqual([
      "No: the complaint was withdrawn (what counts: given)",
    ]);
  });

  it("says of ages and numbers on which side of the line they are", () => {
    const minor: Condition = { fact: "victim.age", below: 18 };
    expect(say(minor, { victim: { age: 17 } })).toEqual(["Yes: the victim is 17, which is under 18"]);
    expect(say(minor, { victim: { age: 18 } })).toEqual(["No: the victim is 18, which is 18 or over"]);
    expect(say({ fact: "victim.age", atLeast: 14 }, { victim: { age: 13 } })).toEqual([
      "No: the victim is 13, which is under 14",
    ]);
    expect(say({ fact: "victim.age", atLeast: 14 }, {})).toEqual([
      "Not known: it is not known whether the victim is 14 or over",
    ]);
    expect(say(minor, {})).toEqual(["Not known: it is not known whether the victim is under 18"]);
    expect(say(minor, { victim: { age: 21 } }, "ru")).toEqual([
      "Нет: потерпевшему лицу 21 год, это 18 или больше",
    ]);
    expect(say(minor, {}, "ru")).toEqual(["Неизвестно: неизвестно, исполнилось ли потерпевшему лицу 18 лет"]);
    expect(say(minor, { victim: { age: 0 } }, "kk")).toEqual(["Иә: жәбірленуші 0 жаста, 18 жасқа толмаған"]);
    expect(say({ fact: "victim.age", is: 18 }, { victim: { age: 17 } })).toEqual([
      "No: victim's age: 17 (what counts: 18)",
    ]);
    const before: Condition = { fact: "reconciliation.before", atLeast: 1 };
    expect(say(before, { reconciliation: { before: 0 } })).toEqual([
      "No: earlier reconciliations: 0, which is less than 1",
    ]);
    expect(say(before, { reconciliation: { before: 2 } })).toEqual([
      "Yes: earlier reconciliations: 2, which is 1 or more",
    ]);
    expect(say(before, {})).toEqual([
      "Not known: earlier reconciliations: not known (what counts: 1 or more)",
    ]);
    expect(say({ not: { fact: "reconciliation.before", below: 2 } }, {})).toEqual([
      "Not known: earlier reconciliations: not known (what rules it out: less than 2)",
    ]);
  });
});

describe("a joint of a reason", () => {
  it("must be given every value it has a place for", () => {
    expect(fill(clauses.because, "en", { reason: "it rains", other: "x" })).toBe("because it rains");
    expect(() => fill(clauses.because, "ru", {})).toThrow('no value for {reason} in "because {reason}"');
  });

  it("lists what counts in each language, one alone or none", () => {
    expect(oneOf(["a", "b", "c"], "en")).toBe("a, b or c");
    expect(oneOf(["a", "b"], "kk")).toBe("a немесе b");
    expect(oneOf(["a"], "ru")).toBe("a");
    expect(oneOf([], "ru")).toBe("");
  });
});

describe("every fact and value", () => {
  it("has a clause in every language, different in each, without capital or stop", () => {
    const lists = {
      harm: HARMS,
      relation: RELATIONS,
      "victim.sex": SEXES,
      "respondent.sex": SEXES,
      "circumstances.place": PLACES,
      "circumstances.motive": MOTIVES,
      complaint: COMPLAINTS,
    } as const;
    for (const [fact, kind] of Object.entries(FACT_PATHS)) {
      if (kind === "choice" || kind === "ordered") expect(Object.keys(lists)).toContain(fact);
    }
    const texts = [
      ...Object.values(statements).flatMap(({ yes, no, whether }) => [yes, no, whether]),
      ...Object.entries(lists).flatMap(([fact, values]) =>
        values.map((value) => choiceStatements[fact as keyof typeof lists]?.[value]),
      ),
    ];
    for (const text of texts) {
      for (const language of LANGUAGES) expect(text?.[language]).toMatch(/^\p{Ll}.*[\p{L}\p{N},]$/u);
      expect(new Set([text?.kk, text?.ru, text?.en]).size).toBe(3);
    }
    for (const { yes, no, whether } of Object.values(statements)) {
      for (const language of LANGUAGES)
        expect(new Set([yes[language], no[language], whether[language]]).size).toBe(3);
    }
  });

  it("can be told, given or not, whatever is compared with it", () => {
    const leaf = (fact: string, op: string, expected: unknown, value?: unknown): Explanation =>
      ({
        op,
        fact,
        expected,
        truth: value === undefined ? "unknown" : "no",
        ...(value !== undefined && { value }),
      }) as Explanation;
    const tries: Readonly<Record<string, readonly Explanation[]>> = {
      acts: ACTS.map((act) => leaf("acts", "act", act, [])),
      harm: HARMS.flatMap((harm) => [leaf("harm", "atLeast", harm), leaf("harm", "below", harm, "none")]),
    };
    for (const [fact, kind] of Object.entries(FACT_PATHS)) {
      const value = { boolean: true, number: 3, choice: "none", ordered: "pain", list: [], history: [] }[
        kind
      ];
      const expected =
        kind === "history" ? { within: "P1Y", for: ["tl.pc.quarrel"] } : kind === "number" ? 4 : value;
      const op = kind === "history" ? "penalisedWithin" : kind === "list" ? "act" : "is";
      const all = tries[fact] ?? [leaf(fact, op, expected), leaf(fact, op, expected, value)];
      for (const one of all) {
        for (const language of LANGUAGES) {
          const words = phrase(one as Parameters<typeof phrase>[0], false, language, law);
          expect(words, fact).toMatch(/\p{L}/u);
          expect(words, fact).not.toMatch(/[{}]|undefined/);
        }
      }
    }
  });
});
