import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Claim } from "./claim.ts";
import {
  Commitment,
  checkCommitment,
  commitmentState,
  commitmentsOn,
  firstOf,
  lastOf,
  withReport,
} from "./commitment.ts";
import { peaceTreaty } from "./conformity.testing.ts";
import { addDays } from "./date.ts";
import { testland, testlandLaw } from "./testland.ts";

const text = (en: string) => ({ kk: en, ru: en, en });
const sources = [{ title: "Gazette", url: "https://gazette.example", confidence: "official" }];
const known = { law: testlandLaw(), treaties: new Map([["peace", peaceTreaty]]), participations: new Map() };
const raw = {
  id: "tl.commitment-peace",
  kind: "announcement",
  text: text("Keep the peace"),
  owner: text("The Assembly"),
  by: text("The Speaker"),
  to: text("The people"),
  made: "2024-02-10",
  due: "2024-06",
  about: {},
  sources,
};
const report = (on: unknown, means: string) => ({ on, means, says: text(means), sources });
const made = (change: Readonly<Record<string, unknown>> = {}) => Commitment.parse({ ...raw, ...change });
const stateOn = (on: string, change?: Readonly<Record<string, unknown>>) =>
  commitmentState(made(change), on, known);

describe("how a commitment stands", () => {
  it.each([
    ["2024-02-09", null],
    ["2024-02-10", ["open", 141]],
    ["2024-06-30", ["open", 0]],
    ["2024-07-01", ["overdue", -1]],
    ["2025-06-30", ["overdue", -365]],
  ])("on %s is %j", (on, expected) => {
    const standing = stateOn(on);
    expect(standing && [standing.state, standing.daysLeft]).toEqual(expected);
  });

  it("has no deadline where none was stated, however long ago", () => {
    expect(stateOn("2026-01-01", { due: "none-stated" })).toMatchObject({
      state: "no-deadline",
      daysLeft: null,
    });
  });

  it("is done from the last day a report may mean, and says how late", () => {
    const progress = [report("2024-03", "progress"), report("2024-08", "fulfilled")];
    expect(stateOn("2024-08-30", { progress })).toMatchObject({ state: "overdue", daysLeft: -61 });
    expect(stateOn("2024-08-31", { progress })).toMatchObject({
      state: "done",
      ended: "2024-08-31",
      daysLate: 62,
    });
    const early = [report("2024-05-01", "fulfilled")];
    expect(stateOn("2024-06-01", { progress: early })).toMatchObject({ state: "done", daysLate: 0 });
  });

  it("is dropped when withdrawn, and open again when taken up", () => {
    const progress = [report("2024-03-01", "withdrawn"), report("2024-05-01", "progress")];
    expect(["2024-02-28", "2024-03-01", "2024-05-01"].map((on) => stateOn(on, { progress })?.state)).toEqual([
      "open",
      "dropped",
      "open",
    ]);
  });

  it("is read from the law where the law can tell: as long as the norm is in force", () => {
    const doneWhen = { of: "norms-in-force", norms: ["tl.cc.stalking"] };
    const promised = { made: "2024-02-10", due: "2025-06-30", doneWhen };
    expect(stateOn("2025-09-15", promised)).toMatchObject({ state: "overdue", daysLeft: -77 });
    expect(stateOn("2025-09-16", promised)).toMatchObject({
      state: "done",
      ended: "2025-09-16",
      daysLate: 78,
    });
    // The same promise under a law that has lost the norm again.
    const repealed = testlandLaw((pack) => ({
      ...pack,
      norms: pack.norms.map((norm) =>
        norm.id !== "tl.cc.stalking"
          ? norm
          : { ...norm, versions: norm.versions.map((version) => ({ ...version, until: "repeal" })) },
      ),
      amendments: [
        ...pack.amendments,
        { id: "repeal", title: text("Repeal"), inForce: "2026-01-01", sources } as Record<string, unknown>,
      ],
    }));
    const after = commitmentState(made(promised), "2026-01-01", { ...known, law: repealed });
    expect(after?.state).toBe("overdue");
  });

  it("is read from the acts of a state towards a treaty", () => {
    const dated = (date: string) => ({ date, confirmed: "day" as const, sources: ["s"] });
    const participation = (more: object) => ({
      participants: [{ code: "TL", standing: "other", reservations: [], path: [], gaps: [], ...more }],
    });
    const doneWhen = { of: "participation", treaty: "peace", party: "TL", step: "ratification" };
    const on = (more: object) =>
      commitmentState(made({ doneWhen }), "2025-01-01", {
        ...known,
        participations: new Map([["peace", participation(more) as never]]),
      })?.state;
    expect([
      on({}),
      on({ ratification: dated("2024-12-31") }),
      on({ ratification: dated("2025-01-02") }),
    ]).toEqual(["overdue", "done", "overdue"]);
  });

  it("stands first in the list the longer it is owed", () => {
    const list = [
      made({ id: "tl.commitment-a", due: "none-stated" }),
      made({ id: "tl.commitment-b", due: "2024-12" }),
      made({ id: "tl.commitment-c", due: "2024-03" }),
      made({ id: "tl.commitment-d", due: "2024-04" }),
      made({ id: "tl.commitment-e", progress: [report("2024-03", "fulfilled")] }),
      made({ id: "tl.commitment-f", made: "2025" }),
    ];
    expect(
      commitmentsOn(list, "2024-08-01", known).map(({ commitment, standing }) => [
        commitment.id.slice(-1),
        standing.state,
      ]),
    ).toEqual([
      ["c", "overdue"],
      ["d", "overdue"],
      ["b", "open"],
      ["a", "no-deadline"],
      ["e", "done"],
    ]);
  });
});

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays("2023-01-01", n));

