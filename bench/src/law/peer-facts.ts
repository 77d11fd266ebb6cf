import type { Facts } from "@arasha/law";
import type { RuleSet } from "./rules.ts";

/** An incident as the peers are given it: as it is, with each repetition worked out. */
export type PeerFacts = Omit<Facts, "history"> & { readonly repeated: Readonly<Record<string, boolean>> };

/** Without the history a repetition is left out, as any fact is that was not asked. */
export function peerFacts({ repetitions }: RuleSet, facts: Facts): PeerFacts {
  const { history, ...rest } = facts;
  const act = typeof facts.date === "string" ? facts.date : facts.date.to;
  const repeated = repetitions.flatMap(({ name, within, norms }) => {
    if (history === undefined) return [];
    const held = history.some(
      (penalty) =>
        norms.some((norm) => penalty.norm === norm || penalty.norm.startsWith(`${norm}#`)) &&
        penalty.executed <= act &&
        act <= Temporal.PlainDate.from(penalty.executed).add(within).toString(),
    );
    return [[name, held] as const];
  });
  return { ...rest, repeated: Object.fromEntries(repeated) };
}
