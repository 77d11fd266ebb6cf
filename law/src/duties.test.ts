import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duties } from "./duties.ts";
import type { EventType } from "./norm.ts";
import type { CaseEvent } from "./result.ts";
import { testlandLaw } from "./testland.ts";

const law = testlandLaw();
const at = (type: EventType, when: string, body: Record<string, unknown> = {}): CaseEvent => ({
  type,
  at: when,
  agencyKind: "police",
  body,
});
const issued = at("protective-order-issued", "2024-07-01T10:20:00+05:00");
const served = at("protective-order-served", "2024-07-01T12:00:00+05:00");
const checked = (when: string) => at("protective-order-checked", when);
const states = (events: readonly CaseEvent[], asOf: string) =>
  duties(law, events, null, asOf).map(({ duty, state }) => `${duty} ${state}`);

describe("one clock", () => {
  const told = (when: string) => at("notified", when, { to: "prosecutor" });
  it("runs from the event to the term of its law", () => {
    expect(duties(law, [issued], null, "2024-07-01T11:00:00+05:00")).toEqual([
      {
        duty: "tl.dv.order/0/1/1",
        norm: "tl.dv.order",
        title: expect.objectContaining({ en: "Protective order" }),
        agency: "police",
        startedAt: "2024-07-01T05:20:00Z",
        due: "2024-07-02T06:00:00Z",
        state: "open",
        metAt: null,
        voidAt: null,
        verdict: "applies",
        dueEstablished: true,
      },
    ]);
  });
  it.each([
    ["2024-07-02T11:00:00+05:00", "open"],
    ["2024-07-02T11:00:01+05:00", "late"],
  ])("asked at %s is %s", (asOf, state) => {
    expect(states([issued], asOf)).toEqual([`tl.dv.order/0/1/1 ${state}`]);
  });
  it.each([
    ["2024-07-02T11:00:00+05:00", "met"],
    ["2024-07-02T11:00:01+05:00", "met-late"],
  ])("met at %s is %s, whoever met it", (when, state) => {
    const events = [issued, { ...told(when), agencyKind: "court" }];
    expect(states(events, "2024-07-05T00:00:00Z")).toEqual([`tl.dv.order/0/1/1 ${state}`]);
  });
  it("is not met by another addressee, nor by an entry before it, nor by one still to come", () => {
    const asOf = "2024-07-01T12:00:00+05:00";
    const open = (events: readonly CaseEvent[], seq: number) =>
      expect(states(events, asOf)).toEqual([`tl.dv.order/0/${seq}/1 open`]);
    open([issued, at("notified", "2024-07-01T10:30:00+05:00", { to: "school" })], 1);
    open([told("2024-07-01T10:00:00+05:00"), issued], 2);
    open([issued, told("2024-07-01T13:00:00+05:00")], 1);
  });
  it("of detention runs from the very minute, whatever the rule of the act", () => {
    const detained = testlandLaw((pack) => {
      const [order] = pack.norms.filter(({ id }) => id === "tl.dv.order");
      const [version] = (order as { readonly versions: readonly Record<string, unknown>[] }).versions;
      const [first] = version!.duties as readonly Record<string, unknown>[];
      const norm = { ...order, versions: [{ ...version, duties: [{ ...first, runsAtOnce: true }] }] };
      return { ...pack, norms: pack.norms.map((one) => (one === order ? (norm as never) : one)) };
    });
    const [clock] = duties(detained, [issued], null, "2024-07-01T11:00:00+05:00");
    expect(clock?.due).toBe("2024-07-02T05:20:00Z");
  });
  it("is one for each starting entry", () => {
    expect(states([issued, issued], "2024-07-01T11:00:00+05:00")).toEqual([
      "tl.dv.order/0/1/1 open",
      "tl.dv.order/0/2/1 open",
    ]);
  });
});

