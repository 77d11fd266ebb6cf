import type { Duty, EventPattern, Version } from "@arasha/law";
import { answerTo, differences, type Example, loadExamples } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseView, Funnel, NewEntryInput } from "../contract/index.ts";
import { funnel } from "../evidence/funnel.ts";
import { openCase, writeEntry } from "./command.ts";
import { DERIVED, rebuild } from "./rebuild.ts";
import { type Kazakhstan, kazakhstan, request } from "./testing.ts";
import { viewCase } from "./view.ts";

/**
 * Real input through the whole system: incidents from published accounts are reported, read back, run to their outcome
 * under the law of their day, and counted. What is expected of each regime is written here by hand.
 */
let land: Kazakhstan;
beforeAll(async () => {
  land = await kazakhstan();
});
afterAll(async () => {
  try {
    // Whatever cases the tests made: made anew from their journals they are what they were.
    const { cases, before, after } = await rebuild(land.deps);
    expect(cases).toBeGreaterThan(0);
    expect(before.map((table) => table.name)).toEqual([...DERIVED]);
    expect(after).toEqual(before);
  } finally {
    await land.close();
  }
});

const examples = loadExamples("kz");
const REFORM = "2024-06-16";

describe("every example of the pack", () => {
  it.each(examples.map((example) => [example.id, example] as const))(
    "%s is told, kept as told, answered, and counted by the day of the act",
    async (_, example) => {
      const before = await counted();
      const caseId = await report(example);
      const { facts } = await read(caseId, dayAfter(example));
      expect(facts).toStrictEqual(example.facts);
      if (facts) expect(differences(example, answerTo(land.deps.law, { ...example, facts }))).toEqual([]);
      const after = await counted();
      const late = lastDay(example) >= REFORM;
      expect(after.before.reported - before.before.reported).toBe(late ? 0 : 1);
      expect(after.after.reported - before.after.reported).toBe(late ? 1 : 0);
    },
  );
});

type Regime = {
  readonly example: string;
  readonly offence: { readonly norm: string; readonly part: string };
  readonly track: "administrative" | "criminal";
  /** Under which law police order protection on the day after the act. */
  readonly order: string;
  /** End of the thirtieth local day, that of service being the first; null while the length is not established. */
  readonly expiresAt: string | null;
  readonly ending: string;
  /** Norms whose clocks this case must have started, besides those the files name without a condition. */
  readonly clocks: readonly string[];
};

