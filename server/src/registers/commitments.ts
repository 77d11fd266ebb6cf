import {
  type Commitment,
  type CommitmentFault,
  checkCommitment,
  commitmentsOn,
  type DateText,
  firstOf,
  type Known,
  lastOf,
  type ProgressReport,
  type StandingCommitment,
  type When,
} from "@arasha/law";
import { type CommitmentBook, countries, countryFolder, filesUnder, loadCommitments } from "@arasha/packs";
import type { Deps } from "../cases/deps.ts";
import type { CommitmentBody, ProgressBody } from "../contract/index.ts";
import type { FieldFault } from "../journal/refused.ts";
import { claimsOf, lawOf } from "./check.ts";
import { type Accepted, commitmentId, dayAt, overlayOf, withCommitments } from "./overlay.ts";

/** What can be reported on, of every country, and how it stands on the day of an instant; what is owed longest first. */
export function standingCommitments(deps: Deps, now: string): readonly StandingCommitment[] {
  const accepted = overlayOf(deps).current();
  const having = countries().filter(
    (country) =>
      filesUnder(countryFolder(country), "commitments").length > 0 ||
      accepted.commitments.some((one) => one.country === country),
  );
  return having.flatMap((country) => {
    const { commitments, known } = bookOf(deps, country);
    return commitmentsOn(withCommitments(commitments, country, accepted), dayIn(known, now), known);
  });
}

/** What is wrong with a report that is proposed; empty: nothing. */
export function progressFaults(
  deps: Deps,
  { commitment, report }: ProgressBody,
  accepted: Accepted,
  now: string,
): readonly FieldFault[] {
  const [country = ""] = commitment.split(".");
  const book = countries().includes(country) ? bookOf(deps, country) : null;
  const found = withCommitments(book?.commitments ?? [], country, accepted).find(
    ({ id }) => id === commitment,
  );
  if (!book || !found) return [{ field: "body.commitment", message: "noSuchCommitment" }];
  return reportFaults(found, report, book.known, dayIn(book.known, now));
}

/** What is wrong with a report on a commitment, by the checks a pack is loaded with, and seen from the day it is given. */
function reportFaults(
  commitment: Commitment,
  report: ProgressReport,
  known: Known,
  today: DateText,
): readonly FieldFault[] {
  const at = new Set(
    checkCommitment({ ...commitment, progress: [report] }, known)
      .filter(({ path: [list] }) => list === "progress")
      .map(({ path }) => path.at(-1)),
  );
  const { on } = report;
  const day = at.has("on") ? { message: "beforeMade" } : toCome(on, today);
  return [
    ...(day === null ? [] : [{ field: "body.report.on", ...day }]),
    ...(at.has("means") ? [{ field: "body.report.means", message: "toldByData" }] : []),
  ];
}

type Said = Omit<FieldFault, "field">;

/** A month or a year counts from its last day on: one that is not over would not be shown, and a day of it can be named. */
function toCome(when: When, today: DateText): Said | null {
  if (lastOf(when) <= today) return null;
  return { message: firstOf(when) > today ? "future" : "notOver" };
}

/** What is wrong with a commitment that is proposed, by the checks a pack is loaded with, and seen from the day it is proposed. */
export function commitmentFaults(
  deps: Deps,
  { country, commitment }: CommitmentBody,
  accepted: Accepted,
  now: string,
): readonly FieldFault[] {
  if (!countries().includes(country)) return [{ field: "body.country", message: "noSuchCountry" }];
  const { known } = bookOf(deps, country);
  const whole = { ...commitment, id: commitmentId(country, 0), progress: [] };
  const claims = new Set(
    [...claimsOf(deps).register.claims, ...accepted.claims.map(({ claim }) => claim)].map(({ id }) => id),
  );
  const day = toCome(commitment.made, dayIn(known, now));
  const faults: readonly FieldFault[] = [
    ...checkCommitment(whole, known).map(inWords),
    ...(day === null ? [] : [{ field: "made", ...day }]),
    ...commitment.claims.flatMap((id, at) =>
      claims.has(id) ? [] : [{ field: `claims.${at}`, message: "noSuchClaim" }],
    ),
  ];
  return faults.map((fault) => ({ ...fault, field: `body.commitment.${fault.field}` }));
}

const NOT_THERE: Readonly<Record<string, string>> = {
  items: "notInTreaty",
  norms: "noSuchNorm",
  treaties: "noSuchTreaty",
  doneWhen: "checkOfNothing",
};

function inWords({ path }: CommitmentFault): FieldFault {
  const field = path.join(".");
  const [first, second] = path;
  if (first === "about" || first === "doneWhen")
    return { field, message: NOT_THERE[second ?? first] ?? "invalidValue" };
  return { field, message: "beforeMade" };
}

const kept = new WeakMap<Deps, Map<string, CommitmentBook>>();

/** Read when first asked for, and kept: the packs do not change while the service runs. */
function bookOf(deps: Deps, country: string): CommitmentBook {
  const books = kept.get(deps) ?? new Map<string, CommitmentBook>();
  kept.set(deps, books);
  const book = books.get(country) ?? loadCommitments(country, lawOf(deps, country));
  books.set(country, book);
  return book;
}

function dayIn({ law }: Known, now: string): DateText {
  return dayAt(now, law.pack.calendar.zone);
}
