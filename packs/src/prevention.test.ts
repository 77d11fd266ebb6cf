import { assess, type CaseEvent, duties, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { loadCountry } from "./load.ts";

/**
 * The prevention side of Kazakhstan's law against days and hours worked out by hand from the articles:
 * Law 214-IV to 1 March 2026, Law 245-VIII from 2 March 2026, article 54 of the administrative code and
 * article 98-3 of the criminal code on either side of 16 June 2024.
 */
const law = compiled(loadCountry("kz").pack);
const adult = { age: 30, sane: true };

/** Verdict on one measure; `excluded` when it is not among the answers. */
function measure(norm: string, facts: Facts) {
  const answer = assess(law, facts).measures.find((one) => one.norm === norm);
  return { verdict: answer?.verdict ?? "excluded", lasts: answer?.lasts, missing: answer?.missing ?? [] };
}

function battery(date: string, relation: Facts["relation"], more: Partial<Facts> = {}): Facts {
  return { date, acts: ["battery"], relation, respondent: adult, ...more };
}

describe("the protective order", () => {
  it.each([
    ["2011-05-05", "kz.dv-2009.20", { max: { n: 10, unit: "days" } }],
    ["2016-05-05", "kz.dv-2009.20", "unknown"],
    ["2020-01-01", "kz.dv-2009.20", { max: { n: 30, unit: "days" } }],
    ["2026-03-01", "kz.dv-2009.20", { max: { n: 30, unit: "days" } }],
    ["2026-03-02", "kz.prevention-2025.60", { max: { n: 30, unit: "days" } }],
  ])("on %s is that of %s", (date, norm, lasts) => {
    const other = norm === "kz.dv-2009.20" ? "kz.prevention-2025.60" : "kz.dv-2009.20";
    expect(measure(norm, battery(date, "spouse"))).toMatchObject({ verdict: "applies", lasts });
    expect(measure(other, battery(date, "spouse")).verdict).toBe("excluded");
  });

  it("asks for a respondent of sixteen", () => {
    const of = (age: number) => battery("2026-05-05", "spouse", { respondent: { age, sane: true } });
    expect(measure("kz.prevention-2025.60", of(15)).verdict).toBe("excluded");
    expect(measure("kz.prevention-2025.60", of(16)).verdict).toBe("applies");
  });

  it("says which text is missing for a sister in the years when the list of relations changed", () => {
    const sister = (date: string) => battery(date, "sibling", { circumstances: { sharedHome: false } });
    expect(measure("kz.dv-2009.20", sister("2013-07-02")).verdict).toBe("excluded");
    expect(measure("kz.dv-2009.20", sister("2013-07-03"))).toMatchObject({
      verdict: "possible",
      missing: [{ kind: "text", norm: "kz.dv-2009.1-wider" }],
    });
    expect(measure("kz.dv-2009.20", sister("2022-01-01")).verdict).toBe("applies");
  });

  it("reaches in-laws through the shared home, and asks about it", () => {
    const inLaw = (sharedHome?: boolean) =>
      battery("2026-05-05", "in-law", sharedHome === undefined ? {} : { circumstances: { sharedHome } });
    expect(measure("kz.prevention-2025.60", inLaw(true)).verdict).toBe("applies");
    expect(measure("kz.prevention-2025.60", inLaw(false)).verdict).toBe("excluded");
    expect(measure("kz.prevention-2025.60", inLaw())).toMatchObject({
      verdict: "possible",
      missing: [{ kind: "fact", fact: "circumstances.sharedHome" }],
    });
  });

  it("is not for strangers", () => {
    expect(measure("kz.prevention-2025.60", battery("2026-05-05", "none")).verdict).toBe("excluded");
  });
});

describe("the court's special requirements", () => {
  it("move with battery from the administrative to the criminal code on 16 June 2024", () => {
    const on = (date: string, norm: string) => measure(norm, battery(date, "spouse")).verdict;
    expect(on("2024-06-15", "kz.koap-2014.54")).toBe("applies");
    expect(on("2024-06-15", "kz.uk-2014.98-3")).toBe("excluded");
    expect(on("2024-06-16", "kz.koap-2014.54")).toBe("excluded");
    expect(on("2024-06-16", "kz.uk-2014.98-3")).toBe("applies");
  });

  it("follow an insult at home, not one in the street", () => {
    const insult = (place: "home" | "street"): Facts => ({
      date: "2026-05-05",
      acts: ["insult"],
      relation: "spouse",
      respondent: adult,
      circumstances: { place },
    });
    expect(measure("kz.koap-2014.54", insult("home")).verdict).toBe("applies");
    expect(measure("kz.koap-2014.54", insult("street")).verdict).toBe("excluded");
  });
});

describe("the clocks of an order issued on 6 April 2026 and served the same evening", () => {
  const facts = battery("2026-04-06", "spouse");
  const events: readonly CaseEvent[] = [
    at("2026-04-06T18:00:00+05:00", "report", { channel: "police-102" }),
    at("2026-04-06T20:00:00+05:00", "protective-order-issued"),
    at("2026-04-06T21:00:00+05:00", "protective-order-served"),
  ];
  const owed = (asOf: string, more: readonly CaseEvent[] = []) =>
    duties(law, [...events, ...more], facts, asOf);
  const due = (norm: string, asOf = "2026-04-06T22:00:00+05:00") =>
    owed(asOf)
      .filter((duty) => duty.norm === norm)
      .map((duty) => [duty.agency, duty.due, duty.state]);

  it("gives police a day from the report to tell the subjects of prevention", () => {
    expect(due("kz.prevention-2025.72")).toContainEqual(["police", "2026-04-07T13:00:00Z", "open"]);
  });

  it("counts the operative measure as taken with the order", () => {
    expect(due("kz.prevention-2025.72")).toContainEqual(["police", null, "met"]);
  });

  it("wants the victim's copy before midnight in Kazakhstan", () => {
    expect(due("kz.prevention-2025.60")).toContainEqual(["police", "2026-04-06T19:00:00Z", "open"]);
  });

  it("names the responsible officer within a day and enters the data bank within three working days", () => {
    expect(due("kz.order-163.10")).toEqual([["police", "2026-04-07T15:00:00Z", "open"]]);
    // Monday's order. How the Rules count is not established, so the strictest reading: Monday is the first day.
    const [entry] = owed("2026-04-06T22:00:00+05:00").filter((duty) => duty.norm === "kz.order-163.7");
    expect(entry).toMatchObject({ due: "2026-04-08T19:00:00Z", dueEstablished: false });
  });

  it("starts a new week with every check, and stops after thirty days", () => {
    const checks = ["2026-04-10", "2026-04-16", "2026-04-22", "2026-04-28", "2026-05-04"].map((day) =>
      at(`${day}T12:00:00+05:00`, "protective-order-checked", { complied: true }),
    );
    const weekly = owed("2026-06-30T12:00:00+05:00", checks).filter(({ duty }) =>
      duty.startsWith("kz.prevention-2025.60/2/"),
    );
    expect(weekly.map(({ state }) => state)).toEqual(["met", "met", "met", "met", "met", "void"]);
  });
});

describe("the first assessment of a family support centre", () => {
  const referral = at("2026-04-06T10:00:00+05:00", "referral", { to: "family-support" });
  const clocks = (threatToLife: boolean) =>
    duties(
      law,
      [referral],
      battery("2026-04-06", "spouse", { circumstances: { threatToLife } }),
      referral.at,
    ).filter(({ norm }) => norm === "kz.order-256.13");

  it("has one clock, shorter where life is threatened", () => {
    const [fast, ...noOther] = clocks(true);
    const [slow, ...noSecond] = clocks(false);
    expect([...noOther, ...noSecond]).toEqual([]);
    expect(Temporal.Instant.compare(fast?.due ?? "", slow?.due ?? "")).toBe(-1);
  });
});

function at(time: string, type: CaseEvent["type"], body: CaseEvent["body"] = {}): CaseEvent {
  return { type, at: time, agencyKind: "police", body };
}
