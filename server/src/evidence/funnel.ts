import { type Actor, asActor } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import type { Funnel, FunnelSide } from "../contract/index.ts";
import { inTransaction, type Tx } from "../store/store.ts";

type Row = {
  readonly after: boolean;
  readonly ordered: boolean;
  readonly served: boolean;
  readonly breached: boolean;
  readonly track: string | null;
  readonly ending: string | null;
  readonly ending_group: string | null;
  readonly cases: number;
  readonly first_day: string;
  readonly last_day: string;
};

/**
 * The justice chain before and after a day of law: how many cases reached each step. Counted in cases, assigned by the
 * day of the act and never of the report, so that acts of the eve stay with the old law however late they are told.
 * A case with several proceedings counts once, by the one that brought somebody to responsibility, else the last.
 * `actor` null: the operator of the system, on the command line. An account without the right to statistics gets zeros.
 */
export async function funnel(
  deps: Deps,
  actor: Actor | null,
  breakOn: string,
  asOf: string,
): Promise<Funnel> {
  const read = async (tx: Tx) => ({
    rows: (await tx.query<Row>("select * from funnel($1)", [breakOn])).rows,
    synthetic: (await tx.query("select is_synthetic() as synthetic")).rows[0].synthetic as boolean,
  });
  const { rows, synthetic } = await (actor
    ? asActor(deps.store.app, actor, asOf, read)
    : inTransaction(deps.store.owner, read));
  return {
    asOf,
    synthetic,
    breakOn,
    definition: DEFINITION,
    before: side(rows.filter((row) => !row.after)),
    after: side(rows.filter((row) => row.after)),
  };
}

const DEFINITION = {
  kk: "Істер саны. Іс әрекет жасалған күні бойынша жіктеледі, хабарланған күні бойынша емес. Бірнеше іс жүргізу бір рет саналады.",
  ru: "Число дел. Дело относится к дню деяния, а не к дню сообщения. Несколько производств по одному делу считаются один раз.",
  en: "Number of cases. A case belongs to the day of the act, not of the report. Several proceedings on one case count once.",
};

function side(rows: readonly Row[]): FunnelSide {
  const count = (of: (row: Row) => boolean) => sum(rows.filter(of));
  const days = rows.flatMap((row) => [row.first_day, row.last_day]).sort();
  return {
    from: days[0] ?? null,
    until: days.at(-1) ?? null,
    reported: sum(rows),
    order: count((row) => row.ordered),
    served: count((row) => row.served),
    breached: count((row) => row.breached),
    opened: {
      administrative: count((row) => row.track === "administrative"),
      criminal: count((row) => row.track === "criminal"),
    },
    refused: count((row) => row.track === "refused"),
    notOpened: count((row) => row.track === null),
    terminated: byEnding(rows.filter((row) => row.ending_group === "terminated")),
    responsible: byEnding(rows.filter((row) => row.ending_group === "responsible")),
    pending: count((row) => row.track !== null && row.track !== "refused" && row.ending === null),
  };
}

function byEnding(rows: readonly Row[]): FunnelSide["terminated"] {
  const ends = new Map<string, readonly Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.ending, row.track]);
    ends.set(key, [...(ends.get(key) ?? []), row]);
  }
  return [...ends.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, same]) => {
      const [ending, track] = JSON.parse(key);
      return { track, ending, cases: sum(same) };
    });
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, row) => total + row.cases, 0);
}