describe("a recurring duty", () => {
  it("starts a new round each time it is met", () => {
    const events = [served, checked("2024-07-05T09:00:00+05:00"), checked("2024-07-14T09:00:00+05:00")];
    const found = duties(law, events, null, "2024-07-15T00:00:00Z");
    expect(found.map(({ duty, state, due }) => [duty, state, due])).toEqual([
      ["tl.dv.order/1/1/1", "met", "2024-07-08T19:00:00Z"],
      ["tl.dv.order/1/1/2", "met-late", "2024-07-12T19:00:00Z"],
      ["tl.dv.order/1/1/3", "open", "2024-07-22T19:00:00Z"],
    ]);
  });
  it("ends when the order is ended", () => {
    const ended = at("protective-order-ended", "2024-07-06T00:00:00Z");
    const events = [
      served,
      checked("2024-07-05T09:00:00+05:00"),
      ended,
      checked("2024-07-07T09:00:00+05:00"),
    ];
    expect(duties(law, events, null, "2024-08-30T00:00:00Z")).toMatchObject([
      { duty: "tl.dv.order/1/1/1", state: "met" },
      { duty: "tl.dv.order/1/1/2", state: "void", voidAt: "2024-07-06T00:00:00Z", metAt: null },
    ]);
  });
  it("ends by itself when the order has run out, and is late until then if it was not met", () => {
    const found = duties(law, [served], null, "2024-08-30T00:00:00Z");
    expect(found).toMatchObject([
      { state: "void", due: "2024-07-08T19:00:00Z", voidAt: "2024-07-31T19:00:00Z" },
    ]);
    expect(states([served], "2024-07-31T19:00:00Z")).toEqual(["tl.dv.order/1/1/1 late"]);
  });
});

describe("after the order has run out", () => {
  it("a late check neither meets the duty nor starts another round", () => {
    expect(states([served, checked("2024-08-05T09:00:00+05:00")], "2024-08-30T00:00:00Z")).toEqual([
      "tl.dv.order/1/1/1 void",
    ]);
  });
  it("the check made at its very end is the last", () => {
    const events = [served, checked("2024-07-31T19:00:00Z")];
    expect(states(events, "2024-08-30T00:00:00Z")).toEqual(["tl.dv.order/1/1/1 met-late"]);
  });
});

describe("a window of uncertain entry into force", () => {
  it("makes a clock possible, unless every wording says the same", () => {
    const reworded = (change: object) =>
      testlandLaw((pack) => {
        for (const { id, versions } of pack.norms) {
          const [version] = versions;
          if (id !== "tl.dv.order" || version === undefined) continue;
          versions.splice(
            0,
            1,
            { ...version, until: "softening" },
            { ...version, ...change, from: "softening" },
          );
        }
        return pack;
      });
    const start = at("protective-order-issued", "2017-07-10T10:20:00+06:00");
    const verdict = (change: object) =>
      duties(reworded(change), [start], null, "2017-07-11T00:00:00Z")[0]?.verdict;
    expect(verdict({})).toBe("applies");
    const duty = {
      agency: "police",
      after: { event: "protective-order-issued" },
      within: { n: 3, unit: "hours" },
      metBy: [{ event: "notified" }],
    };
    expect(verdict({ duties: [duty] })).toBe("possible");
  });
});

describe("the facts", () => {
  const report = at("report", "2024-07-01T23:30:00+05:00");
  const ask = (facts: Parameters<typeof duties>[2]) => duties(law, [report], facts, "2024-07-01T18:45:00Z");
  it("leave a duty possible while unknown, and drop it where they say no", () => {
    const midnight = { due: "2024-07-01T19:00:00Z" };
    expect(ask(null)).toMatchObject([{ agency: "health", verdict: "possible", ...midnight }]);
    expect(ask({ date: "2024-07-01" })).toMatchObject([{ verdict: "possible" }]);
    expect(ask({ date: "2024-07-01", harm: "light" })).toMatchObject([{ verdict: "applies", ...midnight }]);
    expect(ask({ date: "2024-07-01", harm: "pain" })).toEqual([]);
  });
});

