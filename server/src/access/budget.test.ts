import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget, networkOf } from "./budget.ts";

const NOW = Temporal.Instant.from("2026-03-10T09:00:00Z");
const at = (milliseconds: number) => NOW.add({ milliseconds }).toString();

describe("a budget", () => {
  it("gives so much at a stroke and goes on at its pace, to each asker her own", () => {
    const budget = createBudget({ atOnce: 5, aMinute: 60 });
    for (let times = 0; times < 5; times += 1) expect(budget.take("anna", at(0))).toBe(0);
    expect(budget.take("anna", at(0))).toBe(1);
    expect(budget.take("botagoz", at(0))).toBe(0);
    expect(budget.take("anna", at(1000))).toBe(0);
    expect(budget.take("anna", at(1000))).toBe(1);
    for (let times = 0; times < 5; times += 1) expect(budget.take("anna", at(60_000))).toBe(0);
    expect(budget.take("anna", at(60_000), 3)).toBe(3);
    expect(budget.take("anna", at(63_000), 3)).toBe(0);
    // What costs more than there ever is takes all of it.
    expect(budget.take("botagoz", at(90_000), 99)).toBe(0);
  });

  it("never gives more than a plain list of what was taken allows, and never turns away who waited as told", () => {
    const asked = fc.record({
      after: fc.integer({ min: 0, max: 4_000 }),
      cost: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 60 }), (askings) => {
        const budget = createBudget({ atOnce: 6, aMinute: 30 });
        const taken: { readonly time: number; readonly cost: number }[] = [];
        let time = 0;
        for (const { after, cost } of askings) {
          time += after;
          const wait = budget.take("anna", at(time), cost);
          if (wait > 0) {
            time += wait * 1000;
            expect(budget.take("anna", at(time), cost)).toBe(0);
          }
          taken.push({ time, cost });
          // In any stretch: what there is at a stroke, and a thirtieth of a minute for each.
          for (const [from, first] of taken.entries()) {
            const sum = taken.slice(from).reduce((all, one) => all + one.cost, 0);
            expect(sum).toBeLessThanOrEqual(6 + (time - first.time) / 2000 + 1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps nobody out for a clock that was set back", () => {
    const budget = createBudget({ atOnce: 2, aMinute: 60 });
    for (let times = 0; times < 2; times += 1) budget.take("anna", at(3_600_000));
    expect(budget.take("anna", at(0))).toBeLessThanOrEqual(1);
    expect(budget.take("anna", at(1000))).toBe(0);
  });

  it("forgets those who owe nothing before anybody else", () => {
    const budget = createBudget({ atOnce: 1, aMinute: 1 }, 100);
    for (let nr = 0; nr < 99; nr += 1) budget.take(`${nr}`, at(0));
    expect(budget.take("anna", at(60_000))).toBe(0);
    expect(budget.take("botagoz", at(60_000))).toBe(0);
    expect(budget.take("anna", at(60_000))).toBe(60);
    // Where everybody owes, those go who have been still for longest: a flood of addresses takes no memory without end.
    for (let nr = 0; nr < 99; nr += 1) budget.take(`${nr}`, at(60_000));
    expect(budget.take("anna", at(60_000))).toBe(0);
    expect(budget.take("98", at(60_000))).toBe(60);
  });
});

describe("whose an address is", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:0:1:a:b:c:d", "2001:db8:0:1"],
    ["2001:0DB8::1:0:0:9", "2001:db8:0:0"],
    ["2001:db8::", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["nothing", "nothing"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
