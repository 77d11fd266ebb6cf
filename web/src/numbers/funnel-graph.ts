import type { FunnelSide } from "@arasha/server/contract";

/** The justice chain as a graph: how many cases go from one step to the next. */
export type Step =
  | "reported"
  | "administrative"
  | "criminal"
  | "refused"
  | "notOpened"
  | "terminated"
  | "responsible"
  | "pending"
  | `ended:${string}`;
export type Node = { readonly id: Step; readonly cases: number };
export type Link = { readonly source: Step; readonly target: Step; readonly cases: number };
export type Graph = { readonly nodes: readonly Node[]; readonly links: readonly Link[] };

/**
 * Reported, then the kind of proceeding, a refusal to open one, or none, then how it ended. The counts do not say which kind of proceeding
 * ended in which way, so the endings are drawn from both kinds in proportion; nodes carry the counts as they are.
 * Steps no case took are left out.
 */
export function funnelGraph(side: FunnelSide): Graph {
  const { administrative, criminal } = side.opened;
  const opened: readonly Node[] = [
    { id: "administrative", cases: administrative },
    { id: "criminal", cases: criminal },
  ];
  const ends: readonly Node[] = [
    { id: "responsible", cases: sum(side.responsible) },
    { id: "terminated", cases: sum(side.terminated) },
    { id: "pending", cases: side.pending },
  ];
  const total = administrative + criminal;
  const links: readonly Link[] = [
    ...opened.map(({ id, cases }): Link => ({ source: "reported", target: id, cases })),
    { source: "reported", target: "refused", cases: side.refused },
    { source: "reported", target: "notOpened", cases: side.notOpened },
    ...opened.flatMap((from) =>
      ends.map(
        (to): Link => ({
          source: from.id,
          target: to.id,
          cases: total === 0 ? 0 : (to.cases * from.cases) / total,
        }),
      ),
    ),
    ...side.responsible.map(
      ({ ending, cases }): Link => ({ source: "responsible", target: `ended:${ending}`, cases }),
    ),
    ...side.terminated.map(
      ({ ending, cases }): Link => ({ source: "terminated", target: `ended:${ending}`, cases }),
    ),
  ];
  const nodes: readonly Node[] = [
    { id: "reported", cases: side.reported },
    ...opened,
    { id: "refused", cases: side.refused },
    { id: "notOpened", cases: side.notOpened },
    ...ends,
    ...[...side.responsible, ...side.terminated].map(
      ({ ending, cases }): Node => ({ id: `ended:${ending}`, cases }),
    ),
  ];
  return { nodes: nodes.filter(({ cases }) => cases > 0), links: links.filter(({ cases }) => cases > 0) };
}

/** Cases brought to an end of one kind. */
export function sum(endings: readonly { readonly cases: number }[]): number {
  return endings.reduce((total, { cases }) => total + cases, 0);
}

/** A part of a whole in per cent, one digit after the point; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}
