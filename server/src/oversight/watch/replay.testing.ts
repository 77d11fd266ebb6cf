import { type Random, random } from "../../cases/random.ts";
import type { Look } from "./findings.ts";

/**
 * Two hundred people at work for six weeks, of whom we know what they were up to: honest work with its slips, its busy days and
 * its overtime, and six ways of misuse, strong and faint. Made from a seed, so that a figure can be checked again.
 */
export type Trace = {
  readonly account: string;
  /** Null: honest. */
  readonly misuse: Misuse | null;
  readonly looks: readonly Look[];
};

export const MISUSES = ["curious", "door-to-door", "at-night", "in-bulk", "one-by-one", "canary"] as const;
export type Misuse = (typeof MISUSES)[number];

const PEOPLE = 200;
/** Of each way of misuse; the rest is honest. */
const OF_EACH = 12;
const DAYS = 42;
const ROLES = ["police-inspector", "hotline-operator", "social-worker", "prosecutor", "court-clerk"] as const;
const OFFICE: ReadonlySet<string> = new Set(["social-worker", "prosecutor", "court-clerk"]);

export function traces(seed: number, zone: string): readonly Trace[] {
  const chance = random(seed);
  return Array.from({ length: PEOPLE }, (_, nr) => {
    const misuse = nr < MISUSES.length * OF_EACH ? (MISUSES[nr % MISUSES.length] as Misuse) : null;
    const worker = workerOf(chance, nr, misuse, zone);
    const honest = Array.from({ length: DAYS }, (_, day) => workday(worker, day)).flat();
    const bad = misuse === null ? [] : MISDEEDS[misuse](worker);
    return { account: worker.account, misuse, looks: [...honest, ...bad] };
  });
}

type Worker = {
  readonly chance: Random;
  readonly account: string;
  readonly role: string;
  /** Cases in a usual day. */
  readonly pace: number;
  readonly at: (day: number, hour: number) => string;
};

function workerOf(chance: Random, nr: number, misuse: Misuse | null, zone: string): Worker {
  // Whoever works at all hours cannot be out of hours.
  const roles = misuse === "at-night" ? ROLES.filter((role) => OFFICE.has(role)) : ROLES;
  const begin = Temporal.ZonedDateTime.from(`2026-02-02T00:00[${zone}]`);
  return {
    chance,
    account: `00000000-0000-4000-8000-${String(nr).padStart(12, "0")}`,
    role: chance.pick(roles),
    pace: chance.between(4, 14),
    at: (day, hour) =>
      begin
        .add({ days: day })
        .add({ minutes: Math.round(hour * 60) })
        .toInstant()
        .toString(),
  };
}

function workday(worker: Worker, day: number): readonly Look[] {
  const { chance, role, pace } = worker;
  const office = OFFICE.has(role);
  if (office ? day % 7 > 4 : chance.chance(0.3)) return [];
  // Now and then a campaign, a flood of calls, an inspection: twice the work.
  const cases = Math.round(
    pace * (chance.chance(0.03) ? 2 : 0.5 + chance.next()) * (chance.chance(0.1) ? 0.3 : 1),
  );
  const hour = () => (office ? 8 + chance.next() * 10 : chance.next() * 24);
  const looks = Array.from({ length: cases }, () =>
    look(worker, day, hour(), { hasReason: !chance.chance(0.015) }),
  );
  const slips = chance.chance(0.04) ? chance.between(1, 2) : 0;
  const overtime = office && chance.chance(0.02) ? chance.between(1, 2) : 0;
  return [
    ...looks,
    // A link from an old letter, a case that was handed on.
    ...Array.from({ length: slips }, () => look(worker, day, hour(), { kind: "refused" })),
    ...Array.from({ length: overtime }, () => look(worker, day, 21 + chance.next() * 2, {})),
  ];
}

const MISDEEDS: Readonly<Record<Misuse, (worker: Worker) => readonly Look[]>> = {
  // A week of looking into cases that are none of her business, three to a dozen.
  curious: (worker) => {
    const { chance } = worker;
    const day = chance.between(14, 34);
    return Array.from({ length: chance.between(3, 12) }, () =>
      look(worker, day + chance.between(0, 5), 9 + chance.next() * 8, { hasReason: false }),
    );
  },
  // From door to door within an hour or two.
  "door-to-door": (worker) => {
    const { chance } = worker;
    const day = chance.between(10, 40);
    return Array.from({ length: chance.between(4, 30) }, () =>
      look(worker, day, 12 + chance.next() * 1.2, { kind: "refused" }),
    );
  },
  "at-night": (worker) => {
    const { chance } = worker;
    const day = chance.between(10, 40);
    return Array.from({ length: chance.between(2, 10) }, () =>
      look(worker, day, 22 + chance.next() * 4, { hasReason: chance.chance(0.5) }),
    );
  },
  // Copies out what there is: cases of her own agency, with a task on many of them.
  "in-bulk": (worker) => {
    const { chance } = worker;
    const day = chance.between(20, 40);
    return Array.from({ length: Math.round(worker.pace * (2.5 + chance.next() * 6)) }, () =>
      look(worker, day, 9 + chance.next() * 8, { hasReason: chance.chance(0.8) }),
    );
  },
  // Patient: a case every few days, for weeks.
  "one-by-one": (worker) => {
    const { chance } = worker;
    const every = chance.between(1, 4);
    return Array.from({ length: Math.floor(28 / every) }, (_, index) =>
      look(worker, 10 + index * every, 9 + chance.next() * 8, { hasReason: false }),
    );
  },
  canary: (worker) => [
    look(worker, worker.chance.between(0, 40), worker.chance.next() * 24, { canary: true, hasReason: false }),
  ],
};

function look(worker: Worker, day: number, hour: number, more: Partial<Look>): Look {
  const name = worker.chance.uuid();
  return {
    at: worker.at(day, hour),
    account: worker.account,
    role: worker.role,
    kind: "read",
    name,
    caseId: null,
    hasReason: true,
    canary: false,
    ...more,
  };
}
