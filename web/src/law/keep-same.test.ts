import { assess, type Facts, type Law } from "@arasha/law";
import { compiled, loadCountry } from "@arasha/packs";
import { beforeAll, describe, expect, it } from "vitest";
import { keepSame } from "./keep-same.ts";

let law: Law;
beforeAll(() => {
  law = compiled(loadCountry("kz").pack);
}, 60_000);

const facts = (more: Partial<Facts>): Facts => ({ date: "2026-03-10", acts: ["battery"], ...more });
const ask = (more: Partial<Facts>) => assess(law, facts(more), { because: false, questions: true });

describe("keepSame", () => {
  it("says the same as the new assessment, whatever stood before", () => {
    const before = ask({ relation: "spouse" });
    for (const more of [{}, { harm: "light" }, { acts: ["insult", "stalking"] }, { date: "2015-02-03" }]) {
      const now = ask(more as Partial<Facts>);
      expect(keepSame(before, now)).toEqual(now);
    }
  });

  it("keeps what did not change as the same object, though it moved", () => {
    const before = ask({ relation: "spouse" });
    const now = keepSame(before, ask({ relation: "spouse", acts: ["battery", "rape"] }));
    expect(now.offences.length).toBeGreaterThan(before.offences.length);
    const battery = (of: typeof before) =>
      of.offences.find(({ norm, part }) => norm === "kz.uk-2014.109-1" && part === "1");
    expect(battery(now)).toBeDefined();
    expect(battery(now)).toBe(battery(before));
    expect(keepSame(before, ask({ relation: "spouse" })).measures).toBe(before.measures);
  });
});
