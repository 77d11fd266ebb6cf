import { describe, expect, it } from "vitest";
import type { Wording } from "./compile.ts";
import { type Compiled, compileCondition, contextOf } from "./condition.ts";
import type { Judged } from "./judge.ts";
import { missingFor, missingForOffences } from "./missing.ts";
import type { Missing } from "./result.ts";
import type { Sides } from "./slice.ts";

const context = contextOf({ date: "2024-07-01" }, new Map());
const wording = { norm: { id: "tl.cc.harm" } } as Wording;
const day: Missing = {
  kind: "date-of-law",
  amendment: "softening",
  earliest: "2017-07-03",
  latest: "2017-07-31",
};
const other: Missing = { ...day, amendment: "reform" };
const sides = (...unsettled: readonly Missing[]) =>
  ({ settled: unsettled.length === 0, unsettled }) as unknown as Sides;
const harm: Missing = { kind: "fact", fact: "harm" };
const relation: Missing = { kind: "fact", fact: "relation" };
const text: Missing = { kind: "text", norm: "tl.cc.harm" };
const asksTwice = compileCondition({
  all: [
    { fact: "harm", is: "pain" },
    { fact: "relation", is: "spouse" },
    { fact: "harm", is: "light" },
  ],
});

describe("what stands between an answer and a certain one", () => {
  it("is nothing where it is certain", () => {
    expect(missingFor(wording, asksTwice, "yes", sides(), context, false)).toEqual([]);
    expect(missingFor(wording, asksTwice, "no", sides(), context, false)).toEqual([]);
  });

  it("is each fact once, each text and each date of law, in the order they were met", () => {
    expect(missingFor(wording, asksTwice, "unknown", sides(), context, false)).toEqual([harm, relation]);
    expect(missingFor(wording, asksTwice, "unknown", sides(day, other, day), context, true)).toEqual([
      text,
      day,
      other,
      harm,
      relation,
    ]);
  });

  it("of what surely holds is only the text or the date of law", () => {
    expect(missingFor(wording, asksTwice, "yes", sides(day), context, false)).toEqual([day]);
    expect(missingFor(wording, null, "yes", sides(), context, true)).toEqual([text]);
  });

  it("of what is excluded is nothing, whatever is not held or settled", () => {
    expect(missingFor(wording, asksTwice, "no", sides(day), context, true)).toEqual([]);
  });

  it("without a condition asks for no fact", () => {
    expect(missingFor(wording, null, "unknown", sides(), context, true)).toEqual([text]);
  });
});

describe("what stands in the way of knowing whether offences are there", () => {
  const judged = (
    truth: Judged["truth"],
    condition: Compiled | null,
    held: boolean,
    norm: string,
    ...open: readonly Missing[]
  ) =>
    ({
      truth,
      entry: { part: held ? {} : null, wording: { norm: { id: norm } }, sides: sides(...open), condition },
    }) as unknown as Judged;

  it("is what each of them hangs on, each thing once", () => {
    expect(
      missingForOffences(
        [
          judged("unknown", asksTwice, true, "tl.cc.harm", day),
          judged("yes", asksTwice, true, "tl.cc.harm", day, other),
          judged("unknown", null, false, "tl.pc.breach"),
          judged("unknown", null, false, "tl.cc.harm"),
        ],
        context,
      ),
    ).toEqual([day, harm, relation, other, { kind: "text", norm: "tl.pc.breach" }, text]);
  });

  it("is no fact of what surely applies", () => {
    expect(missingForOffences([judged("yes", asksTwice, true, "tl.cc.harm")], context)).toEqual([]);
  });
});