describe("a duty of one's own making", () => {
  const notice = {
    agency: "police",
    after: { event: "report" },
    within: "immediately",
    metBy: [{ event: "registered" }],
  };
  /** Testland in which the protective order brings these duties and no others. */
  const lawOf = (...owed: readonly object[]) =>
    testlandLaw((pack) => {
      const version = pack.norms.find(({ id }) => id === "tl.dv.order")?.versions[0];
      if (version !== undefined) version.duties = owed.map((one) => ({ ...notice, ...one }));
      return pack;
    });
  const report = at("report", "2024-07-01T10:00:00+05:00");
  const asOf = "2024-07-01T11:00:00+05:00";
  const found = (of: ReturnType<typeof lawOf>, facts: Parameters<typeof duties>[2], events = [report]) =>
    duties(of, events, facts, asOf).map(({ agency, verdict }) => `${agency} ${verdict}`);

  it("hangs on what the law of the day of the act sees in the facts", () => {
    const crimes = lawOf({ offence: ["crime"] });
    const pregnant = {
      date: "2024-06-20",
      acts: ["battery"],
      relation: "spouse",
      victim: { pregnant: true },
    };
    const facts = (changed: object) => ({ ...pregnant, ...changed }) as Parameters<typeof duties>[2];
    expect(found(crimes, facts({}))).toEqual(["police applies"]);
    expect(found(crimes, facts({ victim: { pregnant: false } }))).toEqual([]);
    expect(found(crimes, facts({ victim: {} }))).toEqual(["police possible"]);
    expect(found(crimes, null)).toEqual(["police possible"]);
    expect(found(crimes, facts({ date: "2024-06-15" }))).toEqual([]);
    expect(found(crimes, facts({ date: "2009-12-31" }))).toEqual(["police possible"]);
    const all = { acts: ["bodily-harm"], harm: "light", date: "2010-01-01" };
    expect(found(crimes, facts(all))).toEqual(["police applies"]);
    expect(found(crimes, facts({}), [report, report])).toEqual(["police applies", "police applies"]);
  });

  it("without a figure comes before those that have one, then in order of their names", () => {
    const three = lawOf(
      { agency: "court", within: { n: 2, unit: "hours" } },
      { agency: "school" },
      { agency: "health", within: { n: 1, unit: "hours" } },
      { agency: "akimat" },
    );
    expect(found(three, null)).toEqual([
      "school applies",
      "akimat applies",
      "health applies",
      "court applies",
    ]);
  });

  it("is not known of a day before the law is held", () => {
    expect(found(lawOf({}), null, [at("report", "2009-12-31T10:00:00+06:00")])).toEqual([]);
    expect(found(lawOf({}), null, [at("report", "2010-01-01T10:00:00+06:00")])).toEqual(["police applies"]);
  });

  it("begins only with an entry of the body and the fields it names", () => {
    const own = lawOf({ after: { event: "report", by: "health", with: { channel: "visit", harm: true } } });
    const by = (agencyKind: string, body: Record<string, unknown>) =>
      found(own, null, [{ ...report, agencyKind, body }]);
    expect(by("health", { channel: "visit", harm: true })).toEqual(["police applies"]);
    expect(by("police", { channel: "visit", harm: true })).toEqual([]);
    expect(by("health", { channel: "call", harm: true })).toEqual([]);
    expect(by("health", { channel: "visit" })).toEqual([]);
  });

  it("owed at once is never late, and met by what is met in the same entry", () => {
    const visit = at("report", report.at, { channel: "visit" });
    const same = [{ event: "report", with: { channel: "visit" } }];
    const state = (own: object) => duties(lawOf(own), [visit], null, asOf).map((one) => one.state);
    expect(state({})).toEqual(["open"]);
    expect(state({ voidedBy: same })).toEqual(["void"]);
    expect(state({ metBy: same, voidedBy: same })).toEqual(["met"]);
    const again = { metBy: same, recurring: true, within: { n: 3, unit: "hours" } };
    expect(state(again)).toEqual(["met", "open"]);
    expect(state({ ...again, voidedBy: same })).toEqual(["met"]);
  });

  it("is met by any of the entries that meet it, and counts an entry of the very moment asked about", () => {
    const either = { metBy: [{ event: "registered" }, { event: "notified" }] };
    const told = at("notified", asOf);
    expect(duties(lawOf(either), [report, told], null, asOf)).toMatchObject([{ state: "met" }]);
  });

  it("comes back though an order of the time before was ended", () => {
    const ended = at("protective-order-ended", "2024-07-01T09:00:00+05:00");
    expect(states([ended, served, checked("2024-07-05T09:00:00+05:00")], "2024-07-06T00:00:00Z")).toEqual([
      "tl.dv.order/1/2/1 met",
      "tl.dv.order/1/2/2 open",
    ]);
  });

  it("of detention ends on its own day, though that is a day off", () => {
    const saturday = at("report", "2024-07-06T10:00:00+05:00");
    const end = (own: object) =>
      duties(lawOf({ within: { n: 1, unit: "days" }, ...own }), [saturday], null, "2024-07-06T06:00:00Z")[0]
        ?.due;
    expect(end({ runsAtOnce: true })).toBe("2024-07-06T19:00:00Z");
    expect(end({})).toBe("2024-07-08T19:00:00Z");
  });

  it("is not established where its end, or the end of what it hangs on, is not", () => {
    const days = { n: 3, unit: "working-days" };
    const established = (own: object, on: string) =>
      duties(lawOf(own), [at("report", on)], null, "2026-02-01T00:00:00Z")[0]?.dueEstablished;
    expect(established({ within: days }, "2026-01-12T10:00:00+05:00")).toBe(false);
    expect(established({ within: days }, "2024-07-01T10:00:00+05:00")).toBe(true);
    const order = { within: { n: 1, unit: "hours" }, lapsesAfter: days };
    expect(established(order, "2026-01-12T10:00:00+05:00")).toBe(false);
    expect(established(order, "2024-07-01T10:00:00+05:00")).toBe(true);
  });

  it("has a title of its own where it states one", () => {
    const title = { kk: "kk Notice", ru: "ru Notice", en: "Notice" };
    expect(duties(lawOf({ title }), [report], null, asOf)[0]?.title).toEqual(title);
    expect(duties(lawOf({}), [report], null, asOf)[0]?.title.en).toBe("Protective order");
  });

  it("refuses an entry, and a moment to answer for, that is no instant", () => {
    const named = (field: string) => expect.objectContaining({ code: "instant", field });
    expect(() => duties(law, [report, at("report", "soon")], null, asOf)).toThrow(named("events[1].at"));
    expect(() => duties(law, [report], null, "now")).toThrow(named("asOf"));
  });
});

