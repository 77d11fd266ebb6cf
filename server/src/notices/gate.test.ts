import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SafeContactState } from "../cases/safe-contact.ts";
import type { SafeContact, SafeHours } from "../journal/safe-contact.ts";
import { type Asked, gate, type Verdict } from "./gate.ts";
import { safeUntil } from "./hours.ts";

/**
 * Held against an oracle that shares nothing with it: the clock on the wall is read by `Intl`, minute by minute, where the
 * gate works with `Temporal`.
 */

const ZONES = [
  "Asia/Almaty",
  "Asia/Qyzylorda",
  "Europe/Berlin",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Pacific/Apia",
];
/** Days on which a clock was changed: in Kazakhstan the last hour of 29 February 2024 came twice. */
const TURNS = [
  "2024-02-29T18:30:00Z",
  "2024-03-31T01:00:00Z",
  "2024-10-27T01:00:00Z",
  "2024-03-10T05:00:00Z",
  "2011-12-30T10:00:00Z",
];

const wall = new Map<string, Intl.DateTimeFormat>();
function wallClock(zone: string, at: string): { readonly day: number; readonly clock: string } {
  const format =
    wall.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  wall.set(zone, format);
  const parts = new Map(format.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]));
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.get("weekday") ?? "") + 1;
  return { day, clock: `${parts.get("hour")}:${parts.get("minute")}` };
}

function isSafe(hours: readonly SafeHours[], zone: string, at: string): boolean {
  const { day, clock } = wallClock(zone, at);
  return hours.some(({ days, from, to }) => days.includes(day) && clock >= from && clock < to);
}

const millis = (at: string) => Date.parse(at);
const after = (at: string, hours: number) => new Date(millis(at) + hours * 3_600_000).toISOString();

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 30, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const safeHours: fc.Arbitrary<SafeHours> = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    from: clock,
    to: fc.oneof(clock, fc.constant("24:00")),
  })
  .filter(({ from, to }) => from < to);
const now = fc.oneof(
  fc
    .tuple(fc.constantFrom(...TURNS), fc.integer({ min: -2_880, max: 2_880 }))
    .map(([turn, minutes]) => new Date(millis(turn) + minutes * 60_000).toISOString()),
  fc
    .date({ min: new Date("2024-01-01"), max: new Date("2027-01-01"), noInvalidDate: true })
    .map((at) => at.toISOString()),
);

const asked: fc.Arbitrary<Asked> = fc
  .record({
    at: now,
    zone: fc.constantFrom(...ZONES),
    agreed: fc.option(
      fc.record({
        channel: fc.constantFrom<SafeContact["channel"]>("e-mail", "e-mail", "e-mail", "sms", "call", "none"),
        hours: fc.array(safeHours, { maxLength: 3 }),
        says: fc.constantFrom<SafeContact["says"]>(
          { kind: "code-word" },
          { kind: "disguise", disguise: "reply" },
          { kind: "nothing" },
        ),
        until: fc.integer({ min: -48, max: 400 }),
        ended: fc.boolean(),
        forced: fc.boolean(),
      }),
      { freq: 12 },
    ),
    age: fc.integer({ min: -5, max: 200 }),
  })
  .map(({ at, zone, agreed, age }) => ({
    zone,
    now: at,
    askedAt: after(at, -age),
    lapsesHours: 168,
    carriers: new Set(["e-mail"] as const),
    safeContact: agreed && stateOf(agreed, at),
  }));

function stateOf(
  {
    until,
    ended,
    forced,
    ...agreed
  }: Pick<SafeContact, "channel" | "hours" | "says"> & { until: number; ended: boolean; forced: boolean },
  at: string,
): SafeContactState {
  // One in four or so, so that most are open: `ended` and `forced` together decide.
  return {
    seq: 3,
    agency: "x",
    agreed: { ...agreed, answers: "only-her", voicemail: false, language: "kk", until: after(at, until) },
    sealed: null,
    askedAt: after(at, -500),
    until: after(at, until),
    endedAt: ended && forced ? after(at, -1) : null,
    forcedSince: forced && !ended,
    notReachedSince: null,
  };
}

/** All that must hold for a message to go, said once more and otherwise. */
function mayGo({ safeContact, zone, now: at, askedAt, lapsesHours }: Asked): boolean {
  if (safeContact === null) return false;
  const { agreed, until, endedAt, forcedSince } = safeContact;
  return (
    agreed.channel === "e-mail" &&
    endedAt === null &&
    !forcedSince &&
    until !== null &&
    millis(at) < millis(until) &&
    agreed.says.kind !== "nothing" &&
    millis(at) < millis(after(askedAt, lapsesHours)) &&
    isSafe(agreed.hours, zone, at)
  );
}