const REGIMES: readonly (readonly [string, Regime])[] = [
  [
    "2015 to July 2017: battery is private prosecution",
    {
      example: "2016-battery-private-prosecution",
      offence: { norm: "kz.uk-2014.109", part: "1" },
      track: "criminal",
      order: "kz.dv-2009.20",
      expiresAt: null,
      ending: "reconciliation",
      clocks: ["kz.upk-2014.185"],
    },
  ],
  [
    "July 2017 to January 2020",
    {
      example: "2018-abuse-at-home",
      offence: { norm: "kz.koap-2014.73", part: "1" },
      track: "administrative",
      order: "kz.dv-2009.20",
      expiresAt: null,
      ending: "no-complaint",
      clocks: ["kz.koap-2014.803", "kz.koap-2014.806", "kz.koap-2014.808"],
    },
  ],
  [
    "2020 to June 2023: half of the cases end by reconciliation",
    {
      example: "2023-reconciled-in-court",
      offence: { norm: "kz.koap-2014.73-2", part: "1" },
      track: "administrative",
      order: "kz.dv-2009.20",
      // Almaty was six hours ahead until March 2024.
      expiresAt: "2023-05-01T18:00:00Z",
      ending: "reconciliation",
      clocks: ["kz.koap-2014.803", "kz.koap-2014.806", "kz.koap-2014.808"],
    },
  ],
  [
    "July 2023 to 15 June 2024: an act of the last day, told on the first day of the new law",
    {
      example: "law-2024-06-15-battery",
      offence: { norm: "kz.koap-2014.73-2", part: "1" },
      track: "administrative",
      order: "kz.dv-2009.20",
      expiresAt: "2024-07-15T19:00:00Z",
      ending: "arrest",
      clocks: ["kz.koap-2014.803", "kz.koap-2014.808", "kz.dv-2009.20"],
    },
  ],
  [
    "16 June 2024 to August 2025: light harm is a criminal case again",
    {
      example: "2024-light-harm-now-criminal",
      offence: { norm: "kz.uk-2014.108-1", part: "1" },
      track: "criminal",
      order: "kz.dv-2009.20",
      expiresAt: "2024-10-01T19:00:00Z",
      ending: "conviction",
      clocks: ["kz.upk-2014.185", "kz.dv-2009.20"],
    },
  ],
  [
    "from September 2025: stalking",
    {
      example: "2026-almaty-stalking-ex-wife",
      offence: { norm: "kz.uk-2014.115-1", part: "1" },
      track: "criminal",
      order: "kz.dv-2009.20",
      expiresAt: "2026-03-02T19:00:00Z",
      ending: "conviction",
      clocks: ["kz.upk-2014.185", "kz.dv-2009.20"],
    },
  ],
  [
    "from 2 March 2026: protection under the law on the prevention of offences",
    {
      example: "law-2026-03-02-protective-order",
      offence: { norm: "kz.koap-2014.73", part: "1" },
      track: "administrative",
      order: "kz.prevention-2025.60",
      expiresAt: "2026-04-01T19:00:00Z",
      ending: "warning",
      clocks: ["kz.koap-2014.806", "kz.prevention-2025.13", "kz.prevention-2025.60", "kz.prevention-2025.72"],
    },
  ],
];

/** What only an order, or an open proceeding, makes possible. */
const NOT_YET = /^protective-order-(served|copy-given|checked|breached|ended)$|^proceeding-ended$|^closing$/;

