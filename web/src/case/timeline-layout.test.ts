import type { CaseView, DutyView, EntryView } from "@arasha/server/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutTimeline, scale } from "./timeline-layout.ts";

const hour = (n: number) => Temporal.Instant.from("2026-01-01T00:00:00Z").add({ hours: n }).toString();

const entry = (seq: number, hours: number, more: Partial<EntryView> = {}): EntryView => ({
  seq,
  type: "note",
  happenedAt: hour(hours),
  recordedAt: hour(hours),
  agency: "xx.police",
  actor: "a",
  body: {},
  sealed: null,
  withheld: [],
  erased: [],
  correctedBy: null,
  ...more,
});

const duty = (more: Partial<DutyView>): DutyView => ({
  duty: "d",
  norm: "xx.code.1",
  title: { kk: "k", ru: "r", en: "e" },
  agencyKind: "police",
  agency: null,
  startedAt: hour(0),
  due: hour(24),
  state: "open",
  metAt: null,
  voidAt: null,
  verdict: "applies",
  dueEstablished: true,
  ...more,
});

const view = (more: Partial<Pick<CaseView, "entries" | "duties" | "orders">>) =>
  ({ entries: [], duties: [], orders: [], ...more }) as unknown as CaseView;

const KINDS = new Map([
  ["xx.police", "police"],
  ["xx.court", "court"],
  ["xx.shelter", "shelter"],
]);

describe("scale", () => {
  it("never puts later further left, and stays on the picture", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 30 }), (hours) => {
        const instants = hours.map(hour);
        const place = scale(instants, 800);
        const sorted = [...instants].sort().map(place);
        expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
        for (const x of sorted) expect(x).toBeGreaterThanOrEqual(0);
        for (const x of sorted) expect(x).toBeLessThanOrEqual(800 + 1e-9);
      }),
    );
  });
});

describe("layoutTimeline", () => {
  it("puts each entry in its lane, and those of one moment under one mark", () => {
    const { marks } = layoutTimeline(
      view({
        entries: [
          entry(1, 0, { type: "report" }),
          entry(2, 0),
          entry(3, 0),
          entry(4, 500, { agency: "xx.court" }),
          entry(5, 900, { agency: "xx.shelter" }),
          entry(6, 900, { type: "protective-order-breached" }),
        ],
      }),
      hour(1000),
      KINDS,
      800,
    );
    expect(marks.map(({ lane, entries }) => [lane, entries.map(({ seq }) => seq)])).toEqual([
      ["survivor", [1]],
      ["police", [2, 3]],
      ["justice", [4]],
      ["services", [5]],
      ["survivor", [6]],
    ]);
  });

  it("draws a duty to its end, and past its time in another colour until now", () => {
    const { bars, now } = layoutTimeline(
      view({
        duties: [
          duty({ duty: "open", due: hour(90) }),
          duty({ duty: "late", state: "late", due: hour(24) }),
          duty({ duty: "met", state: "met", metAt: hour(20) }),
        ],
      }),
      hour(48),
      KINDS,
      800,
    );
    const bar = (key: string) => bars.find((one) => one.key === key);
    expect(bar("open")).toMatchObject({ lateFrom: null, end: 800 });
    expect(bar("late")?.end).toBe(now);
    expect(bar("late")?.lateFrom).toBeLessThan(now);
    expect(bar("met")?.end).toBeLessThan(bar("late")?.lateFrom ?? 0);
  });

  it("never lets two bars of one row overlap", () => {
    const spans = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 300 })), { maxLength: 20 });
    fc.assert(
      fc.property(spans, (lengths) => {
        const duties = lengths.map(([from, long], index) =>
          duty({ duty: `d${index}`, startedAt: hour(from), due: hour(from + long) }),
        );
        const { bars } = layoutTimeline(view({ duties }), hour(0), KINDS, 800);
        for (const a of bars) {
          for (const b of bars) {
            if (a.key !== b.key && a.lane === b.lane && a.row === b.row) {
              expect(a.end <= b.x || b.end <= a.x).toBe(true);
            }
          }
        }
      }),
    );
  });
});
