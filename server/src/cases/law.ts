import {
  type CaseDuty,
  type CaseEvent,
  type Duty,
  due,
  duties,
  type EventType,
  type Law,
  type Span,
  sliceOn,
  type Text,
  type Wording,
} from "@arasha/law";
import type { Entry } from "../journal/entries.ts";
import { localDate } from "./day.ts";
import type { Deps } from "./deps.ts";
import { isOfMajority, majorityDuties, majorityTitle } from "./majority.ts";
import { effective, type Order } from "./state.ts";

export { localDate };

/** The few questions a case asks of the law. */

export function normInForce(law: Law, norm: string, on: string): boolean {
  return wordingsOn(law, norm, on).length > 0;
}

/** The kind of entry that records a measure in force that day, or null: no such measure, or none cases record. */
export function recordedAs(deps: Deps, norm: string, on: string): EventType | null {
  const recorded = wordingsOn(deps.law, norm, on).map((wording) => wording.version.measure?.recordedAs);
  return recorded.find((type) => type !== undefined) ?? null;
}

/** What the pack says of a clock: its duty in the version in force when the clock started. */
export function dutyData(deps: Deps, clock: Pick<CaseDuty, "duty" | "norm" | "startedAt">): Duty | null {
  const index = Number(clock.duty.split("/").at(-3));
  const [wording] = wordingsOn(deps.law, clock.norm, localDate(deps, clock.startedAt));
  return wording?.version.duties?.[index] ?? null;
}

export function isOffence(law: Law, norm: string): boolean {
  return law.norms.get(norm)?.norm.kind === "offence";
}

/** What is owed, in the pack's words; the id of a norm the pack no longer has stands for itself. */
export function dutyTitle(
  deps: Deps,
  { norm, ...rest }: { readonly duty: string; readonly norm: string | null; readonly startedAt: string },
): Text {
  // What no norm asks for is what was promised her.
  if (norm === null) return deps.country.contact.notReached.title;
  const clock = { norm, ...rest };
  if (isOfMajority(clock.duty)) {
    const asked = majorityTitle(deps, clock.startedAt);
    if (asked) return asked;
  }
  const title = dutyData(deps, clock)?.title ?? deps.law.norms.get(clock.norm)?.norm.title;
  return title ?? { kk: clock.norm, ru: clock.norm, en: clock.norm };
}

/** When a served order runs out, or null when the law's length is not established. */
export function expiryOf(deps: Deps, order: Order): string | null {
  const longest = measureLasts(deps, order);
  const [wording] = wordingsOn(deps.law, order.norm, localDate(deps, order.issuedAt));
  const counting = wording?.act?.counting;
  if (!order.servedAt || !longest || !counting) return null;
  return due(order.servedAt, longest, counting, deps.country.pack.calendar).due;
}

/** How long the law lets an order of that day last at most, from service; null where that is not established. */
export function measureLasts(deps: Deps, order: Pick<Order, "norm" | "issuedAt">): Span | null {
  const [wording] = wordingsOn(deps.law, order.norm, localDate(deps, order.issuedAt));
  const lasts = wording?.version.measure?.lasts;
  return !lasts || lasts === "unknown" ? null : lasts.max;
}

/** The journal as the law reads it: corrected entries as corrected, each at its own place. */
export function eventsOf(deps: Deps, entries: readonly Entry[]): readonly CaseEvent[] {
  const standing = new Map(effective(entries).map((entry) => [entry.seq, entry]));
  return entries.map((entry) => ({
    type: entry.type,
    at: entry.happenedAt,
    agencyKind: deps.agencies.get(entry.agency)?.kind ?? "",
    body: (standing.get(entry.seq) ?? entry).body as Readonly<Record<string, unknown>>,
  }));
}

/** Every clock the journal has started, as it stands at `asOf`. */
export function dutiesOf(
  deps: Deps,
  entries: readonly Entry[],
  facts: Parameters<typeof duties>[2],
  asOf: string,
): readonly CaseDuty[] {
  const byNorm = duties(deps.law, eventsOf(deps, entries), facts, asOf);
  return [...byNorm, ...majorityDuties(deps, entries, asOf)];
}

function wordingsOn(law: Law, norm: string, on: string): readonly Wording[] {
  if (on < law.pack.coversFrom) return [];
  return sliceOn(law, on).norms.get(norm)?.wordings ?? [];
}