describe("one case of each regime runs from the call to the count", () => {
  it.each(REGIMES)("%s", async (_, regime) => {
    const example = find(regime.example);
    const day = dayAfter(example);
    const later = (hours: number) => Temporal.Instant.from(day).add({ hours }).toString();
    const counts = await counted();
    const caseId = await report(example);
    const write = async (entry: NewEntryInput, at: string, actor = land.inspector) => {
      const { seq } = await viewCase(land.deps, actor, caseId, at);
      return (await writeEntry(land.deps, actor, caseId, { after: seq, entry }, request(at))).seq;
    };
    const opening = { type: "proceeding-opened", preset: { ...regime.offence, track: regime.track } };

    // Told: protection and the offence of that day are offered, nothing that has not begun.
    const told = await read(caseId, day);
    expect(steps(told)).toContainEqual({ type: "protective-order-issued", preset: { norm: regime.order } });
    expect(steps(told)).toContainEqual(opening);
    expect(types(told).filter((type) => NOT_YET.test(type))).toEqual([]);

    // Ordered, served, and a copy given.
    const order = await write(
      { type: "protective-order-issued", body: { norm: regime.order, consent: "agrees" } },
      later(1),
    );
    const issued = await read(caseId, later(1));
    expect(steps(issued)).toContainEqual({ type: "protective-order-served", preset: { order } });
    expect(steps(issued)).toContainEqual({ type: "protective-order-copy-given", preset: { order } });
    expect(types(issued)).not.toContain("protective-order-issued");
    expect(types(issued)).not.toContain("protective-order-breached");
    await write({ type: "protective-order-served", body: { order, refusedToSign: false } }, later(2));
    await write({ type: "protective-order-copy-given", body: { order } }, later(3));
    const served = await read(caseId, later(3));
    expect(served.orders).toMatchObject([
      { seq: order, state: "in-force", expiresAt: regime.expiresAt, breaches: [] },
    ]);
    expect(steps(served)).toContainEqual({ type: "protective-order-breached", preset: { order } });
    expect(types(served)).not.toContain("protective-order-served");
    expect(types(served)).not.toContain("protective-order-copy-given");

    // Breached: an offence of its own in every regime.
    const breach = { norm: "kz.koap-2014.461", part: "1", track: "administrative" };
    expect(steps(served)).not.toContainEqual({ type: "proceeding-opened", preset: breach });
    await write({ type: "protective-order-breached", body: { order } }, later(24));
    const breached = await read(caseId, later(24));
    expect(breached.orders[0]?.breaches).toEqual([later(24)]);
    expect(steps(breached)).toContainEqual({ type: "proceeding-opened", preset: breach });
    expect(steps(breached)).toContainEqual(opening);

    // Opened on the offence found, and ended by the prosecutor.
    const proceeding = await write(
      { type: "proceeding-opened", body: { track: regime.track, ...regime.offence } },
      later(25),
    );
    const opened = await read(caseId, later(25));
    expect(steps(opened)).toContainEqual({ type: "proceeding-ended", preset: { proceeding } });
    expect(steps(opened)).not.toContainEqual(opening);
    await write(
      { type: "proceeding-ended", body: { proceeding, ending: regime.ending } },
      later(240),
      land.prosecutor,
    );
    const decided = await read(caseId, later(240));
    expect(decided.proceedings).toMatchObject([
      { ...regime.offence, track: regime.track, ending: regime.ending },
    ]);
    expect(types(decided)).toContain("closing");
    expect(types(decided)).not.toContain("proceeding-ended");

    // The order runs out by itself where its length is known: nothing can be breached any more.
    const month = later(24 * 32);
    expect(types(await read(caseId, month)).includes("protective-order-breached")).toBe(
      regime.expiresAt === null,
    );
    await write({ type: "protective-order-ended", body: { order, ending: "expired" } }, month);
    await write({ type: "closing", body: { closing: "decided" } }, month);
    const closed = await read(caseId, month);
    expect(closed.case.status).toBe("closed");
    expect(closed.nextSteps).toEqual([]);
    expect(closed.facts).toStrictEqual(example.facts);

    expectClocksOfTheirDay(closed);
    expect(closed.duties.map(({ norm }) => norm)).toEqual(expect.arrayContaining([...regime.clocks]));

    // Counted once, on the side of the act, with all that was done; and the other side untouched.
    const now = await counted();
    const [here, there] =
      lastDay(example) < REFORM ? (["before", "after"] as const) : (["after", "before"] as const);
    expect(now[there]).toEqual(counts[there]);
    expect(chain(now, here)).toEqual({
      ...chain(counts, here),
      reported: counts[here].reported + 1,
      order: counts[here].order + 1,
      served: counts[here].served + 1,
      breached: counts[here].breached + 1,
      [regime.track]: counts[here].opened[regime.track] + 1,
      [regime.ending]: (chain(counts, here)[regime.ending] ?? 0) + 1,
    });
  });
});

/** The case as the inspector sees it; each step with a time limit is one of her own clocks that runs. */
async function read(caseId: string, asOf: string): Promise<CaseView> {
  const view = await viewCase(land.deps, land.inspector, caseId, asOf);
  const running = view.duties.filter(
    ({ agencyKind, state }) => agencyKind === "police" && /^(open|late)$/.test(state),
  );
  for (const { norm, due } of view.nextSteps.filter((step) => step.due !== null))
    expect(running.map((duty) => [duty.norm, duty.due])).toContainEqual([norm, due]);
  return view;
}

/** A call to the hotline on the day after the act, passed on to police and prosecutor with the survivor's consent. */
async function report(example: Example): Promise<string> {
  const ground = { kind: "consent", language: "kk", method: "spoken" } as const;
  const at = dayAfter(example);
  const until = Temporal.Instant.from(at)
    .add({ hours: 24 * 90 })
    .toString();
  const agreed = { ground, classes: ["narrative" as const], until };
  const { caseId } = await openCase(
    land.deps,
    land.operator,
    {
      report: {
        channel: "hotline-111",
        place: "KZ-75",
        reportedBy: "survivor",
        sealed: { account: example.account },
      },
      facts: example.facts,
      referrals: [
        { to: "police", agency: land.inspector.agency, purpose: "police-response", ...agreed },
        { to: "prosecutor", agency: land.prosecutor.agency, purpose: "legal-help", ...agreed },
      ],
    },
    request(at),
  );
  return caseId;
}

