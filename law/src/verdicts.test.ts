import { describe, expect, it } from "vitest";
import { testlandLaw } from "./testland.ts";
import { verdicts } from "./verdicts.ts";

const law = testlandLaw();
const blow = {
  date: "2024-07-01",
  acts: ["battery"],
  relation: "spouse",
  victim: { pregnant: true },
} as const;

describe("verdicts", () => {
  it("names the offences that stand, then the measures, and nothing that yields or is excluded", () => {
    expect(verdicts(law, blow)).toEqual([
      {
        kind: "offence",
        norm: "tl.cc.home-battery",
        part: "2",
        class: "crime",
        verdict: "applies",
        because: undefined,
      },
      {
        kind: "measure",
        norm: "tl.dv.order",
        part: null,
        class: null,
        verdict: "possible",
        because: undefined,
      },
    ]);
  });

  it("explains each when asked", () => {
    const [offence] = verdicts(law, blow, { because: true });
    expect(offence?.because).toMatchObject({ op: "all", truth: "yes" });
  });

  it("answers under the law of another day, with the class that day gives", () => {
    expect(verdicts(law, blow, { on: "2024-06-15" })[0]).toMatchObject({
      norm: "tl.pc.battery",
      class: "administrative",
    });
  });

  it("says of a text that is not held only that", () => {
    const breach = { date: "2020-01-01", acts: ["breach-of-protective-order"] } as const;
    expect(verdicts(law, breach)[0]).toMatchObject({ part: null, class: "unknown", verdict: "unknown-text" });
  });

  it("refuses a day that is none, and one before the law is held", () => {
    expect(() => verdicts(law, blow, { on: "2024-02-30" })).toThrow('on: "2024-02-30" is not a date');
    expect(() => verdicts(law, { ...blow, date: "2009-12-31" })).toThrow(
      "date: 2009-12-31 is before 2010-01-01",
    );
  });
});
