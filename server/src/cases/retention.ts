import type { Basis, Retention } from "@arasha/packs";
import { type Compartment, classOf, type Erasable } from "../journal/compartments.ts";
import type { Entry } from "../journal/entries.ts";
import { heldClasses, holdsOf, openRequests } from "../journal/erasure.ts";
import { readEntries } from "../journal/journal.ts";
import { inTransaction } from "../store/store.ts";
import type { Deps } from "./deps.ts";
import { eraseAgreed, settleErasures, type Tombstone } from "./erase.ts";
import { localDate } from "./law.ts";
import { effective } from "./state.ts";

/** Until when a class of a case is kept: a day (ISO), or null: nobody knows, and it is kept. */
export type Kept = {
  readonly class: Compartment;
  readonly until: string | null;
  readonly rows: readonly string[];
};

/**
 * How long what is left of a case is kept, by the pack's schedule. Null while it is open. On several bases the longest
 * decides; a basis whose time is unknown, or that the schedule does not name, means that nobody knows.
 */
export function keptUntil(deps: Pick<Deps, "country">, entries: readonly Entry[]): readonly Kept[] | null {
  const closing = effective(entries).findLast(({ type }) => type === "closing");
  if (closing === undefined) return null;
  const closedOn = Temporal.PlainDate.from(localDate(deps, closing.happenedAt));
  const bases = basesOf(entries);
  return heldClasses(entries).map((name) => {
    const rows = bases.map((basis) => rowOf(deps.country.retention, name, basis));
    const ends = rows.map((row) =>
      row === undefined || row.keep === "unknown" ? null : closedOn.add(row.keep).toString(),
    );
    const until = ends.some((end) => end === null) ? null : (ends.toSorted().at(-1) ?? null);
    return { class: name, until, rows: rows.flatMap((row) => row?.id ?? []) };
  });
}

/** On what a case rests, as its journal tells. */
export function basesOf(entries: readonly Entry[]): readonly Basis[] {
  const byNorm = entries.some(
    (entry) =>
      entry.type === "protective-order-issued" ||
      entry.type === "registered" ||
      entry.type === "notified" ||
      (entry.type === "referral" && entry.body.ground.kind === "norm"),
  );
  const proceeding = entries.some(({ type }) => type === "proceeding-opened");
  return [
    "consent",
    ...(byNorm ? (["norm"] as const) : []),
    ...(proceeding ? (["proceeding"] as const) : []),
  ];
}

/** A case something of which has been kept as long as it should. */
export type Due = {
  readonly caseId: string;
  readonly code: string;
  readonly classes: readonly Compartment[];
  /** `held`; `waits`: not yet agreed to by two; `agreed`: will be, or was, erased. */
  readonly state: "held" | "waits" | "agreed";
  readonly erased: readonly Tombstone[];
};

/**
 * Goes through every closed case and erases what the schedule no longer keeps on that day, as far as two persons of the agency
 * that keeps the case have agreed; the rest is named. `dryRun`: nothing is erased.
 */
export async function retention(
  deps: Deps,
  on: string,
  now: string,
  options: { readonly dryRun: boolean },
): Promise<readonly Due[]> {
  const { rows } = await deps.store.owner.query(
    `select case_id as "caseId", code from case_file where status = 'closed' order by opened_at, case_id`,
  );
  const found: Due[] = [];
  for (const { caseId, code } of rows) {
    const entries = await inTransaction(deps.store.owner, (tx) => readEntries(tx, caseId));
    const classes = dueOn(keptUntil(deps, entries ?? []) ?? [], on);
    if (entries === null || classes.length === 0) continue;
    const within = (asked: readonly Erasable[]) =>
      asked.every((name) => !heldClasses(entries).some((held) => held === name && !classes.includes(held)));
    const held = holdsOf(entries).length > 0;
    const agreed = openRequests(entries).some(
      ({ asked, approved }) => approved !== null && within(asked.body.classes),
    );
    const state = held ? "held" : agreed ? "agreed" : "waits";
    const erased = state === "agreed" && !options.dryRun ? await eraseAgreed(deps, caseId, now, within) : [];
    found.push({ caseId, code, classes, state, erased });
  }
  // What an earlier run could not finish, because somebody still saw what was there before.
  if (!options.dryRun) await settleErasures(deps.store);
  return found;
}

function dueOn(kept: readonly Kept[], on: string): readonly Compartment[] {
  return kept.filter(({ until }) => until !== null && until <= on).map((one) => one.class);
}

function rowOf({ schedule }: Retention, name: Compartment, basis: Basis) {
  return schedule.find((row) => row.basis === basis && row.classes.includes(classOf(name)));
}