function counted(): Promise<Funnel> {
  return funnel(land.deps, null, REFORM, "2027-01-01T00:00:00Z");
}

/** One side of the funnel as plain counts: the steps, the tracks, and each ending. */
function chain(counts: Funnel, on: "before" | "after"): Readonly<Record<string, number>> {
  const side = counts[on];
  const { reported, order, served, breached, opened, refused, notOpened, pending } = side;
  const endings: Record<string, number> = {};
  for (const { ending, cases } of [...side.terminated, ...side.responsible])
    endings[ending] = (endings[ending] ?? 0) + cases;
  return { reported, order, served, breached, ...opened, refused, notOpened, pending, ...endings };
}

function find(id: string): Example {
  const found = examples.find((example) => example.id === id);
  if (!found) throw new Error(`there is no example ${id}`);
  return found;
}

function lastDay({ facts }: Example): string {
  return typeof facts.date === "string" ? facts.date : facts.date.to;
}

/** Ten or eleven in the morning in Almaty, the day after the act. */
function dayAfter(example: Example): string {
  return `${Temporal.PlainDate.from(lastDay(example)).add({ days: 1 })}T05:00:00Z`;
}

function steps(view: CaseView) {
  return view.nextSteps.map(({ type, preset }) => ({ type, preset }));
}

function types(view: CaseView): readonly string[] {
  return view.nextSteps.map(({ type }) => type);
}

/**
 * The oracle reads the pack's files, not the engine: of each entry, the clocks of norms in force on its local day. A
 * clock that hangs on a condition, or on a day of law that is not established, may be there or not; any other must.
 */
function expectClocksOfTheirDay(view: CaseView): void {
  const started = view.duties.map(({ duty }) => duty).filter((id) => id.endsWith("/1"));
  const must: string[] = [];
  const may: string[] = [];
  for (const entry of view.entries) {
    const day = localDay(entry.happenedAt);
    for (const norm of land.deps.country.pack.norms)
      for (const version of norm.versions)
        for (const [index, duty] of (version.duties ?? []).entries()) {
          if (!starts(duty.after, entry)) continue;
          const clock = `${norm.id}/${index}/${entry.seq}/1`;
          if (covers(version, day, "possibly")) may.push(clock);
          if (covers(version, day, "surely") && isUnconditional(version, duty)) must.push(clock);
        }
  }
  expect(started.length).toBeGreaterThan(0);
  expect(started.filter((clock) => !may.includes(clock))).toEqual([]);
  expect(must.filter((clock) => !started.includes(clock))).toEqual([]);
}

function isUnconditional(version: Version, duty: Duty): boolean {
  return duty.when === undefined && duty.offence === undefined && version.when === undefined;
}

function starts(pattern: EventPattern, entry: CaseView["entries"][number]): boolean {
  const kind = entry.agency.split(".")[1];
  return (
    pattern.event === entry.type &&
    (pattern.by === undefined || pattern.by === kind) &&
    Object.entries(pattern.with ?? {}).every(([field, value]) => entry.body[field] === value)
  );
}

function covers({ from, until }: Version, day: string, how: "surely" | "possibly"): boolean {
  const begin = inForce(from);
  const end = until === undefined ? null : inForce(until);
  return how === "surely"
    ? begin.latest <= day && (end === null || day < end.earliest)
    : begin.earliest <= day && (end === null || day < end.latest);
}

function inForce(act: string): { readonly earliest: string; readonly latest: string } {
  const found = land.deps.country.pack.amendments.find(({ id }) => id === act);
  if (!found) throw new Error(`there is no act ${act}`);
  return typeof found.inForce === "string"
    ? { earliest: found.inForce, latest: found.inForce }
    : found.inForce;
}

function localDay(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO("Asia/Almaty").toPlainDate().toString();
}
