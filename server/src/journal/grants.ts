import type { DataClass } from "@arasha/packs";
import type { Entry, NewEntry } from "./entries.ts";

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
  return entries.filter(({ seq }) => !gone.has(seq)).flatMap((entry) => grantedBy(entry, entry.seq));
}

/** What one entry lets be read. */
export function grantedBy(entry: NewEntry, seq: number): readonly Grant[] {
  if (entry.type !== "referral" && entry.type !== "consent-given") return [];
  const { agency, purpose, classes, until } = entry.body;
  const ground = entry.type === "referral" ? entry.body.ground.kind : ("consent" as const);
  return classes.map((name) => ({ agency, class: name, seq, ground, purpose, until }));
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
