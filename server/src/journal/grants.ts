import type { Compartment } from "./compartments.ts";
import type { Entry } from "./entries.ts";

/** What an agency was let read of a case, and by which entry; what was taken back since is not among them. */
export type Grant = {
  readonly agency: string;
  readonly class: Compartment;
  readonly seq: number;
  readonly ground: "consent" | "norm" | "emergency";
  readonly purpose: string;
  /** Instant; null: as long as what it rests on. */
  readonly until: string | null;
};

/** The grants of a case, in the order they were given: what the table `access_grant` holds, from the journal alone. */
export function grantsOf(entries: readonly Entry[]): readonly Grant[] {
  const gone = new Set([...withdrawnIn(entries), ...fallenIn(entries)]);
  return entries.filter(({ seq }) => !gone.has(seq)).flatMap((entry) => grantedBy(entry, entries));
}

/** What one entry lets be read; `entries` are those of the case. */
export function grantedBy(entry: Entry, entries: readonly Entry[]): readonly Grant[] {
  const opening = openingOf(entry, entries);
  if (opening === null) return [];
  const { agency, purpose, classes, until } = opening.body;
  const ground = groundOf(opening);
  return classes.map((name) => ({ agency, class: name, seq: entry.seq, ground, purpose, until }));
}

export type Opening = Extract<Entry, { readonly type: "referral" | "consent-given" }>;

function groundOf(opening: Opening): Grant["ground"] {
  return opening.type === "referral" ? opening.body.ground.kind : "consent";
}

/** What an entry opens: itself, or the referral by a norm that it approves; until approved, that opens nothing. */
export function openingOf(entry: Entry, entries: readonly Entry[]): Opening | null {
  if (entry.type === "consent-given") return entry;
  if (entry.type === "referral") return entry.body.ground.kind === "norm" ? null : entry;
  if (entry.type !== "disclosure-approved") return null;
  const approved = entries[entry.body.referral - 1];
  return approved?.type === "referral" ? approved : null;
}

/** Referrals by a norm that nobody has approved yet. */
export function pendingIn(entries: readonly Entry[]): readonly (Entry & { readonly type: "referral" })[] {
  const approved = new Set(
    entries.flatMap((entry) => (entry.type === "disclosure-approved" ? [entry.body.referral] : [])),
  );
  return entries.filter(
    (entry): entry is Entry & { readonly type: "referral" } =>
      entry.type === "referral" && entry.body.ground.kind === "norm" && !approved.has(entry.seq),
  );
}

/** The referrals and consents that were taken back. */
export function withdrawnIn(entries: readonly Entry[]): ReadonlySet<number> {
  return new Set(
    entries.flatMap((entry) => (entry.type === "consent-withdrawn" ? [entry.body.consent] : [])),
  );
}

/**
 * Everyone an entry of the case ever named as complained of, here or in another case. Whoever was is never again taken for
 * a guardian under the same id: naming him otherwise later would be all it takes.
 */
export function complainedOf(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(
    entries
      .flatMap((entry) => personsIn(entry))
      .filter(({ role, respondentElsewhere }) => role === "respondent" || respondentElsewhere === true)
      .map(({ id }) => id),
  );
}

/** Consents for a child by somebody who turned out to be complained of: they ended with the entry that says so. */
export function fallenIn(entries: readonly Entry[]): ReadonlySet<number> {
  const complained = complainedOf(entries);
  return new Set(
    entries.flatMap((entry) => {
      if (entry.type !== "referral" && entry.type !== "consent-given") return [];
      if (groundOf(entry) !== "consent") return [];
      return entry.body.children?.some(({ by }) => complained.has(by)) ? [entry.seq] : [];
    }),
  );
}

/** The consents for a child that an entry ends: by somebody it is the first to name as complained of. */
export function fellWith(entry: Entry, before: readonly Entry[]): readonly Opening[] {
  if (personsIn(entry).length === 0) return [];
  const gone = new Set([...withdrawnIn(before), ...fallenIn(before)]);
  const fell = fallenIn([...before, entry]);
  return before.filter((one): one is Opening => fell.has(one.seq) && !gone.has(one.seq));
}

/** Whether what an entry opens rests on what somebody agreed to. */
export function isConsent(entry: Entry): entry is Opening {
  return (entry.type === "referral" || entry.type === "consent-given") && groundOf(entry) === "consent";
}

type Named = { readonly id: string; readonly role: string; readonly respondentElsewhere?: boolean };

function personsIn(entry: Entry): readonly Named[] {
  if (entry.type === "persons") return entry.body.persons as readonly Named[];
  const placed = entry.type === "correction" ? entry.body.body.persons : undefined;
  return Array.isArray(placed) ? (placed as readonly Named[]) : [];
}

/** Whether a grant still stands at an instant. */
export function standsAt({ until }: Pick<Grant, "until">, at: string): boolean {
  return until === null || Temporal.Instant.compare(until, at) > 0;
}
