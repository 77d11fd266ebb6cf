import { type CaseDuty, childhoodOn, type Text } from "@arasha/law";
import type { Entry } from "../journal/entries.ts";
import { inItsStead } from "../journal/exclusions.ts";
import { fallenIn, type Opening, withdrawnIn } from "../journal/grants.ts";
import { localDate } from "./day.ts";
import type { Deps } from "./deps.ts";

/** Marks a clock that no norm's duty starts: `majority/<child>/<agency>`. */
const MAJORITY = "majority";

/**
 * Consents others gave for a child end on the day it comes of age. Whoever read by them, and whoever asked for them, then
 * owes to ask anew, of the one who has grown up. Nothing has to run on that day: the journal says when the consent ends and
 * why, and the clock is there from that moment on.
 */
export function majorityDuties(deps: Deps, entries: readonly Entry[], asOf: string): readonly CaseDuty[] {
  const gone = new Set([...withdrawnIn(entries), ...fallenIn(entries)]);
  const owed = new Map<string, CaseDuty>();
  for (const entry of entries) {
    if ((entry.type !== "referral" && entry.type !== "consent-given") || gone.has(entry.seq)) continue;
    for (const { child, comesOfAge } of entry.body.children ?? []) {
      const at = entry.body.until;
      if (!comesOfAge || at === null || Temporal.Instant.compare(at, asOf) > 0) continue;
      for (const first of new Set([entry.agency, entry.body.agency])) {
        const agency = inItsStead(entries, first);
        const duty = agency === null ? null : dutyOf(deps, entries, { child, agency, first, at, asOf });
        if (duty) owed.set(duty.duty, duty);
      }
    }
  }
  return [...owed.values()];
}

export function isOfMajority(duty: string): boolean {
  return duty.startsWith(`${MAJORITY}/`);
}

/** The agency such a clock belongs to; null for every other clock. */
export function owesMajority(duty: string): string | null {
  return isOfMajority(duty) ? (duty.split("/")[2] ?? null) : null;
}

export function majorityTitle(deps: Deps, startedAt: string): Text | null {
  return childhoodOn(deps.country.childhood, localDate(deps, startedAt))?.atMajority.title ?? null;
}

type Owed = {
  readonly child: string;
  readonly agency: string;
  /** In whose stead, where the case was closed to that one; else itself. */
  readonly first: string;
  readonly at: string;
  readonly asOf: string;
};

function dutyOf(
  deps: Deps,
  entries: readonly Entry[],
  { child, agency, first, at, asOf }: Owed,
): CaseDuty | null {
  const kind = deps.agencies.get(agency)?.kind;
  const rule = childhoodOn(deps.country.childhood, localDate(deps, at))?.atMajority;
  if (kind === undefined || !rule) return null;
  const due = Temporal.Instant.from(at)
    .toZonedDateTimeISO(deps.country.pack.calendar.zone)
    .add({ days: rule.days })
    .toInstant()
    .toString();
  const since = entries.filter((entry) => Temporal.Instant.compare(entry.happenedAt, at) >= 0);
  const asked = (entry: Entry) => asksAnew(entry, child, agency) || asksAnew(entry, child, first);
  const metAt = since.find(asked)?.happenedAt ?? null;
  const voidAt = metAt === null ? (since.find(({ type }) => type === "closing")?.happenedAt ?? null) : null;
  const late = (when: string) => Temporal.Instant.compare(due, when) < 0;
  return {
    duty: `${MAJORITY}/${child}/${agency}`,
    norm: rule.norm,
    title: rule.title,
    agency: kind,
    startedAt: at,
    due,
    state: metAt ? (late(metAt) ? "met-late" : "met") : voidAt ? "void" : late(asOf) ? "late" : "open",
    metAt,
    voidAt,
    verdict: "applies",
    dueEstablished: true,
  };
}

/** The one who has grown up was asked by that agency, or has agreed for it or by it. Who could not be reached was not asked. */
function asksAnew(entry: Entry, child: string, agency: string): boolean {
  if (entry.type === "asked-anew")
    return entry.agency === agency && entry.body.child === child && entry.body.answer !== "cannot-reach";
  if (entry.type !== "referral" && entry.type !== "consent-given") return false;
  const { body }: Opening = entry;
  const concerns = entry.agency === agency || body.agency === agency;
  return concerns && (body.children ?? []).some((one) => one.child === child && one.by === "self");
}
