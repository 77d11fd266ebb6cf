import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../access/actor.ts";
import type { NewEntryInput, OpenCase } from "../contract/index.ts";
import { openCase, writeEntry } from "./command.ts";
import { rebuild } from "./rebuild.ts";
import { CALL, NOW, note, request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

/**
 * What was agreed to and taken back, by her and for a child, who turned out to be complained of, and where the respondent serves:
 * in any order, held against a model that keeps it in a list.
 */

let land: Testland;
beforeAll(async () => {
  land = await testland();
});
afterAll(() => land.close());

/** A mother, a guardian, a child; whoever of them is complained of, and where the respondent serves. */
function people(complained: ReadonlySet<string>, servesIn: string | null): NonNullable<OpenCase["persons"]> {
  const as = (id: string) => (complained.has(id) ? { respondentElsewhere: true } : {});
  return {
    body: {
      persons: [
        { id: "p1", role: "survivor", ...as("p1") },
        { id: "p2", role: "respondent", ...(servesIn !== null && { servesIn }) },
        { id: "p3", role: "child", band: "0-5" },
        { id: "p5", role: "guardian", ...as("p5") },
      ],
      relations: ["p1", "p5"].map((adult) => ({ child: "p3", adult, relation: "parent", represents: "yes" })),
    },
  };
}

describe("who takes part in a case", () => {
  const { police, other, shelter } = {
    police: "testland.police.tl-n",
    other: "testland.police.tl-s",
    shelter: "testland.shelter.tl-n",
  };
  const DAYS = 9;
  const day = (days: number) =>
    Temporal.Instant.from(NOW)
      .add({ hours: 24 * days })
      .toString();
  const step = fc.oneof(
    fc.record({
      do: fc.constant("consent" as const),
      agency: fc.constantFrom(police, other, shelter),
      by: fc.constantFrom("self" as const, "p1" as const, "p5" as const),
      days: fc.integer({ min: 1, max: DAYS }),
    }),
    fc.record({ do: fc.constant("take-back" as const), which: fc.nat(4) }),
    fc.record({ do: fc.constant("complain-of" as const), of: fc.constantFrom("p1", "p5") }),
    fc.record({ do: fc.constant("serves-in" as const), agency: fc.constantFrom(police, other) }),
    fc.record({ do: fc.constant("act" as const), agency: fc.constantFrom(police, other, shelter) }),
    fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 4 }) }),
  );

  it("is what a plain list of what was agreed says, for the service and for the database, and as a rebuild makes it", async () => {
    const { deps, operator } = land;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        let today = 0;
        let complained = new Set<string>();
        let serves: string | null = null;
        const opened = await openCase(
          deps,
          operator,
          { ...CALL, persons: people(complained, serves), referrals: [] },
          request(),
        );
        const { caseId } = opened;
        let { seq } = opened;
        // Until when each agency takes part; null: for good.
        let consents: { seq: number; agency: string; by: string; until: number }[] = [];
        const part = new Map<string, number | null>();
        const shut = new Set<string>();
        const left = () => consents.filter(({ by }) => !complained.has(by));
        const places = (agency: string): string[] => [
          agency,
          ...[...instead].filter(([, to]) => to === agency).map(([from]) => from),
        ];
        const instead = new Map<string, string>();
        const recompute = (agency: string) => {
          for (const [who, until] of part) {
            if (until === null || !places(who).includes(agency)) continue;
            const ends = left()
              .filter((one) => places(who).includes(one.agency))
              .map((one) => one.until);
            if (ends.length === 0) part.delete(who);
            else part.set(who, Math.max(...ends));
          }
        };
        const standing = (agency: string) => {
          const until = part.get(agency);
          return until === null || (until !== undefined && until > today);
        };
        const say = async (who: Actor, entry: NewEntryInput) => {
          const written = await writeEntry(
            deps,
            who,
            caseId,
            { after: seq, entry },
            request(day(today)),
          ).catch(() => null);
          if (written) seq = written.seq;
          return written !== null;
        };
        for (const one of steps) {
          if (one.do === "wait") today += one.days;
          if (one.do === "consent") {
            const until = today + one.days;
            const children = one.by === "self" ? [] : [{ child: "p3", by: one.by, assent: "given" as const }];
            const told = await say(operator, {
              type: "referral",
              body: {
                to: one.agency.split(".")[1]!,
                agency: one.agency,
                purpose: "safe-place",
                ground: { kind: "consent", language: "ru", method: "spoken" },
                classes: children.length > 0 ? ["child/p3"] : ["narrative"],
                until: day(until),
                ...(children.length > 0 && { children }),
              },
            });
            expect(told).toBe(!shut.has(one.agency) && !complained.has(one.by));
            if (!told) continue;
            consents.push({ seq, agency: one.agency, by: one.by, until });
            const before = part.get(one.agency);
            if (before !== null) part.set(one.agency, Math.max(before ?? 0, until));
          }
          if (one.do === "take-back" && left().length > 0) {
            const gone = left()[one.which % left().length]!;
            if (
              await say(operator, { type: "consent-withdrawn", body: { consent: gone.seq, language: "ru" } })
            ) {
              consents = consents.filter((consent) => consent !== gone);
              recompute(gone.agency);
            }
          }
          if (one.do === "act" && standing(one.agency) && !shut.has(one.agency)) {
            const who = [land.inspector, land.otherInspector, land.shelter].find(
              ({ agency }) => agency === one.agency,
            )!;
            expect(
              await say(
                who,
                one.agency === shelter ? { type: "outcome", body: { outcome: "in-safety" } } : note("x"),
              ),
            ).toBe(true);
            part.set(one.agency, null);
          }
          if (one.do === "complain-of" || one.do === "serves-in") {
            const fell =
              one.do === "complain-of" && !complained.has(one.of)
                ? consents.filter(({ by }) => by === one.of)
                : [];
            if (one.do === "complain-of") complained = new Set([...complained, one.of]);
            else serves = one.agency;
            expect(await say(operator, { type: "persons", ...people(complained, serves) })).toBe(true);
            if (serves !== null) {
              const to = serves === police ? other : police;
              const [taken, before] = [part.get(serves), part.get(to)];
              if (standing(serves) && taken !== undefined)
                part.set(to, taken === null || before === null ? null : Math.max(taken, before ?? 0));
              instead.set(serves, to);
              shut.add(serves);
            }
            for (const agency of new Set(fell.map(({ agency }) => agency))) recompute(agency);
          }
          const expected = [...part]
            .filter(([agency]) => !shut.has(agency))
            .map(([agency, until]) => [agency, until === null ? null : day(until)])
            .sort();
          const { rows } = await deps.store.owner.query(
            "select agency, until from participant where case_id = $1 and not shut and ground <> 'report'",
            [caseId],
          );
          const derived = rows.map(({ agency, until }) => [agency, until]).sort();
          const shown = (await viewCase(deps, operator, caseId, day(today))).participants
            .filter(({ ground }) => ground !== "report")
            .map(({ agency, until }) => [agency, until])
            .sort();
          expect([one, derived, shown]).toEqual([one, expected, expected]);
        }
      }),
      { numRuns: 6 },
    );
    const { before, after } = await rebuild(deps);
    expect(after).toEqual(before);
  });
});
