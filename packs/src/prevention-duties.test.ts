import { assess, type CaseEvent, duties, type EventType, type Facts, type Reporting } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { loadCountry } from "./load.ts";

/**
 * What each body owes and by when, worked out by hand from the acts and written down apart from the pack: the start,
 * who owes it, and the last moment, on both sides of 16 June 2024 and 2 March 2026. Times are those of the journal;
 * Kazakhstan has kept UTC+5 since 1 March 2024, Almaty had UTC+6 before.
 */
const { pack } = loadCountry("kz");
const law = compiled(pack);

const child = { age: 9, sex: "female" } as const;
const woman = { age: 30, sex: "female" } as const;
const facts = (date: string, more: Partial<Facts> = {}): Facts => ({
  date,
  acts: ["battery"],
  harm: "pain",
  relation: "spouse",
  victim: woman,
  respondent: { age: 35, sane: true },
  circumstances: { threatToLife: false, childPresent: false },
  complaint: "given",
  ...more,
});

/** The acts of prevention and support; the codes have tables of their own. */
const PREVENTION =
  /^kz\.(dv-2009|prevention-2025|order-163|order-256|family-2011|health-2020|social-2023|education-2007)\./;

function clocks(event: CaseEvent, about: Facts, norms: RegExp = PREVENTION) {
  return duties(law, [event], about, event.at)
    .filter(({ norm }) => norms.test(norm))
    .map(({ norm, agency, due, verdict }) => `${norm} ${agency} ${due ?? "at once"} ${verdict}`)
    .sort();
}

function event(type: EventType, at: string, agencyKind: string, body: CaseEvent["body"] = {}): CaseEvent {
  return { type, at, agencyKind, body };
}

