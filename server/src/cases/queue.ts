import { type Actor, asActor } from "../access/actor.ts";
import type { DutyView, Queue } from "../contract/index.ts";
import type { Deps } from "./deps.ts";
import { dutyTitle } from "./law.ts";
import { summaryOf } from "./list.ts";

type Band = Queue["rows"][number]["band"];

/**
 * What this person's agency owes, soonest first; duties without a figure ("immediately") head today's band.
 * `asOf` decides what is late, and what has begun: a clock that starts when a child comes of age stands in the table before.
 * Days are those of the country's zone.
 */
export function queue(
  deps: Deps,
  actor: Actor,
  query: { readonly band?: Band | undefined; readonly limit: number },
  asOf: string,
): Promise<Queue> {
  const edges = edgesOf(deps, asOf);
  return asActor(deps.store.app, actor, asOf, async (tx) => {
    const counted = await tx.query({
      name: "queue-counts",
      text: `select count(*) filter (where due_at <= $2) as late,
                    count(*) filter (where due_at is null or due_at > $2 and due_at <= $3) as today,
                    count(*) filter (where due_at > $3 and due_at <= $4) as week,
                    count(*) filter (where due_at > $4) as later
               from duty where agency = $1 and met_at is null and (void_at is null or void_at > $2) and started_at <= $2`,
      values: [actor.agency, edges.now, edges.midnight, edges.week],
    });
    const rows: QueueRow[] = [];
    for (const band of query.band ? [query.band] : BANDS) {
      if (rows.length >= query.limit) break;
      const [from, until] = RANGE[band](edges);
      const { rows: found } = await tx.query({
        name: `queue-${band}`,
        text: `select ${DUTY_COLUMNS}, ${CASE_COLUMNS}
                 from duty d join case_file c on c.case_id = d.case_id
                where d.agency = $1 and d.met_at is null and (d.void_at is null or d.void_at > $5)
                  and d.started_at <= $5
                  and (d.due_at > $2 and d.due_at <= $3 ${band === "today" ? "or d.due_at is null" : ""})
                order by d.due_at nulls first, d.case_id, d.duty
                limit $4`,
        values: [actor.agency, from, until, query.limit - rows.length, edges.now],
      });
      rows.push(...found.map((row) => ({ ...dutyOf(deps, row, asOf), band, case: summaryOf(row) })));
    }
    return { asOf, counts: counted.rows[0], rows };
  });
}

type QueueRow = Queue["rows"][number];
type Edges = { readonly now: string; readonly midnight: string; readonly week: string };

const BANDS = ["late", "today", "week", "later"] as const satisfies readonly Band[];
const RANGE: { readonly [B in Band]: (edges: Edges) => readonly [string, string] } = {
  late: ({ now }) => ["-infinity", now],
  today: ({ now, midnight }) => [now, midnight],
  week: ({ midnight, week }) => [midnight, week],
  later: ({ week }) => [week, "infinity"],
};

const DUTY_COLUMNS =
  "d.duty, d.norm, d.agency_kind, d.agency, d.started_at, d.due_at, d.met_at, d.void_at, d.verdict, d.due_established";
const CASE_COLUMNS =
  "c.case_id, c.code, c.place, c.risk, c.status, c.opened_at, c.act_date, c.acts, c.relation, c.harm";

type DutyRow = {
  readonly duty: string;
  readonly norm: string | null;
  readonly agency_kind: string;
  readonly agency: string | null;
  readonly started_at: string;
  readonly due_at: string | null;
  readonly met_at: string | null;
  readonly void_at: string | null;
  readonly verdict: "applies" | "possible";
  readonly due_established: boolean;
};

/** A stored clock as it stands at `asOf`. */
function dutyOf(deps: Deps, row: DutyRow, asOf: string): DutyView {
  return {
    duty: row.duty,
    norm: row.norm,
    title: dutyTitle(deps, { duty: row.duty, norm: row.norm, startedAt: row.started_at }),
    agencyKind: row.agency_kind,
    agency: row.agency,
    startedAt: row.started_at,
    due: row.due_at,
    state: stateAt(row, asOf),
    metAt: row.met_at,
    voidAt: row.void_at,
    verdict: row.verdict,
    dueEstablished: row.due_established,
  };
}

function stateAt(row: DutyRow, asOf: string): DutyView["state"] {
  const passed = (when: string) => row.due_at !== null && Temporal.Instant.compare(row.due_at, when) <= 0;
  if (row.met_at) return passed(row.met_at) && row.met_at !== row.due_at ? "met-late" : "met";
  if (row.void_at && Temporal.Instant.compare(row.void_at, asOf) <= 0) return "void";
  return passed(asOf) ? "late" : "open";
}

function edgesOf(deps: Deps, asOf: string): Edges {
  const now = Temporal.Instant.from(asOf).toZonedDateTimeISO(deps.country.pack.calendar.zone);
  const midnight = now.toPlainDate().add({ days: 1 }).toZonedDateTime(now.timeZoneId);
  const week = midnight.add({ days: 6 });
  return { now: asOf, midnight: midnight.toInstant().toString(), week: week.toInstant().toString() };
}
