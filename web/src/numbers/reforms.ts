import type { Law } from "@arasha/law";

/** A day on which the law of offences changed, and by which acts. */
export type Reform = {
  readonly on: string;
  readonly amendments: readonly string[];
  readonly changed: number;
};

/**
 * The days a comparison can turn on, newest first: every established day on which at least one offence got another
 * wording. A code that only begins changes nothing there was before; a day nobody is sure of divides nothing.
 */
export function reforms(law: Law): readonly Reform[] {
  const days = new Map<string, { readonly amendments: Set<string>; readonly norms: Set<string> }>();
  for (const { norm, wordings } of law.norms.values()) {
    if (norm.kind !== "offence") continue;
    for (const { begins, version } of wordings.slice(1)) {
      if (begins.earliest !== begins.latest) continue;
      const day = days.get(begins.earliest) ?? { amendments: new Set(), norms: new Set() };
      day.amendments.add(version.from);
      day.norms.add(norm.id);
      days.set(begins.earliest, day);
    }
  }
  return [...days]
    .map(([on, { amendments, norms }]) => ({ on, amendments: [...amendments].sort(), changed: norms.size }))
    .sort((a, b) => (a.on < b.on ? 1 : -1));
}

/** The day proposed: the one that changed most offences, of several the newest; null where the law never changed. */
export function greatestReform(all: readonly Reform[]): Reform | null {
  return all.reduce<Reform | null>(
    (best, one) => (best === null || one.changed > best.changed ? one : best),
    null,
  );
}