describe("for any commitment and day", () => {
  const any = fc.record({
    made: day,
    due: fc.oneof(day, fc.constant("none-stated")),
    progress: fc
      .array(fc.tuple(day, fc.constantFrom("progress", "fulfilled", "withdrawn")), { maxLength: 4 })
      .map((list) => list.sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, means]) => report(on, means))),
  });

  it("nothing that happens later changes how it stands today", () => {
    fc.assert(
      fc.property(any, day, (change, on) => {
        const seen = { ...change, progress: change.progress.filter((one) => String(one.on) <= on) };
        expect(stateOn(on, change)).toEqual(stateOn(on, seen));
      }),
      { numRuns: 200 },
    );
  });

  it("a report that comes later in finds its place: it decides on its day, and the others keep theirs", () => {
    const when = fc.oneof(
      day,
      day.map((one) => one.slice(0, 7)),
      day.map((one) => one.slice(0, 4)),
      fc.tuple(day, fc.nat(400)).map(([earliest, more]) => ({ earliest, latest: addDays(earliest, more) })),
    );
    const means = fc.constantFrom("progress", "fulfilled", "withdrawn");
    fc.assert(
      fc.property(fc.array(when, { maxLength: 5 }), when, means, (days, on, meaning) => {
        const own = days.toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1));
        const before = made({ made: "2022", progress: own.map((one) => report(one, "progress")) });
        const [late] = made({ progress: [report(on, meaning)] }).progress;
        if (late === undefined) throw new Error("no report");
        const after = withReport(before, late);
        expect(after.progress.filter((one) => one !== late)).toEqual(before.progress);
        expect(checkCommitment(after, known)).toEqual([]);
        const state = commitmentState(after, lastOf(on), known)?.state;
        expect(state === "done" ? "fulfilled" : state === "dropped" ? "withdrawn" : "progress").toBe(meaning);
      }),
      { numRuns: 200 },
    );
  });

  it("with nothing done, it is overdue exactly from the day after the last", () => {
    fc.assert(
      fc.property(day, day, day, (start, due, on) => {
        fc.pre(start <= on);
        const standing = stateOn(on, { made: start, due });
        expect(standing?.state).toBe(on > due ? "overdue" : "open");
        expect(addDays(on, standing?.daysLeft ?? Number.NaN)).toBe(due);
      }),
      { numRuns: 200 },
    );
  });
});

it("a commitment names a claim by any id a claim may have, the thousandth accepted one too", () => {
  for (const id of ["CL-017", "RV-1000", "FIG-001"]) {
    expect(Claim.shape.id.safeParse(id).success).toBe(true);
    expect(made({ claims: [id] }).claims).toEqual([id]);
  }
  expect(() => made({ claims: ["RV-1"] })).toThrow();
});

it("a month and a year reach from their first day to their last", () => {
  expect(["2024-02", "2023-02", "2024", "2024-02-10"].map((one) => [firstOf(one), lastOf(one)])).toEqual([
    ["2024-02-01", "2024-02-29"],
    ["2023-02-01", "2023-02-28"],
    ["2024-01-01", "2024-12-31"],
    ["2024-02-10", "2024-02-10"],
  ]);
});

describe("a commitment is refused", () => {
  it.each([
    ["about an item nobody asks", { about: { items: ["PT-9"] } }, "about.items.0", /not an item/],
    ["about a norm that is not there", { about: { norms: ["tl.cc.none"] } }, "about.norms.0", /not a norm/],
    ["about no treaty", { about: { treaties: ["war"] } }, "about.treaties.0", /not a treaty/],
    ["due before it was made", { due: "2024-01" }, "due", /before the day it was made/],
    [
      "with reports out of order",
      { progress: [report("2024-05", "progress"), report("2024-04", "progress")] },
      "progress.1.on",
      /order of their days/,
    ],
    [
      "told of by a report and by the law",
      {
        doneWhen: { of: "norms-in-force", norms: ["tl.cc.stalking"] },
        progress: [report("2025-10", "fulfilled")],
      },
      "progress.0.means",
      /a report cannot/,
    ],
    ["done by an unknown norm", { doneWhen: { of: "norms-in-force", norms: ["tl.x"] } }, "doneWhen", /tl\.x/],
    ["done by an unknown act", { doneWhen: { of: "act-in-force", act: "none" } }, "doneWhen", /not an act/],
    [
      "done by a treaty without participants",
      { doneWhen: { of: "participation", treaty: "peace", party: "TL", step: "signature" } },
      "doneWhen",
      /participants/,
    ],
  ])("%s", (_name, change, path, message) => {
    const faults = checkCommitment(made(change), known);
    expect(faults.map((fault) => fault.path.join("."))).toEqual([path]);
    expect(faults[0]?.message).toMatch(message);
  });

  it("and none is where all is in order", () => {
    const good = made({
      about: { items: ["PT-1.1"], norms: [testland().norms[0]?.id], treaties: ["peace"] },
    });
    expect(checkCommitment(good, known)).toEqual([]);
  });

  it.each([
    [{ id: "peace" }, "commitment-id"],
    [{ made: { earliest: "2024-02-02", latest: "2024-02-01" } }, "window"],
    // A database has no such day: one accepted would end every reminder.
    [{ due: "0000" }, "partial-date"],
    [{ due: "2024-06-31" }, '"message":"date"'],
    [{ made: "2023-02-29" }, '"message":"date"'],
    [{ state: "done" }, null],
  ])("in a shape that is wrong: %j", (change, message) => {
    const read = Commitment.safeParse({ ...raw, ...change });
    expect(read.success).toBe(false);
    if (message !== null) expect(JSON.stringify(read.error?.issues)).toContain(message);
  });
});
