import type { Assessment } from "@arasha/law";
import { replaceEqualDeep } from "@tanstack/react-query";

/**
 * A new assessment in which every answer that came out as before is the same object as before, so that only the lines
 * that changed are drawn again.
 */
export function keepSame(before: Assessment | undefined, now: Assessment): Assessment {
  if (before === undefined) return now;
  return {
    ...now,
    offences: same(before.offences, now.offences),
    measures: same(before.measures, now.measures),
    duties: same(before.duties, now.duties),
    rights: same(before.rights, now.rights),
    unread: same(before.unread, now.unread),
    questions: same(before.questions, now.questions),
  };
}

type Answer = {
  readonly norm?: string;
  readonly part?: string | null;
  readonly wording?: string;
  readonly agency?: string;
  readonly title?: { readonly en: string };
  readonly fact?: string;
};

/** By name and not by place: one answer more at the top moves all the others down and changes none. */
function same<T extends Answer>(before: readonly T[], now: readonly T[]): readonly T[] {
  const named = new Map(before.map((one) => [nameOf(one), one]));
  const kept = now.map((one) => replaceEqualDeep(named.get(nameOf(one)), one));
  return replaceEqualDeep(before, kept);
}

/** Two answers of one name are only never taken for each other: what differs is compared in full. */
function nameOf({ norm, part, wording, agency, title, fact }: Answer): string {
  return [norm, part, wording, agency, title?.en, fact].join(" ");
}