/** No message goes unless everything holds at the moment it is sent. */
const nothingSlipsBy = (through: (asked: Asked) => Verdict) =>
  fc.property(asked, (one) => {
    if (through(one).kind === "go") expect(mayGo(one)).toBe(true);
  });

describe("the safe-contact gate", () => {
  it("lets nothing by unless channel, hour, agreement and words hold at that moment, in any zone, on any day", () => {
    fc.assert(nothingSlipsBy(gate), { numRuns: 600 });
  });

  it("keeps nothing back that may go, and waits for no moment that is not later and safe", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const verdict = gate(one);
        expect(verdict.kind === "go").toBe(mayGo(one));
        if (verdict.kind !== "wait") return;
        const { until } = verdict;
        expect(millis(until)).toBeGreaterThan(millis(one.now));
        expect(millis(until)).toBeLessThan(millis(one.safeContact?.until ?? ""));
        // Where an hour is left out by a change of the clock, the gate is asked again then and waits on.
        const then = gate({ ...one, now: until });
        expect(then.kind === "go" || !isSafe(one.safeContact?.agreed.hours ?? [], one.zone, until)).toBe(
          true,
        );
      }),
      { numRuns: 600 },
    );
  });

  it("says until when it is safe: at no moment before is it not", () => {
    fc.assert(
      fc.property(asked, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (one, part) => {
        const verdict = gate(one);
        if (verdict.kind !== "go") return;
        const [from, to] = [millis(one.now), millis(verdict.pass.until)];
        expect(to).toBeGreaterThan(from);
        const moment = new Date(from + Math.floor((to - from) * part)).toISOString();
        expect([moment, mayGo({ ...one, now: moment })]).toEqual([moment, true]);
      }),
      { numRuns: 1500 },
    );
  });

  // Each check taken out in turn: the property above must notice. If one of these passed, it would prove nothing.
  const held = (one: Asked, part: Partial<SafeContactState>): Asked => ({
    ...one,
    safeContact: one.safeContact && { ...one.safeContact, ...part },
  });
  const agreeing = (one: Asked, part: Partial<SafeContact>) =>
    held(one, { agreed: { ...(one.safeContact?.agreed as SafeContact), ...part } });
  const WEEK = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" }];
  it.each<[string, (one: Asked) => Verdict]>([
    ["the hour", (one) => gate(agreeing(one, { hours: WEEK }))],
    ["the end of the agreement", (one) => gate(held(one, { until: "2099-01-01T00:00:00Z" }))],
    ["that it was taken back", (one) => gate(held(one, { endedAt: null }))],
    ["that she was forced", (one) => gate(held(one, { forcedSince: false }))],
    ["the channel", (one) => gate({ ...one, carriers: new Set(["e-mail", "sms"]) })],
    ["the words", (one) => gate(agreeing(one, { says: { kind: "code-word" } }))],
    ["the age of the news", (one) => gate({ ...one, askedAt: one.now })],
    ["the zone", (one) => gate({ ...one, zone: "UTC" })],
  ])("is missed when it does not look at %s", (_, without) => {
    expect(fc.check(nothingSlipsBy(without), { numRuns: 4000 }).failed).toBe(true);
  });

  it("knows the hour that came twice when Kazakhstan turned its clocks", () => {
    const hours = [{ days: [4], from: "23:00", to: "23:30" }];
    const at = (now: string) =>
      gate({
        zone: "Asia/Almaty",
        now,
        askedAt: "2024-02-29T12:00:00Z",
        lapsesHours: 168,
        carriers: new Set(["e-mail"]),
        safeContact: stateOf(
          { channel: "e-mail", hours, says: { kind: "code-word" }, until: 400, ended: false, forced: false },
          "2024-02-29T12:00:00Z",
        ),
      }).kind;
    // 29 February was a Thursday of 25 hours: 23:10 by the old clock (UTC+6), then by the new one (UTC+5).
    expect([at("2024-02-29T17:10:00Z"), at("2024-02-29T17:40:00Z"), at("2024-02-29T18:10:00Z")]).toEqual([
      "go",
      "wait",
      "go",
    ]);
    // The next Thursday is more than a week after the news.
    expect(at("2024-02-29T19:10:00Z")).toBe("lapse");
    expect(safeUntil(hours, "Asia/Almaty", "2024-02-29T17:10:00Z")).toBe("2024-02-29T17:30:00Z");
    expect(safeUntil(hours, "Asia/Almaty", "2024-02-29T18:10:00Z")).toBe("2024-02-29T18:30:00Z");
    const late = [{ days: [4], from: "22:00", to: "24:00" }];
    expect(safeUntil(late, "Asia/Almaty", "2024-02-29T17:10:00Z")).toBe("2024-02-29T18:00:00Z");
  });
});
