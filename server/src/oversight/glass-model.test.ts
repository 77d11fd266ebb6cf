import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../access/actor.ts";
import { openCase } from "../cases/command.ts";
import { CALL, NOW, request, type Testland, testland } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import type { Finding } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { agreeTo, askFor } from "../people/request.ts";
import { alertsFor, closeAlert } from "./alerts.ts";
import { breakGlass, endGlass } from "./glass.ts";
import { employed, overseen } from "./testing.ts";

/**
 * Emergency access, its review and its lock, against a model written apart from it: any order of breaking, waiting, ending,
 * reviewing and lifting ends where the model says. Forty minutes, two uses and three wrong codes a day, review within twenty hours.
 */

let land: Testland;
let reviewer: string;
let second: string;
let cases: readonly { readonly caseId: string; readonly code: string }[];
beforeAll(async () => {
  land = await testland();
  reviewer = await overseen(land.deps);
  second = (await employed(land.deps, "administrator", "testland.system.tl")).account;
  cases = [
    await openCase(land.deps, land.operator, { ...CALL, referrals: [] }, request()),
    await openCase(land.deps, land.operator, { ...CALL, referrals: [] }, request()),
  ];
});
afterAll(() => land.close());

type Deed =
  | { readonly kind: "break"; readonly which: 0 | 1 | null }
  | { readonly kind: "wait"; readonly minutes: number }
  | { readonly kind: "end"; readonly which: 0 | 1 }
  | { readonly kind: "review"; readonly finding: Finding }
  | { readonly kind: "lift" }
  | { readonly kind: "look"; readonly which: 0 | 1 };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("break" as const), which: fc.constantFrom(0, 1, null) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      minutes: fc.constantFrom(1, 39, 41, 700, 1201, 1440),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("end" as const), which: fc.constantFrom(0, 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("review" as const),
      finding: fc.constantFrom("explained" as const, "misuse" as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "lift" as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("look" as const), which: fc.constantFrom(0, 1) }) },
) as fc.Arbitrary<Deed>;

type Use = { readonly which: 0 | 1; readonly from: number; until: number; reviewed: boolean };

/** What should come of each deed, by minutes alone. */
class Model {
  now = 0;
  locked = false;
  readonly uses: Use[] = [];
  readonly wrong: number[] = [];

  openUse = (which: 0 | 1) =>
    this.uses.find((use) => use.which === which && use.from <= this.now && use.until > this.now);

  break(which: 0 | 1 | null): string {
    if (this.locked || this.uses.some((use) => !use.reviewed && use.from + 20 * 60 <= this.now))
      return "glass-locked";
    if (this.wrong.filter((at) => at > this.now - 1440).length >= 3) return "glass-too-many";
    if (which !== null && this.openUse(which)) return "done";
    if (this.uses.filter(({ from }) => from > this.now - 1440).length >= 2) return "glass-too-many";
    if (which === null) {
      this.wrong.push(this.now);
      return "not-found";
    }
    this.uses.push({ which, from: this.now, until: this.now + 40, reviewed: false });
    return "done";
  }
}

describe("emergency access, its review and its lock", () => {
  it("stand where the model says, whatever is done in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        const actor = await employed(land.deps, "police-inspector", "testland.police.tl-s");
        const model = new Model();
        for (const one of deeds) await step(model, actor, one);
      }),
      { numRuns: 14, seed: 20260310 },
    );
  });
});

async function step(model: Model, actor: Actor, one: Deed): Promise<void> {
  const { deps } = land;
  const now = Temporal.Instant.from(NOW).add({ minutes: model.now }).toString();
  switch (one.kind) {
    case "wait":
      model.now += one.minutes;
      return;
    case "break": {
      const code = one.which === null ? "ZZZZ-ZZZZ" : cases[one.which]!.code;
      const words = { reason: "attack-now", words: "somebody screams" };
      const outcome = await codeOf(breakGlass(deps, actor, { code, ...words }, now));
      expect([one, outcome]).toEqual([one, model.break(one.which)]);
      return;
    }
    case "look": {
      const seen = await codeOf(viewCase(deps, actor, cases[one.which]!.caseId, now));
      expect([one, seen]).toEqual([one, model.openUse(one.which) ? "done" : "not-found"]);
      return;
    }
    case "end": {
      const use = model.openUse(one.which);
      if (!use) return;
      const { glass } = await viewCase(deps, actor, cases[one.which]!.caseId, now);
      await endGlass(deps, actor, glass!.id, now);
      use.until = model.now;
      return;
    }
    case "review": {
      const use = model.uses.find(({ reviewed }) => !reviewed);
      if (!use) return;
      const open = (await alertsFor(deps.store, reviewer, false, now)).filter(
        ({ person, kind }) => person?.id === actor.account && kind === "glass-broken",
      );
      // The oldest first, as in the model.
      const words = { finding: one.finding, words: "looked into it" };
      await closeAlert(deps.store, reviewer, open.at(-1)!.id, words, now);
      use.reviewed = true;
      if (one.finding === "misuse") model.locked = true;
      return;
    }
    case "lift": {
      const id = await askFor(deps.store, reviewer, { kind: "lift-lock", account: actor.account }, now);
      expect(await codeOf(agreeTo(deps.store, reviewer, id, now))).toBe("second-person");
      expect(await codeOf(agreeTo(deps.store, actor.account, id, now))).toBe("not-found");
      await agreeTo(deps.store, second, id, now);
      model.locked = false;
    }
  }
}

function codeOf(done: Promise<unknown>): Promise<string> {
  return done.then(
    () => "done",
    (error) => {
      if (error instanceof Refused) return error.code;
      throw error;
    },
  );
}
