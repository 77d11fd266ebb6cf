import { type AmendingAct, type DateText, type Law, windowOf } from "@arasha/law";

/**
 * A turn of the law: the day, or the stretch in which the day must lie, on which acts took force, and what became of
 * each norm then.
 */
export type Turn = {
  readonly earliest: DateText;
  readonly latest: DateText;
  readonly acts: readonly AmendingAct[];
  readonly began: readonly string[];
  readonly changed: readonly string[];
  readonly ended: readonly string[];
};

/** Every turn, in order of time. Acts that took force on the same day, or in the same stretch, are one. */
export function turnsOf(law: Law): readonly Turn[] {
  const known = turns.get(law);
  if (known) return known;
  const found = [...byWindow(law).values()].sort(
    (a, b) => compare(a.earliest, b.earliest) || compare(a.latest, b.latest),
  );
  turns.set(law, found);
  return found;
}

/** The turn before a day, the one on it, the one after it. A stretch counts by its last day. */
export function around(
  law: Law,
  on: DateText,
): { readonly before: Turn | null; readonly at: readonly Turn[]; readonly after: Turn | null } {
  const all = turnsOf(law);
  return {
    // Windows can lie within each other: the turn that was over last.
    before: all
      .filter(({ latest }) => latest < on)
      .reduce<Turn | null>((last, turn) => (last === null || turn.latest >= last.latest ? turn : last), null),
    at: all.filter(({ earliest, latest }) => earliest <= on && on <= latest),
    after: all.find(({ earliest }) => earliest > on) ?? null,
  };
}

/** The day from which a turn is certain: where a link to "what changed" leads. */
export function dayOf({ latest }: Turn): DateText {
  return latest;
}

export function touched({ began, changed, ended }: Turn): number {
  return began.length + changed.length + ended.length;
}

const turns = new WeakMap<Law, readonly Turn[]>();

function byWindow(law: Law): ReadonlyMap<string, Turn> {
  const found = new Map<string, { -readonly [K in keyof Turn]: Turn[K] }>();
  const at = (id: string) => {
    const act = law.amendments.get(id);
    if (act === undefined) return null;
    const { earliest, latest } = windowOf(act.inForce);
    const key = `${earliest} ${latest}`;
    const turn = found.get(key) ?? { earliest, latest, acts: [], began: [], changed: [], ended: [] };
    if (!turn.acts.includes(act)) turn.acts = [...turn.acts, act];
    found.set(key, turn);
    return turn;
  };
  for (const [id, { wordings }] of law.norms) {
    for (const [index, { version, ends }] of wordings.entries()) {
      const begins = at(version.from);
      const follows = wordings[index - 1]?.version.until === version.from;
      if (begins) begins[follows ? "changed" : "began"] = [...begins[follows ? "changed" : "began"], id];
      const followed = wordings[index + 1]?.version.from === version.until;
      if (version.until === undefined || ends === null || followed) continue;
      const end = at(version.until);
      if (end) end.ended = [...end.ended, id];
    }
  }
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