describe("what a report starts", () => {
  it.each<[string, CaseEvent, Facts, readonly string[]]>([
    [
      "to police on 1 March 2026: the text of the old law is not held, so no clock",
      event("report", "2026-03-01T15:00:00+05:00", "police", { channel: "police-102" }),
      facts("2026-03-01"),
      [],
    ],
    [
      "to police on 2 March 2026: measures at once, the other bodies within a day",
      event("report", "2026-03-02T15:00:00+05:00", "police", { channel: "police-102" }),
      facts("2026-03-02"),
      [
        "kz.prevention-2025.72 police 2026-03-03T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "of a child beaten by a parent: guardianship too",
      event("report", "2026-04-06T15:00:00+05:00", "police", { channel: "police-102" }),
      facts("2026-04-06", { relation: "parent", victim: child }),
      [
        "kz.prevention-2025.13 police at once applies",
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "of a stranger's blow: no domestic violence, no clock of this law",
      event("report", "2026-04-06T15:00:00+05:00", "police", { channel: "police-102" }),
      facts("2026-04-06", { relation: "none" }),
      [],
    ],
    [
      "through a clinic: the clinic tells police, she is not asked",
      event("report", "2026-04-06T15:00:00+05:00", "health", { channel: "clinic" }),
      facts("2026-04-06"),
      [
        "kz.prevention-2025.26 health at once applies",
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "by a health worker to whom she came in person: the Health Code has no gap there",
      event("report", "2026-04-06T15:00:00+05:00", "health", { channel: "in-person" }),
      facts("2026-04-06"),
      [
        "kz.health-2020.115 health at once applies",
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "by a clinic in 2022: the Health Code alone",
      event("report", "2022-05-05T15:00:00+06:00", "health", { channel: "clinic" }),
      facts("2022-05-05"),
      ["kz.health-2020.115 health at once applies"],
    ],
    [
      "by a clinic in 2019: its duty of then was not read",
      event("report", "2019-05-05T15:00:00+06:00", "health", { channel: "clinic" }),
      facts("2019-05-05"),
      [],
    ],
    [
      "in a crisis centre: police, and on to the family support centre",
      event("report", "2026-04-06T15:00:00+05:00", "shelter", { channel: "shelter" }),
      facts("2026-04-06"),
      [
        "kz.prevention-2025.37 shelter at once applies",
        "kz.prevention-2025.37 shelter at once applies",
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "in a family support centre: law enforcement is told",
      event("report", "2026-04-06T15:00:00+05:00", "family-support", { channel: "in-person" }),
      facts("2026-04-06"),
      [
        "kz.prevention-2025.10 family-support at once applies",
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "by a school about a pupil",
      event("report", "2026-04-06T15:00:00+05:00", "education", { channel: "school" }),
      facts("2026-04-06", { relation: "parent", victim: child }),
      [
        "kz.prevention-2025.13 police at once applies",
        "kz.prevention-2025.23 education at once applies",
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "by a school about a mother: the duty of schools is about minors",
      event("report", "2026-04-06T15:00:00+05:00", "education", { channel: "school" }),
      facts("2026-04-06"),
      [
        "kz.prevention-2025.72 police 2026-04-07T10:00:00Z applies",
        "kz.prevention-2025.72 police at once applies",
      ],
    ],
    [
      "by a university teacher about a minor in 2025: law enforcement at once, prevention within a working day",
      event("report", "2025-10-10T15:00:00+05:00", "teacher", { channel: "in-person" }),
      facts("2025-10-10", { relation: "parent", victim: { age: 17 } }),
      [
        // Friday: the day of the event counts by the strictest reading, so the working day is that Friday itself.
        "kz.education-2007.51 teacher 2025-10-10T19:00:00Z applies",
        "kz.education-2007.51 teacher at once applies",
      ],
    ],
    [
      "by anybody about a child in danger, in any year of the code: guardianship",
      event("report", "2016-05-05T15:00:00+06:00", "anyone"),
      facts("2016-05-05", { relation: "parent", victim: child }),
      ["kz.family-2011.67-p3 anyone at once applies"],
    ],
  ])("%s", (_name, report, about, expected) => {
    expect(clocks(report, about)).toEqual([...expected].sort());
  });
});

describe("what an order, a warning, a court's requirements and a referral start", () => {
  it.each<[string, CaseEvent, Facts, readonly string[]]>([
    [
      "an order issued on 1 March 2026: the clocks of issue were not found",
      event("protective-order-issued", "2026-03-01T20:00:00+05:00", "police"),
      facts("2026-03-01"),
      [],
    ],
    [
      "an order issued on 2 March 2026, before the register rules: the clocks of the law",
      event("protective-order-issued", "2026-03-02T20:00:00+05:00", "police"),
      facts("2026-03-02"),
      [
        "kz.prevention-2025.60 police 2026-03-02T19:00:00Z applies",
        "kz.prevention-2025.60 police at once applies",
        "kz.prevention-2025.60 police at once applies",
      ],
    ],
    [
      "an order issued on Monday 6 April 2026: register clocks too",
      event("protective-order-issued", "2026-04-06T20:00:00+05:00", "police"),
      facts("2026-04-06"),
      [
        "kz.order-163.10 police 2026-04-07T15:00:00Z applies",
        // Three working days, the day of issue being the first: Monday, Tuesday, Wednesday.
        "kz.order-163.7 police 2026-04-08T19:00:00Z applies",
        "kz.prevention-2025.60 police 2026-04-06T19:00:00Z applies",
        "kz.prevention-2025.60 police at once applies",
        "kz.prevention-2025.60 police at once applies",
      ],
    ],
    [
      "an order served in July 2024: a check each week, as regional police reported it",
      event("protective-order-served", "2024-07-08T10:00:00+05:00", "police"),
      facts("2024-07-08"),
      ["kz.dv-2009.20 police 2024-07-14T19:00:00Z applies"],
    ],
    [
      "an order served on the eve of the reform: no clock is known",
      event("protective-order-served", "2024-06-15T10:00:00+05:00", "police"),
      facts("2024-06-15"),
      [],
    ],
    [
      "an order served in April 2026: seven calendar days",
      event("protective-order-served", "2026-04-06T10:00:00+05:00", "police"),
      facts("2026-04-06"),
      ["kz.prevention-2025.60 police 2026-04-12T19:00:00Z applies"],
    ],
    [
      "a warning announced: the prosecutor and the precinct inspector within a day",
      event("outcome", "2026-04-06T10:00:00+05:00", "police", { outcome: "official-warning" }),
      facts("2026-04-06"),
      [
        "kz.order-163.14 police 2026-04-07T05:00:00Z applies",
        "kz.prevention-2025.51 police 2026-04-07T05:00:00Z applies",
      ],
    ],
    [
      "special requirements received: register in three days, a check each week, the databases each month",
      event("outcome", "2026-04-06T10:00:00+05:00", "police", { outcome: "special-requirements" }),
      facts("2026-04-06"),
      [
        "kz.order-163.11 police 2026-04-08T19:00:00Z applies",
        "kz.order-163.22 police 2026-04-12T19:00:00Z applies",
        "kz.order-163.22 police 2026-05-06T19:00:00Z applies",
      ],
    ],
    [
      "special requirements of February 2026: the rules of then were not read",
      event("outcome", "2026-02-16T10:00:00+05:00", "police", { outcome: "special-requirements" }),
      facts("2026-02-16"),
      [],
    ],
    [
      "a referral to a family support centre in May 2024: there were no such clocks yet",
      event("referral", "2024-05-06T10:00:00+05:00", "police", { to: "family-support" }),
      facts("2024-05-06"),
      [],
    ],
    [
      "a referral in July 2024, inside the days in which the Rules may have begun",
      event("referral", "2024-07-08T10:00:00+05:00", "police", { to: "family-support" }),
      facts("2024-07-08"),
      [
        // Monday 8 July was a day off for 6 July: the working days are the 9th, 10th and 11th.
        "kz.order-256.13 family-support 2024-07-11T19:00:00Z possible",
      ],
    ],
    [
      "a referral of a threatened mother with a child in April 2026",
      event("referral", "2026-04-06T10:00:00+05:00", "police", { to: "family-support" }),
      facts("2026-04-06", { circumstances: { threatToLife: true, childPresent: true } }),
      [
        "kz.order-256.13 family-support 2026-04-06T19:00:00Z applies",
        "kz.order-256.23 family-support 2026-04-07T05:00:00Z applies",
        "kz.prevention-2025.10 family-support at once applies",
      ],
    ],
    [
      "parents refuse a school's help in October 2026: the commission on minors",
      event("outcome", "2026-10-05T10:00:00+05:00", "education", { outcome: "help-declined" }),
      facts("2026-10-05", { relation: "parent", victim: child }),
      ["kz.prevention-2025.78 education at once applies"],
    ],
  ])("%s", (_name, start, about, expected) => {
    expect(clocks(start, about)).toEqual([...expected].sort());
  });

  it("runs on: each check of the requirements starts the next week, and after three months nothing certain is owed", () => {
    const start = event("outcome", "2026-04-06T10:00:00+05:00", "police", {
      outcome: "special-requirements",
    });
    const checks = ["2026-04-10", "2026-04-16"].map((day) =>
      event("registered", `${day}T10:00:00+05:00`, "police", { register: "control-sheet" }),
    );
    const weekly = duties(law, [start, ...checks], facts("2026-04-06"), "2026-09-01T00:00:00Z")
      .filter(({ duty }) => duty.startsWith("kz.order-163.22/0/"))
      .map(({ state, due }) => [state, due]);
    expect(weekly).toEqual([
      ["met", "2026-04-12T19:00:00Z"],
      ["met", "2026-04-16T19:00:00Z"],
      ["void", "2026-04-22T19:00:00Z"],
    ]);
  });
});

/**
 * Who must tell whom, of whom, and what the text says of consent: the whole list, so that a rule that quietly vanished,
 * or quietly began to ask for consent, is seen. `unknown`: the text itself was not read.
 */
const REPORTING: readonly (readonly [string, string, string, Reporting["about"], Reporting["consent"]])[] = [
  ["kz.education-2007.51", "teacher", "police", "child", "not-asked"],
  ["kz.education-2007.51", "teacher", "prevention-subject", "child", "not-asked"],
  ["kz.family-2011.67-p3", "anyone", "guardianship", "child", "not-asked"],
  ["kz.health-2020.115", "health", "police", "victim", "not-asked"],
  ["kz.order-256.23", "family-support", "guardianship", "child", "unknown"],
  ["kz.prevention-2025.10", "family-support", "police", "victim", "not-asked"],
  ["kz.prevention-2025.11", "mobile-group", "police", "victim", "not-asked"],
  ["kz.prevention-2025.13", "police", "guardianship", "child", "not-asked"],
  ["kz.prevention-2025.21", "education-department", "police", "child", "not-asked"],
  ["kz.prevention-2025.23", "education", "police", "child", "not-asked"],
  ["kz.prevention-2025.26", "health", "police", "victim", "not-asked"],
  ["kz.prevention-2025.28-p5", "social-protection", "police", "child", "not-asked"],
  ["kz.prevention-2025.37", "shelter", "police", "incident", "not-asked"],
  ["kz.prevention-2025.37-p2", "ngo", "police", "child", "not-asked"],
  ["kz.prevention-2025.39", "prevention-subject", "police", "incident", "not-asked"],
  ["kz.prevention-2025.51", "police", "prosecutor", "respondent", "not-asked"],
  ["kz.prevention-2025.69-p3", "aid-organisation", "police", "incident", "not-asked"],
  ["kz.prevention-2025.72", "police", "prevention-subject", "incident", "not-asked"],
  ["kz.prevention-2025.78", "education", "minors-commission", "child", "not-asked"],
];

describe("the duties to tell another body", () => {
  it("are these, and none of those read asks the survivor", () => {
    const found = pack.norms
      .filter(({ id }) => PREVENTION.test(id))
      .flatMap(({ id, versions }) =>
        versions.flatMap(({ duties: owed = [] }) =>
          owed.flatMap(({ agency, reporting }) =>
            reporting === undefined
              ? []
              : reporting.to.map((to) => [id, agency, to, reporting.about, reporting.consent].join(" ")),
          ),
        ),
      );
    expect([...new Set(found)].sort()).toEqual(REPORTING.map((row) => row.join(" ")).sort());
  });

  it("reach the answer to an incident, and the one place where her opinion counts is a right", () => {
    const answer = assess(law, facts("2026-05-05"));
    const health = answer.duties.find(({ norm }) => norm === "kz.prevention-2025.26");
    expect(health?.reporting).toEqual({ to: ["police"], about: "victim", consent: "not-asked" });
    const referral = answer.rights.find(({ norm }) => norm === "kz.prevention-2025.13-p7");
    expect(referral).toMatchObject({ verdict: "applies", right: { of: ["victim"], from: ["police"] } });
    expect(referral?.summary.en).toContain("the only place in the law");
  });

  it("name minors only where the text does: a non-governmental organisation owes nothing of an adult by article 37(2)", () => {
    const of = (victim: Facts["victim"]) =>
      assess(law, facts("2026-05-05", { victim })).duties.find(
        ({ norm }) => norm === "kz.prevention-2025.37-p2",
      )?.verdict;
    expect([of(woman), of(child), of({})]).toEqual([undefined, "applies", "possible"]);
  });
});

describe("services", () => {
  const services = (about: Facts) =>
    new Map(assess(law, about).rights.map(({ norm, verdict, service }) => [norm, { verdict, service }]));

  it("shelter for a month in a family support centre, six in a crisis centre, and no complaint is asked for", () => {
    const found = services(facts("2026-05-05", { complaint: "none" }));
    expect(found.get("kz.family-2011.5-1")).toMatchObject({
      verdict: "applies",
      service: { lasts: { max: { n: 1, unit: "months" } }, complaintNeeded: "no" },
    });
    expect(found.get("kz.order-263.stay")).toMatchObject({
      verdict: "applies",
      service: { lasts: { max: { n: 6, unit: "months" } }, complaintNeeded: "unknown" },
    });
  });

  it("special social services need her agreement, and hang on criteria nobody could read", () => {
    expect(services(facts("2026-05-05")).get("kz.social-2023.139")).toMatchObject({
      verdict: "possible",
      service: { complaintNeeded: "no", consentNeeded: "yes" },
    });
    expect(services(facts("2026-05-05", { relation: "none" })).get("kz.social-2023.139")).toBeUndefined();
  });
});
