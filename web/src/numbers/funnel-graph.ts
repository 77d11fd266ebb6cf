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
 * Reported, then the kind of proceeding, a refusal to open one, or none, then how it ended. What was opened on a track
 * and has not ended is pending. Steps no case took are left out.
 */
export function funnelGraph(side: FunnelSide): Graph {
  const opened = TRACKS.map((id) => ({ id, cases: side.opened[id] }));
  const ends: readonly Node[] = [
    { id: "responsible", cases: sum(side.responsible) },
    { id: "terminated", cases: sum(side.terminated) },
    { id: "pending", cases: side.pending },
  ];
  const endings = (["responsible", "terminated"] as const).flatMap((group) =>
    byEnding(side[group]).map((one) => ({ group, ...one })),
  );
  const links: readonly Link[] = [
    ...opened.map(({ id, cases }): Link => ({ source: "reported", target: id, cases })),
    { source: "reported", target: "refused", cases: side.refused },
    { source: "reported", target: "notOpened", cases: side.notOpened },
    ...opened.flatMap(({ id, cases }): readonly Link[] => {
      const responsible = sum(side.responsible.filter(({ track }) => track === id));
      const terminated = sum(side.terminated.filter(({ track }) => track === id));
      return [
        { source: id, target: "responsible", cases: responsible },
        { source: id, target: "terminated", cases: terminated },
        { source: id, target: "pending", cases: cases - responsible - terminated },
      ];
    }),
    ...endings.map(({ group, ending, cases }): Link => ({ source: group, target: `ended:${ending}`, cases })),
  ];
  const nodes: readonly Node[] = [
    { id: "reported", cases: side.reported },
    ...opened,
    { id: "refused", cases: side.refused },
    { id: "notOpened", cases: side.notOpened },
    ...ends,
    ...endings.map(({ ending, cases }): Node => ({ id: `ended:${ending}`, cases })),
  ];
  return { nodes: nodes.filter(({ cases }) => cases > 0), links: links.filter(({ cases }) => cases > 0) };
}

const TRACKS = ["administrative", "criminal"] as const;

/** How many cases ended in each way, whatever the track. */
export function byEnding(
  ended: FunnelSide["terminated"],
): readonly { readonly ending: string; readonly cases: number }[] {
  const endings = [...new Set(ended.map(({ ending }) => ending))];
  return endings.map((ending) => ({ ending, cases: sum(ended.filter((one) => one.ending === ending)) }));
}

/** Cases brought to an end of one kind. */
export function sum(endings: readonly { readonly cases: number }[]): number {
  return endings.reduce((total, { cases }) => total + cases, 0);
}

/** A part of a whole in per cent, one digit after the point; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}