describe("for every journal", () => {
  const types = fc.constantFrom<EventType>(
    "protective-order-issued",
    "protective-order-served",
    "protective-order-checked",
    "protective-order-ended",
    "report",
    "registered",
  );
  const journal = fc
    .array(fc.tuple(types, fc.integer({ min: 0, max: 90 * 24 })), { maxLength: 12 })
    .map((steps) =>
      steps
        .sort(([, a], [, b]) => a - b)
        .map(([type, hours]) =>
          at(type, Temporal.Instant.from("2024-07-01T00:00:00Z").add({ hours }).toString()),
        ),
    );
  const asOf = "2024-11-01T00:00:00Z";
  it("clocks have distinct names, are sorted, and each state agrees with its times", () => {
    fc.assert(
      fc.property(journal, (events) => {
        const found = duties(law, events, null, asOf);
        expect(new Set(found.map(({ duty }) => duty)).size).toBe(found.length);
        const dues = found.map(({ due }) =>
          due === null ? 0 : Temporal.Instant.from(due).epochMilliseconds,
        );
        expect(dues).toEqual([...dues].sort((a, b) => a - b));
        for (const { state, metAt, voidAt, due } of found) {
          const expected =
            voidAt !== null ? "void" : metAt !== null ? (metAt > (due ?? "~") ? "met-late" : "met") : "late";
          expect(state).toBe(expected);
        }
      }),
    );
  });
  it("what is still to come changes nothing: a journal cut at a moment answers as the whole one does for that moment", () => {
    fc.assert(
      fc.property(journal, fc.integer({ min: 0, max: 100 * 24 }), (events, hours) => {
        const moment = Temporal.Instant.from("2024-07-01T00:00:00Z").add({ hours }).toString();
        const known = events.filter((event) => Temporal.Instant.compare(event.at, moment) <= 0);
        expect(duties(law, events, null, moment)).toEqual(duties(law, known, null, moment));
      }),
    );
  });
});
