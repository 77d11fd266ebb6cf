import { type CaseEvent, compile, duties, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { countryFolder, loadPack } from "./load.ts";

/** The clocks of Kazakhstan's two procedures on single cases, counted by hand on the calendar of June 2026. */
const law = compile(loadPack(countryFolder("kz")));

describe("administrative procedure: days off are left out of terms in days", () => {
  const breach: Facts = { date: "2026-06-05", acts: ["breach-of-protective-order"] };
  const protocol = "kz.koap-2014.806";

  it("a protocol is late after three working days", () => {
    // A Friday evening: Monday, Tuesday and Wednesday count, so the term ends on Wednesday at midnight.
    const events = [at("incident", "2026-06-05T20:00:00")];
    expect(owed(protocol, events, breach, "2026-06-11T09:00:00")).toEqual([
      { due: "2026-06-10T19:00:00Z", state: "late" },
    ]);
  });

  it("a protocol is owed no longer once a criminal case is opened", () => {
    const events = [
      at("incident", "2026-06-05T20:00:00"),
      at("proceeding-opened", "2026-06-06T10:00:00", { track: "criminal", norm: "kz.uk-2014.109-1" }),
    ];
    expect(owed(protocol, events, breach, "2026-06-20T09:00:00")).toMatchObject([{ state: "void" }]);
  });

  it("a case in which arrest is possible is decided on the day the court receives it", () => {
    const events = [at("referral", "2026-06-04T11:00:00", { to: "court" })];
    expect(owed("kz.koap-2014.829-5", events, breach, "2026-06-04T12:00:00")).toEqual([
      { due: "2026-06-04T19:00:00Z", state: "open" },
    ]);
  });
});

describe("criminal procedure: days off count, a last day that is one moves on", () => {
  const opened = [
    at("proceeding-opened", "2026-06-04T12:00:00", { track: "criminal", norm: "kz.uk-2014.109-1" }),
  ];
  const battery: Facts = { date: "2026-06-03", acts: ["battery"], complaint: "none" };
  const modes = "kz.upk-2014.32";

  it("a case without a complaint is settled in three days, moved from Sunday to Monday", () => {
    // Opened on a Thursday: Friday, Saturday and Sunday count.
    expect(owed(modes, opened, battery, "2026-06-05T09:00:00")).toEqual([
      { due: "2026-06-08T19:00:00Z", state: "open" },
    ]);
  });

  it("a case with a complaint has no such clock; where nobody asked it is possible", () => {
    expect(owed(modes, opened, { ...battery, complaint: "given" }, "2026-06-05T09:00:00")).toEqual([]);
    const unasked: Facts = { date: "2026-06-03", acts: ["battery"] };
    const found = duties(law, opened, unasked, "2026-06-05T09:00:00+05:00");
    expect(found.find(({ norm }) => norm === modes)?.verdict).toBe("possible");
  });

  it("battery between the reforms started no criminal clock", () => {
    const events = [at("incident", "2022-06-06T12:00:00")];
    const facts: Facts = { date: "2022-06-06", acts: ["battery"], harm: "pain" };
    expect(owed("kz.upk-2014.185", events, facts, "2022-06-07T09:00:00")).toEqual([]);
    expect(owed("kz.koap-2014.806", events, facts, "2022-06-07T09:00:00")).toHaveLength(1);
  });
});

describe("a clock of the police is met by the police", () => {
  const child: Facts = {
    date: "2026-06-03",
    acts: ["battery"],
    harm: "pain",
    relation: "parent",
    victim: { age: 9 },
  };
  const asOf = "2026-06-05T09:00:00";
  const states = (norm: string, events: readonly CaseEvent[]) =>
    owed(norm, events, child, asOf).map(({ state }) => state);
  const report = at("report", "2026-06-04T09:00:00", { channel: "police-102" });
  const incident = at("incident", "2026-06-04T09:00:00");

  it("telling the guardianship body: by police, not by the family support centre", () => {
    const told = (by: string) => at("notified", "2026-06-04T12:00:00", { to: "guardianship" }, by);
    expect(states("kz.prevention-2025.13", [report, told("family-support")])).toEqual(["open"]);
    expect(states("kz.prevention-2025.13", [report, told("police")])).toEqual(["met"]);
  });

  it("a legal measure on a report is not a notice to others", () => {
    const told = at("notified", "2026-06-04T12:00:00", { to: "prevention-subjects" });
    expect(states("kz.prevention-2025.72", [report, told]).sort()).toEqual(["met", "open"]);
  });

  it("a case opened by the prosecutor leaves police nothing to register, and does not count as theirs", () => {
    const opened = (by: string) => at("proceeding-opened", "2026-06-04T12:00:00", { track: "criminal" }, by);
    expect(states("kz.upk-2014.185", [incident, opened("prosecutor")])).toEqual(["void"]);
    expect(states("kz.upk-2014.185", [incident, opened("police")])).toEqual(["met"]);
  });

  it("the prosecutor decides on a protocol by sending the case to court", () => {
    const protocol = at("registered", "2026-06-04T09:00:00", { register: "misdemeanour-protocol" });
    const sent = (by: string) => at("referral", "2026-06-04T15:00:00", { to: "court" }, by);
    expect(states("kz.upk-2014.528", [protocol, sent("police")])).toEqual(["open"]);
    expect(states("kz.upk-2014.528", [protocol, sent("prosecutor")])).toEqual(["met"]);
  });
});

function at(
  type: CaseEvent["type"],
  time: string,
  body: CaseEvent["body"] = {},
  agencyKind = "police",
): CaseEvent {
  return { type, at: `${time}+05:00`, agencyKind, body };
}

function owed(norm: string, events: readonly CaseEvent[], facts: Facts, asOf: string) {
  return duties(law, events, facts, `${asOf}+05:00`)
    .filter((duty) => duty.norm === norm)
    .map(({ due, state }) => ({ due, state }));
}
