import type { DataClass } from "@arasha/packs";
import type { Entry } from "./entries.ts";

/** What an agency was let read of a case, and by which entry; what was taken back since is not among them. */
export type Grant = {
  readonly agency: string;
  readonly class: DataClass;
  readonly seq: number;
  readonly ground: "consent" | "norm" | "emergency";
  readonly purpose: string;
  /** Instant; null: as long as what it rests on. */
  readonly until: string | null;
};

/** The grants of a case, in the order they were given: what the table `access_grant` holds, from the journal alone. */
export function grantsOf(entries: readonly Entry[]): readonly Grant[] {
  const gone = withdrawnIn(entries);
  return entries.filter(({ seq }) => !gone.has(seq)).flatMap((entry) => grantedBy(entry, entries));
}

/** What one entry lets be read; `entries` are those of the case. */
export function grantedBy(entry: Entry, entries: readonly Entry[]): readonly Grant[] {
  const opening = openingOf(entry, entries);
  if (opening === null) return [];
  const { agency, purpose, classes, until } = opening.body;
  const ground = opening.type === "referral" ? opening.body.ground.kind : ("consent" as const);
  return classes.map((name) => ({ agency, class: name, seq: entry.seq, ground, purpose, until }));
}

type Opening = Extract<Entry, { readonly type: "referral" | "consent-given" }>;

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

/** Whether a grant still stands at an instant. */
export function standsAt({ until }: Pick<Grant, "until">, at: string): boolean {
  return until === null || Temporal.Instant.compare(until, at) > 0;
}
