import { assess, type CaseEvent, duties, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/** The clocks of Kazakhstan's two procedures on single cases, counted by hand on the calendar of June 2026. */
const law = compiled(loadPack(countryFolder("kz")));

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

describe("detention runs to the minute and over days off", () => {
  const torment: Facts = { date: "2026-06-05", acts: ["torment"], respondent: { age: 30 } };
  // A Friday evening, 20:40.
  const detained = at("registered", "2026-06-05T20:40:00", { register: "suspect-detained" });
  const clocks = (facts: Facts, events: readonly CaseEvent[] = [detained]) =>
    owed("kz.upk-2014.131", events, facts, "2026-06-05T21:00:00").map(({ due }) => due);

  it("the record within three hours, release or the court's sanction within forty-eight", () => {
    expect(clocks(torment)).toEqual(["2026-06-05T18:40:00Z", "2026-06-07T15:40:00Z"]);
  });

  it("a minor is held for twenty-four hours, for a murder seventy-two", () => {
    expect(clocks({ ...torment, respondent: { age: 17 } })).toEqual([
      "2026-06-05T18:40:00Z",
      "2026-06-06T15:40:00Z",
    ]);
    const murder: Facts = { ...torment, acts: ["murder"], harm: "death", respondent: { age: 17 } };
    expect(clocks(murder)).toEqual(["2026-06-05T18:40:00Z", "2026-06-08T15:40:00Z"]);
  });

  it("where the age was not asked both limits are possible", () => {
    const { respondent: _, ...unasked } = torment;
    const verdicts = duties(law, [detained], unasked, "2026-06-05T21:00:00+05:00")
      .filter(({ norm }) => norm === "kz.upk-2014.131")
      .map(({ verdict, due }) => `${due} ${verdict}`);
    expect(verdicts).toEqual([
      "2026-06-05T18:40:00Z applies",
      "2026-06-06T15:40:00Z possible",
      "2026-06-07T15:40:00Z possible",
    ]);
  });

  it("the prosecutor is told within twelve hours of the record, the judge decides on custody within eight", () => {
    const record = at("registered", "2026-06-05T22:10:00", { register: "detention-protocol" });
    expect(owed("kz.upk-2014.131", [record], torment, "2026-06-05T23:00:00")).toEqual([
      { due: "2026-06-06T05:10:00Z", state: "open" },
    ]);
    const asked = at("registered", "2026-06-06T10:30:00", { register: "custody-request" }, "prosecutor");
    expect(owed("kz.upk-2014.147", [asked], torment, "2026-06-06T11:00:00")).toEqual([
      { due: "2026-06-06T13:30:00Z", state: "open" },
    ]);
  });
});

describe("what the victim asks for is decided in time", () => {
  const battery: Facts = { date: "2026-06-03", acts: ["battery"], harm: "pain" };
  const asked = (register: string, by = "police") =>
    at("registered", "2026-06-04T09:20:00", { register }, by);

  it.each([
    // The hour of the start does not count: from ten o'clock.
    ["safety measures", "kz.upk-2014.96", "safety-request", "2026-06-05T05:00:00Z"],
    ["a ban on approach", "kz.upk-2014.165", "approach-ban-request", "2026-06-05T05:00:00Z"],
    ["one hearing before the judge", "kz.upk-2014.217", "testimony-request", "2026-06-05T05:00:00Z"],
    // Friday, Saturday, Sunday: Monday. Thursday plus seven days: Thursday.
    ["a motion", "kz.upk-2014.99", "motion", "2026-06-08T19:00:00Z"],
    ["a complaint", "kz.upk-2014.105", "complaint-received", "2026-06-11T19:00:00Z"],
  ])("%s", (_name, norm, register, due) => {
    expect(owed(norm, [asked(register)], battery, "2026-06-04T10:00:00")).toEqual([{ due, state: "open" }]);
  });

  it("a complaint binds the body it was made to", () => {
    const events = [asked("complaint-received", "prosecutor")];
    const answered = (by: string) => [
      ...events,
      at("registered", "2026-06-05T09:00:00", { register: "complaint-answered" }, by),
    ];
    const states = (of: readonly CaseEvent[]) =>
      owed("kz.upk-2014.105", of, battery, "2026-06-06T09:00:00").map(({ state }) => state);
    expect(states(answered("police"))).toEqual(["open"]);
    expect(states(answered("prosecutor"))).toEqual(["met"]);
  });
});

describe("how long an investigation may take", () => {
  const opened = at("proceeding-opened", "2026-06-04T12:00:00", {
    track: "criminal",
    norm: "kz.uk-2014.108-1",
  });
  const due = (facts: Omit<Facts, "date">) =>
    owed("kz.upk-2014.192", [opened], { date: "2026-06-03", ...facts }, "2026-06-05T09:00:00").map(
      (clock) => clock.due,
    );
  const adult = { victim: { age: 30, helpless: false, dependent: false } } as const;

  it("an inquiry one month, moved from Saturday 4 July over the days off to Tuesday 7 July", () => {
    // Monday 6 July is the holiday of the capital.
    const light: Omit<Facts, "date"> = { acts: ["bodily-harm"], harm: "light", victim: { helpless: true } };
    expect(due(light)).toEqual(["2026-07-07T19:00:00Z"]);
    expect(due({ acts: ["torment"], ...adult })).toEqual(["2026-07-07T19:00:00Z"]);
  });

  it("an investigation two months; a misdemeanour has its own protocol", () => {
    expect(due({ acts: ["bodily-harm"], harm: "grave", ...adult })).toEqual(["2026-08-04T19:00:00Z"]);
    expect(due({ acts: ["torment"], victim: { age: 9 } })).toEqual(["2026-08-04T19:00:00Z"]);
    expect(due({ acts: ["battery"], harm: "pain", ...adult })).toEqual([]);
  });
});

describe("the rights of a victim follow the law of the day", () => {
  const rights = (facts: Facts) =>
    assess(law, facts)
      .rights.filter(({ norm, verdict }) => norm.startsWith("kz.upk-2014.") && verdict === "applies")
      .map(({ norm }) => norm.slice("kz.upk-2014.".length));
  const battery: Omit<Facts, "date"> = { acts: ["battery"], harm: "pain", relation: "spouse" };

  it("are those of a criminal case where battery is criminal, and none of them where it is not", () => {
    const now = rights({ date: "2026-05-01", ...battery });
    expect(now).toEqual(expect.arrayContaining(["71", "96", "99", "105", "106", "167", "185-p1", "274"]));
    expect(rights({ date: "2022-05-01", ...battery })).toEqual([]);
  });

  it("a child is heard with a teacher or psychologist, also one who only saw it", () => {
    expect(rights({ date: "2026-05-01", ...battery })).not.toContain("215");
    expect(rights({ date: "2026-05-01", ...battery, circumstances: { childPresent: true } })).toContain(
      "215",
    );
    expect(rights({ date: "2026-05-01", ...battery, victim: { age: 9 } })).toContain("215");
  });

  it("the fund pays for grave harm and for killing, not for battery, and not before July 2020", () => {
    const fund = (facts: Facts) =>
      assess(law, facts).rights.some(
        ({ norm, verdict }) => norm === "kz.victims-fund-2018.6" && verdict === "applies",
      );
    const grave: Omit<Facts, "date"> = { acts: ["bodily-harm"], harm: "grave" };
    expect(fund({ date: "2026-05-01", ...grave })).toBe(true);
    expect(fund({ date: "2020-06-30", ...grave })).toBe(false);
    expect(fund({ date: "2026-05-01", ...battery })).toBe(false);
  });

  it("that registering has a term in an order nobody has read is said, not guessed", () => {
    const { unread } = assess(law, { date: "2026-05-01", ...battery });
    expect(unread).toMatchObject([{ norm: "kz.order-89.registration", verdict: "unknown-text" }]);
  });
});

describe("a criminal case that ends and leaves an administrative offence", () => {
  it("goes on within ten days, by the body that ended it", () => {
    const insult: Facts = { date: "2026-06-03", acts: ["insult"] };
    const ended = at("proceeding-ended", "2026-06-04T12:00:00", { ending: "administrative-signs" });
    // Ten days from Friday: Sunday 14 June, moved to Monday.
    expect(owed("kz.upk-2014.35", [ended], insult, "2026-06-05T09:00:00")).toEqual([
      { due: "2026-06-15T19:00:00Z", state: "open" },
    ]);
    const other = at("proceeding-ended", "2026-06-04T12:00:00", { ending: "no-elements" });
    expect(owed("kz.upk-2014.35", [other], insult, "2026-06-05T09:00:00")).toEqual([]);
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
