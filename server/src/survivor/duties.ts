import type { GrownPage } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import { asksChild } from "../cases/grown.ts";
import { dutiesOf } from "../cases/law.ts";
import { isOfMajority, owesMajority } from "../cases/majority.ts";
import { ownerOf } from "../cases/project.ts";
import type { CaseState } from "../cases/state.ts";
import type { DutyView } from "../contract/index.ts";
import type { Entry } from "../journal/entries.ts";

export type HerDuty = Pick<DutyView, "duty" | "title" | "due" | "state" | "metAt" | "verdict"> & {
  readonly norm: string;
  readonly of: string | null;
  readonly ofKind: string;
  /** Whole days past the time set for it; null where it is in time. */
  readonly daysLate: number | null;
  /** When she complained of it. */
  readonly complainedAt: string | null;
};

/** Duties that are for this page: to ask a child anew who has come of age is owed to that child, and is for its page alone. */
export function dutiesOn(
  deps: Deps,
  page: GrownPage | null,
  state: CaseState,
  entries: readonly Entry[],
  now: string,
): readonly HerDuty[] {
  return allDuties(deps, state, entries, now).filter(({ duty }) =>
    page === null ? !isOfMajority(duty) : asksChild(duty, page.child),
  );
}

/** What is owed on her case, what is late first. */
function allDuties(deps: Deps, state: CaseState, entries: readonly Entry[], now: string): readonly HerDuty[] {
  const complaints = new Map(
    entries.flatMap((entry) => (entry.type === "complaint" ? [[entry.body.duty, entry.recordedAt]] : [])),
  );
  const late = (state: string) => (state === "late" ? 0 : state === "open" ? 1 : 2);
  return dutiesOf(deps, entries, state.facts, now)
    .filter((duty) => duty.state !== "void")
    .map((duty) => ({
      duty: duty.duty,
      norm: duty.norm,
      title: duty.title,
      due: duty.due,
      state: duty.state,
      metAt: duty.metAt,
      verdict: duty.verdict,
      of: owesMajority(duty.duty) ?? ownerOf(deps, state, duty.agency),
      ofKind: duty.agency,
      daysLate: daysLate(duty.state, duty.due, duty.metAt ?? now),
      complainedAt: complaints.get(duty.duty) ?? null,
    }))
    .sort((a, b) => late(a.state) - late(b.state));
}

/** The agency her complaints come to: of the kind the pack says, for the whole country or for the place of the case. */
export function hearerOf(deps: Deps, state: CaseState): string | null {
  const kinds = deps.country.roles.filter(({ complaints }) => complaints).map(({ agencyKind }) => agencyKind);
  const among = deps.country.agencies.filter(({ kind }) => kinds.includes(kind));
  const found = among.find(({ place }) => place === null || place === state.report.place);
  return found?.id ?? null;
}

function daysLate(state: string, due: string | null, until: string): number | null {
  if ((state !== "late" && state !== "met-late") || due === null) return null;
  return Math.max(0, Math.floor(Temporal.Instant.from(until).since(due).total("hours") / 24));
}
