import { describe, expect, it } from "vitest";
import { actIndex } from "./act-index.ts";
import { contextOf } from "./condition.ts";
import { both, judge, judgementOf, listed, seen, standing } from "./judge.ts";
import { OFFENCE_CLASSES, type OffenceClass } from "./norm.ts";
import { classBits, type OffenceEntry } from "./offence-entry.ts";
import type { Truth } from "./result.ts";
import { sheetOf } from "./sheet.ts";
import type { Slice } from "./slice.ts";

const context = contextOf({ date: "2024-07-01" }, new Map());
const settled = { sides: { settled: true } };
const doubtful = { sides: { settled: false } };

type Given = {
  readonly truth: Truth | null;
  /** Null: its text is not held. */
  readonly of?: OffenceClass | null;
  readonly [field: string]: unknown;
};

/** Offences as the slices lay them out, each with the answer of its condition. */
function slice(...offences: readonly Given[]): Slice {
  const entries = offences.map(
    ({ truth, of = "crime", ...more }, at) =>
      ({
        key: `tl.cc.n${at}#1`,
        part: of === null ? null : { part: { part: "1", class: of } },
        classes: classBits(of === null ? OFFENCE_CLASSES : [of]),
        siblings: [],
        everywhere: true,
        yieldsWithin: [],
        yieldsAcross: [],
        ...settled,
        ...more,
      }) as unknown as OffenceEntry,
  );
  const index = actIndex(entries.map(() => null));
  const truths = sheetOf(
    offences.map(({ truth }) => truth ?? "unknown"),
    new Map(),
  );
  return { offences: entries, byAct: { offences: index }, sheets: { offences: truths } } as unknown as Slice;
}
const verdicts = (of: Slice, all = false) =>
  judge(of, context, all).map(({ entry, verdict, displacedBy }) =>
    [entry.key, verdict, ...(displacedBy === undefined ? [] : [displacedBy])].join(" "),
  );

describe("one offence", () => {
  it("applies, is possible, or is left out unless all is asked for", () => {
    const three = slice({ truth: "yes" }, { truth: "unknown" }, { truth: "no" });
    expect(verdicts(three)).toEqual(["tl.cc.n0#1 applies", "tl.cc.n1#1 possible"]);
    expect(verdicts(three, true)).toEqual([
      "tl.cc.n0#1 applies",
      "tl.cc.n1#1 possible",
      "tl.cc.n2#1 excluded",
    ]);
  });

  it("whose text is not held is of unknown text, though nothing says when it applies", () => {
    const [judged] = judge(slice({ truth: null, of: null }), context);
    expect(judged).toMatchObject({ truth: "unknown", verdict: "unknown-text" });
  });
});

describe("an offence that yields", () => {
  it("does so to a part that is surely met, to the first of several", () => {
    expect(
      verdicts(
        slice(
          { truth: "yes", yieldsWithin: [2] },
          { truth: "yes", yieldsWithin: [2] },
          { truth: "yes" },
          { truth: "unknown", yieldsWithin: [4] },
          { truth: "yes" },
        ),
      ),
    ).toEqual([
      "tl.cc.n0#1 applies",
      "tl.cc.n1#1 applies",
      "tl.cc.n2#1 displaced tl.cc.n0#1",
      "tl.cc.n3#1 possible",
      "tl.cc.n4#1 applies",
    ]);
  });

  it("does so to another norm only where that is surely in force, or met in all its wordings", () => {
    const across = (more: object, sibling: Truth) =>
      verdicts(
        slice(
          { truth: "yes", yieldsAcross: [2], siblings: [1], ...more },
          { truth: sibling, siblings: [0], ...doubtful },
          { truth: "yes" },
        ),
      ).at(-1);
    expect(across(settled, "no")).toBe("tl.cc.n2#1 displaced tl.cc.n0#1");
    expect(across(doubtful, "yes")).toBe("tl.cc.n2#1 displaced tl.cc.n0#1");
    expect(across(doubtful, "unknown")).toBe("tl.cc.n2#1 applies");
    expect(across(doubtful, "no")).toBe("tl.cc.n2#1 applies");
    expect(across({ ...doubtful, everywhere: false }, "yes")).toBe("tl.cc.n2#1 applies");
  });
});

describe("an offence in several wordings that may be in force", () => {
  const first = (own: object, ...siblings: readonly Given[]) =>
    verdicts(
      slice({ truth: "yes", siblings: siblings.map((_, at) => at + 1), ...doubtful, ...own }, ...siblings),
    )[0];

  it("applies where each of them says so", () => {
    expect(first({}, { truth: "yes" }, { truth: "yes" })).toBe("tl.cc.n0#1 applies");
    expect(first({}, { truth: "yes" }, { truth: "unknown" })).toBe("tl.cc.n0#1 possible");
    expect(first({}, { truth: "unknown" }, { truth: "yes" })).toBe("tl.cc.n0#1 possible");
    expect(first({}, { truth: "yes" }, { truth: "no" })).toBe("tl.cc.n0#1 possible");
    expect(first({ everywhere: false }, { truth: "yes" })).toBe("tl.cc.n0#1 possible");
    expect(first({ everywhere: false, ...settled }, { truth: "unknown" })).toBe("tl.cc.n0#1 applies");
  });

  it("is only possible where in one of them it yields", () => {
    expect(first({}, { truth: "yes" }, { truth: "yes", yieldsWithin: [1] })).toBe("tl.cc.n0#1 possible");
  });
});

describe("the offences that stand", () => {
  const of = slice(
    { truth: "yes", yieldsWithin: [1] },
    { truth: "yes", of: "administrative" },
    { truth: "no", of: "administrative" },
    { truth: "unknown", of: "misdemeanour" },
    { truth: "unknown", of: null },
  );
  const judgement = judgementOf(of, context, true);
  const judged = listed(of, judgement, true);

  it("are those of the classes asked for and those of unknown text, without what yields or is excluded", () => {
    expect(standing(judged, ["crime"]).map(({ entry }) => entry.key)).toEqual(["tl.cc.n0#1", "tl.cc.n4#1"]);
    expect(standing(judged, ["misdemeanour"]).map(({ entry }) => entry.key)).toEqual([
      "tl.cc.n3#1",
      "tl.cc.n4#1",
    ]);
  });

  it("are seen for sure where one applies, perhaps where one may, and not where none does", () => {
    const { sight } = judgement;
    expect(seen(sight, classBits(["crime"]))).toBe("yes");
    expect(seen(sight, classBits(["misdemeanour"]))).toBe("unknown");
    expect(seen(sight, classBits(["misdemeanour", "crime"]))).toBe("yes");
    // What yields and what is excluded is not there, but the text nobody holds may be of any class.
    expect(seen(sight, classBits(["administrative"]))).toBe("unknown");
    const known = slice({ truth: "yes", yieldsWithin: [1] }, { truth: "yes", of: "administrative" });
    expect(seen(judgementOf(known, context).sight, classBits(["administrative"]))).toBe("no");
  });
});

it("both hold, one fails, or it cannot be told", () => {
  const truths = ["yes", "unknown", "no"] as const;
  expect(truths.map((a) => truths.map((b) => both(a, b)).join(" "))).toEqual([
    "yes unknown no",
    "unknown unknown no",
    "no no no",
  ]);
});
