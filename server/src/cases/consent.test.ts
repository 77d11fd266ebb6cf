import { DATA_CLASSES, type DataClass } from "@arasha/packs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import type { NewEntryInput } from "../contract/index.ts";
import { compartmentsOf } from "../journal/compartments.ts";
import { openCase, writeEntry } from "./command.ts";
import { rebuild } from "./rebuild.ts";
import { request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

/** What she agrees to, takes back and lets run out, held against a model that keeps it in a list. */

let land: Testland;
beforeAll(async () => {
  land = await testland();
});
afterAll(() => land.close());

const START = Temporal.Instant.from("2024-07-01T10:00:00Z");
const day = (n: number) => START.add({ hours: 24 * n }).toString();

const REPORT = { channel: "phone", place: "TL-N", reportedBy: "survivor" } as const;
const CONSENT = { kind: "consent", language: "ru", method: "spoken" } as const;

/** The classes a person sees something of, on entries her own agency did not write. */
async function reads(reader: Actor, caseId: string, at: string): Promise<readonly DataClass[] | null> {
  const view = await viewCase(land.deps, reader, caseId, at).catch(() => null);
  if (view === null) return null;
  const told = JSON.stringify(view.entries.filter(({ agency }) => agency !== reader.agency));
  return DATA_CLASSES.filter((name) => told.includes(canary(name)));
}

const AGREED = { child: "p2", by: "p1", assent: "given" } as const;

const canary = (name: DataClass) => `canary of ${name}`;
const NOTES = ["narrative", "health", "plan"] as const satisfies readonly DataClass[];

async function begin(): Promise<{ caseId: string; seq: number }> {
  const people = {
    body: {
      persons: [
        { id: "p1", role: "survivor" as const },
        { id: "p2", role: "child" as const },
      ],
      relations: [{ child: "p2", adult: "p1", relation: "parent" as const, represents: "yes" as const }],
    },
    sealed: {
      persons: [
        { id: "p1", name: canary("identity"), phone: canary("contact"), address: canary("address") },
        { id: "p2", name: canary("child"), born: "2015-02-03" },
      ],
    },
  };
  const opened = await openCase(
    land.deps,
    land.operator,
    { report: REPORT, persons: people },
    request(START.toString()),
  );
  let { seq } = opened;
  for (const name of NOTES) {
    const entry: NewEntryInput = { type: "note", body: { class: name }, sealed: { text: canary(name) } };
    seq = await write(land.operator, opened.caseId, seq, entry, START.toString());
  }
  return { caseId: opened.caseId, seq };
}

async function write(
  actor: Actor,
  caseId: string,
  after: number,
  entry: NewEntryInput,
  at: string,
): Promise<number> {
  return (await writeEntry(land.deps, actor, caseId, { after, entry }, request(at))).seq;
}

type Step =
  | { readonly do: "refer" | "agree"; readonly classes: readonly DataClass[]; readonly days: number }
  | { readonly do: "take-back"; readonly which: number }
  | { readonly do: "act" }
  | { readonly do: "write"; readonly class: (typeof NOTES)[number] }
  | { readonly do: "wait"; readonly days: number };

const classes = fc.uniqueArray(fc.constantFrom(...DATA_CLASSES), { maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("refer" as const), classes, days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant("agree" as const), classes, days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant("take-back" as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant("act" as const) }),
  fc.record({ do: fc.constant("write" as const), class: fc.constantFrom(...NOTES) }),
  fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 6 }) }),
);

