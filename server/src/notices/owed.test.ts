import { addDays, type Commitment, type StandingCommitment } from "@arasha/law";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { owedOn, type Told } from "./owed.ts";

const START = "2024-01-01";
const DAYS = 420;

/** One commitment of which the last day, the reports and the end are days counted from the start. */
type Course = {
  readonly due: number;
  readonly reports: readonly number[];
  readonly ends: { readonly on: number; readonly state: "done" | "dropped" } | null;
};

const courses = fc.record({
  due: fc.integer({ min: -1200, max: DAYS }),
  reports: fc.array(fc.integer({ min: -1200, max: DAYS }), { maxLength: 4 }),
  ends: fc.option(
    fc.record({ on: fc.nat(DAYS), state: fc.constantFrom("done" as const, "dropped" as const) }),
    { nil: null },
  ),
});

const text = (en: string) => ({ kk: en, ru: en, en });
const source = { title: "Gazette", url: "https://gazette.example", confidence: "official" } as const;
const days = new Map<number, string>();
function dayOf(day: number): string {
  const known = days.get(day) ?? addDays(START, day);
  days.set(day, known);
  return known;
}

const PLAN: Commitment = {
  id: "tl.commitment-plan",
  kind: "plan",
  text: text("Build a shelter"),
  owner: text("A ministry"),
  by: text("A ministry"),
  to: text("Everybody"),
  made: "2019",
  due: "none-stated",
  about: { items: [], norms: [], treaties: [] },
  claims: [],
  sources: [source],
  progress: [],
};

function on(course: Course, day: number, id: string): StandingCommitment {
  const reports = course.reports.filter((at) => at <= day).toSorted((a, b) => a - b);
  const ended = course.ends !== null && course.ends.on <= day ? course.ends : null;
  return {
    commitment: {
      ...PLAN,
      id,
      due: dayOf(course.due),
      progress: reports.map((at) => ({
        on: dayOf(at),
        means: "progress",
        says: text("Seen"),
        sources: [source],
      })),
    },
    standing: {
      state: ended?.state ?? (day > course.due ? "overdue" : "open"),
      due: dayOf(course.due),
      daysLeft: ended === null ? course.due - day : null,
      ended: ended && dayOf(ended.on),
      daysLate: null,
    },
  };
}

/** Asks on each of the days, and takes what is owed for told. */
function toldOver(all: readonly Course[], days: readonly number[]): readonly (readonly [number, string])[] {
  const told: Told[] = [];
  return days.flatMap((day) => {
    const standing = all.map((course, at) => on(course, day, `tl.commitment-${at}`));
    const owed = owedOn(standing, told, dayOf(day));
    told.push(...owed.map(({ reminder }) => ({ ...reminder, on: dayOf(day) })));
    return owed.map(
      ({ reminder: { commitment, step, nth } }) => [day, `${commitment} ${step} ${nth}`] as const,
    );
  });
}

/** The same by walking the days of one commitment with three marks and a counter, knowing nothing of what is kept. */
function walked(
  course: Course,
  id: string,
  asked: ReadonlySet<number>,
): readonly (readonly [number, string])[] {
  let [month, week] = [false, false];
  let [times, quiet] = [0, 0];
  const said: (readonly [number, string])[] = [];
  const say = (day: number, what: string) => said.push([day, `${id} ${what}`]);
  for (let day = 0; day <= DAYS; day += 1) {
    quiet = course.reports.includes(day) ? 0 : quiet + 1;
    if (!asked.has(day) || (course.ends !== null && day >= course.ends.on)) continue;
    const left = course.due - day;
    if (left < 0 && (times === 0 || quiet >= 90)) {
      times += 1;
      quiet = 0;
      say(day, `overdue ${times}`);
    } else if (left >= 0 && left <= 7 && !week) {
      week = true;
      say(day, "week 1");
    } else if (left > 7 && left <= 30 && !month) {
      month = true;
      say(day, "month 1");
    }
  }
  return said;
}

const everyDay = Array.from({ length: DAYS + 1 }, (_, day) => day);

describe("what somebody is to be told of", () => {
  it("asked every day, is told a month and a week before, when it is past, and each quarter nothing is heard", () => {
    const plain = { due: 40, reports: [200], ends: { on: 400, state: "done" } } as const;
    expect(toldOver([plain], everyDay)).toEqual([
      [10, "tl.commitment-0 month 1"],
      [33, "tl.commitment-0 week 1"],
      [41, "tl.commitment-0 overdue 1"],
      [131, "tl.commitment-0 overdue 2"],
      [290, "tl.commitment-0 overdue 3"],
      [380, "tl.commitment-0 overdue 4"],
    ]);
  });

  it("is, for any commitments and whatever days somebody is there to ask, what walking the days says", () => {
    fc.assert(
      fc.property(
        fc.array(courses, { minLength: 1, maxLength: 3 }),
        fc.oneof(fc.constant(everyDay), fc.uniqueArray(fc.nat(DAYS), { maxLength: 40 })),
        (all, some) => {
          const days = some.toSorted((a, b) => a - b);
          const oracle = all.flatMap((course, at) => walked(course, `tl.commitment-${at}`, new Set(days)));
          expect(toldOver(all, days).toSorted()).toEqual(oracle.toSorted());
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is told once of a last day that was moved, as of another one, and a report that entered late counts from then", () => {
    const [late, moved] = [on({ due: 0, reports: [], ends: null }, 95, "tl.commitment-a"), START];
    const told: readonly Told[] = [
      { commitment: "tl.commitment-a", due: moved, step: "overdue", nth: 1, on: dayOf(1) },
    ];
    expect(owedOn([late], told, dayOf(95)).map(({ reminder }) => reminder.nth)).toEqual([2]);
    const [report] = on({ due: 0, reports: [2], ends: null }, 95, "tl.commitment-a").commitment.progress;
    if (report === undefined) throw new Error("no report");
    const heard = (entered: string) => ({
      ...late,
      commitment: { ...late.commitment, progress: [{ ...report, entered }] },
    });
    expect(owedOn([heard(dayOf(94))], told, dayOf(95))).toEqual([]);
    const later = on({ due: 100, reports: [], ends: null }, 95, "tl.commitment-a");
    expect(owedOn([later], told, dayOf(95)).map(({ reminder }) => reminder.step)).toEqual(["week"]);
  });
});