describe("consent", () => {
  it("opens what she agreed to, until then, and not a moment longer", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        const reader = land.shelter;
        const mayRead = (name: DataClass) => reader.reads.includes(`consent:${name}`);
        let { caseId, seq } = await begin();
        let today = 0;
        let given: { seq: number; classes: readonly DataClass[]; until: number }[] = [];
        let acted = false;
        for (const one of steps) {
          const at = day(today);
          const inTime = () => given.some(({ until }) => until > today);
          const takesPart = () => acted || inTime();
          if (one.do === "wait") today += one.days;
          if (
            one.do === "refer" ||
            (one.do === "agree" && one.classes.length > 0 && (acted || given.length > 0))
          ) {
            const opening = {
              classes: [...compartmentsOf(one.classes, ["p2"])],
              until: day(today + one.days),
              ...(one.classes.includes("child") && { children: [AGREED] }),
            };
            const entry: NewEntryInput =
              one.do === "refer"
                ? {
                    type: "referral",
                    body: {
                      to: "shelter",
                      agency: reader.agency,
                      purpose: "safe-place",
                      ground: CONSENT,
                      ...opening,
                    },
                  }
                : {
                    type: "consent-given",
                    body: {
                      agency: reader.agency,
                      purpose: "safe-place",
                      language: "ru",
                      method: "spoken",
                      ...opening,
                    },
                  };
            const before = seq;
            seq = await write(land.operator, caseId, seq, entry, at).catch((error) => {
              // An agency whose last consent was taken back takes no part any more: it is referred to again.
              expect(error).toMatchObject({ code: "invalid", fields: [{ message: "takesNoPart" }] });
              expect(one.do).toBe("agree");
              return before;
            });
            if (seq > before)
              given.push({
                seq,
                classes: one.classes,
                until: today + one.days,
              });
          }
          if (one.do === "take-back" && given.length > 0) {
            const gone = given[one.which % given.length]!;
            const body = { consent: gone.seq, language: "ru" as const };
            seq = await write(land.operator, caseId, seq, { type: "consent-withdrawn", body }, at);
            given = given.filter((grant) => grant !== gone);
          }
          if (one.do === "act" && takesPart()) {
            seq = await write(reader, caseId, seq, { type: "outcome", body: { outcome: "in-safety" } }, at);
            acted = true;
          }
          if (one.do === "write") {
            const entry: NewEntryInput = {
              type: "note",
              body: { class: one.class },
              sealed: { text: canary(one.class) },
            };
            seq = await write(land.operator, caseId, seq, entry, at);
          }
          const open = given.filter(({ until }) => until > today).flatMap((grant) => grant.classes);
          const expected = DATA_CLASSES.filter((name) => open.includes(name) && mayRead(name));
          expect([one, await reads(reader, caseId, day(today))]).toEqual([
            one,
            takesPart() ? expected : null,
          ]);
        }
      }),
      { numRuns: 25 },
    );
    // What the triggers derived entry by entry is what the journals say as a whole.
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
  });

  it("once taken back, is gone from sessions that are open, with its keys, and new content is under new ones", async () => {
    const { caseId, seq } = await begin();
    const refer: NewEntryInput = {
      type: "referral",
      body: {
        to: "police",
        agency: land.inspector.agency,
        purpose: "safe-place",
        ground: CONSENT,
        classes: ["narrative"],
        until: day(30),
      },
    };
    const referral = await write(land.operator, caseId, seq, refer, day(0));
    const acted = await write(
      land.inspector,
      caseId,
      referral,
      { type: "registered", body: { register: "preventive" } },
      day(0),
    );
    expect(await reads(land.inspector, caseId, day(0))).toEqual(["narrative"]);
    const back: NewEntryInput = { type: "consent-withdrawn", body: { consent: referral, language: "ru" } };
    const gone = await write(land.operator, caseId, acted, back, day(0));
    expect(await reads(land.inspector, caseId, day(0))).toEqual([]);
    await write(
      land.operator,
      caseId,
      gone,
      { type: "note", body: { class: "narrative" }, sealed: { text: canary("narrative") } },
      day(0),
    );
    const { rows } = await land.deps.store.owner.query(
      "select author, version, holder, retired from case_key where case_id = $1 and class = 'narrative' order by version",
      [caseId],
    );
    const { agency } = land.operator;
    expect(rows).toEqual([
      { author: agency, version: 1, holder: agency, retired: true },
      { author: agency, version: 2, holder: agency, retired: false },
    ]);
  });

  it("goes from hand to hand with the keys: police, let read, let the prosecutor read", async () => {
    const { caseId, seq } = await begin();
    const refer = (to: string, agency: string): NewEntryInput => ({
      type: "referral",
      body: {
        to,
        agency,
        purpose: "safe-place",
        ground: CONSENT,
        classes: ["identity", "narrative"],
        until: day(30),
      },
    });
    const first = refer("police", land.inspector.agency);
    const second = refer("prosecutor", land.prosecutor.agency);
    const seen = await write(land.operator, caseId, seq, first, day(0));
    const told = {
      type: "note",
      body: { class: "narrative" },
      sealed: { text: "what police found" },
    } as const;
    const found = await write(land.inspector, caseId, seen, told, day(0));
    await write(land.inspector, caseId, found, second, day(0));
    expect(await reads(land.prosecutor, caseId, day(0))).toEqual(["identity", "narrative"]);
    const view = await viewCase(land.deps, land.prosecutor, caseId, day(0));
    expect(JSON.stringify(view.entries)).toContain("what police found");
  });

  it("opens where she is only for a purpose that goes there", async () => {
    const { caseId, seq } = await begin();
    const entry = (purpose: string): NewEntryInput => ({
      type: "referral",
      body: {
        to: "police",
        agency: land.inspector.agency,
        purpose,
        ground: CONSENT,
        classes: ["address"],
        until: day(30),
      },
    });
    await expect(write(land.operator, caseId, seq, entry("medical-care"), day(0))).rejects.toMatchObject({
      fields: [{ field: "entry.body.classes", message: "addressNotNeeded" }],
    });
    await write(land.operator, caseId, seq, entry("safe-place"), day(0));
    expect(await reads(land.inspector, caseId, day(0))).toContain("address");
  });

  it("is nobody's to invent: what a role may not read it may not open, and an override is not a field", async () => {
    const { caseId, seq } = await begin();
    const body = {
      to: "prosecutor",
      agency: land.prosecutor.agency,
      purpose: "safe-place",
      ground: { kind: "emergency", why: "threat-to-life" },
      until: null,
    } as const;
    const seen = await write(
      land.operator,
      caseId,
      seq,
      { type: "referral", body: { ...body, to: "police", agency: land.inspector.agency } },
      day(0),
    );
    for (const name of ["health", "plan"] as const)
      await expect(
        write(land.inspector, caseId, seen, { type: "referral", body: { ...body, classes: [name] } }, day(0)),
        name,
      ).rejects.toMatchObject({ code: "invalid", fields: [{ message: "notYoursToOpen" }] });
    const forged = {
      type: "referral",
      body: { ...body, consentOverridden: true },
    } as unknown as NewEntryInput;
    await expect(write(land.inspector, caseId, seen, forged, day(0))).rejects.toThrow(/consentOverridden/);
    // Past the service: a role that names more than it has finds no key and no row for it.
    const greedy = { ...land.inspector, reads: ["emergency:health", "consent:health", "own:health"] };
    const { rowCount } = await asActor(land.deps.store.app, greedy, day(0), (tx) =>
      tx.query("select from sealed_part where case_id = $1", [caseId]),
    );
    expect(rowCount).toBe(0);
  });

  it.each<[string, object, string]>([
    ["without an end", { until: null }, "untilRequired"],
    ["that has ended", { until: "2024-06-30T10:00:00Z" }, "untilPast"],
    ["for longer than a year", { until: "2025-08-01T10:00:00Z" }, "untilTooFar"],
  ])("%s is refused", async (_, change, message) => {
    const { caseId, seq } = await begin();
    const entry = {
      type: "referral",
      body: {
        to: "police",
        agency: land.inspector.agency,
        purpose: "safe-place",
        ground: CONSENT,
        classes: ["identity"],
        ...change,
      },
    } as NewEntryInput;
    await expect(write(land.operator, caseId, seq, entry, day(0))).rejects.toMatchObject({
      fields: [{ field: "entry.body.until", message }],
    });
  });

  it("is taken back once, and only where it was given", async () => {
    const { caseId, seq } = await begin();
    const take = (consent: number, after: number) =>
      write(
        land.operator,
        caseId,
        after,
        { type: "consent-withdrawn", body: { consent, language: "ru" } },
        day(0),
      );
    await expect(take(1, seq)).rejects.toMatchObject({ fields: [{ message: "noSuchConsent" }] });
    await expect(take(99, seq)).rejects.toMatchObject({ fields: [{ message: "noSuchConsent" }] });
    const given = await write(
      land.operator,
      caseId,
      seq,
      {
        type: "referral",
        body: {
          to: "police",
          agency: land.inspector.agency,
          purpose: "safe-place",
          ground: CONSENT,
          classes: [],
          until: day(9),
        },
      },
      day(0),
    );
    const gone = await take(given, given);
    await expect(take(given, gone)).rejects.toMatchObject({ fields: [{ message: "alreadyWithdrawn" }] });
  });
});
