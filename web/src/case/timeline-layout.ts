import type { CaseView, EntryView } from "@arasha/server/contract";

export type Lane = "survivor" | "police" | "justice" | "services";
export const LANES: readonly Lane[] = ["survivor", "police", "justice", "services"];

/** Entries of one lane that happened at (nearly) the same time share a mark. */
export type Mark = { readonly lane: Lane; readonly x: number; readonly entries: readonly EntryView[] };
export type BarState = "open" | "late" | "met" | "met-late" | "void" | "protected";
export type Bar = {
  readonly lane: Lane;
  /** Row inside the lane, from 0; bars of one row do not overlap. */
  readonly row: number;
  readonly x: number;
  readonly end: number;
  /** Where the time allowed ran out, when the bar goes on past it. */
  readonly lateFrom: number | null;
  readonly state: BarState;
  readonly key: string;
};
export type Tick = { readonly x: number; readonly at: string };
export type Timeline = {
  readonly marks: readonly Mark[];
  readonly bars: readonly Bar[];
  readonly ticks: readonly Tick[];
  readonly now: number;
  /** How many rows of bars each lane needs. */
  readonly rows: Readonly<Record<Lane, number>>;
};

type Kinds = ReadonlyMap<string, string>;
const MARK_DISTANCE = 16;
/** A shorter stretch is no bar to the eye: a duty met, or owed, at once stands in the list alone. */
const SHORTEST = 6;
const TICK_DISTANCE = 104;

/**
 * Places a case on a picture `width` pixels wide. Time is told in order but not to scale: a gap takes the logarithm
 * of its length, so that the first hour and the thirtieth day can both be read. `kinds`: agency id to agency kind.
 */
export function layoutTimeline(view: CaseView, now: string, kinds: Kinds, width: number): Timeline {
  const spans = spansOf(view, now);
  const instants = [
    now,
    ...view.entries.map((entry) => entry.happenedAt),
    ...spans.flatMap(({ from, to, due }) => [from, to, ...(due === null ? [] : [due])]),
  ];
  const place = scale(instants, width);
  const marks = marksOf(view.entries, kinds, place);
  const bars = packed(
    spans
      .map(({ lane, from, to, due, state, key }): Bar => {
        const end = place(to);
        const lateFrom = due !== null && before(due, to) ? place(due) : null;
        return { lane, row: 0, x: place(from), end, lateFrom, state, key };
      })
      .filter((bar) => bar.end - bar.x >= SHORTEST),
  );
  const rows = Object.fromEntries(
    LANES.map((lane) => [
      lane,
      1 + Math.max(-1, ...bars.filter((bar) => bar.lane === lane).map((bar) => bar.row)),
    ]),
  ) as Record<Lane, number>;
  return { marks, bars, ticks: ticksOf(instants, place), now: place(now), rows };
}

/** A map from instants to pixels that keeps order: later is never further left. Instants must be among those given. */
export function scale(instants: readonly string[], width: number): (instant: string) => number {
  const times = [...new Set(instants.map(minutesOf))].sort((a, b) => a - b);
  const sums = new Map<number, number>();
  let sum = 0;
  for (const [index, time] of times.entries()) {
    sum += index === 0 ? 0 : Math.log2(1 + (time - times[index - 1]!) / 15);
    sums.set(time, sum);
  }
  return (instant) => (sum === 0 ? 0 : ((sums.get(minutesOf(instant)) ?? 0) / sum) * width);
}

/** The picture's lane for what an agency does; what befell the survivor and what she told stand in hers. */
export function laneOf(entry: Pick<EntryView, "type" | "agency">, kinds: Kinds): Lane {
  if (SURVIVOR_EVENTS.has(entry.type)) return "survivor";
  return laneOfKind(kinds.get(entry.agency) ?? "");
}

export function laneOfKind(kind: string): Lane {
  if (kind === "police") return "police";
  return kind === "court" || kind === "prosecutor" ? "justice" : "services";
}

const SURVIVOR_EVENTS: ReadonlySet<string> = new Set([
  "report",
  "incident",
  "protective-order-breached",
  "outcome",
]);

type Span = {
  readonly lane: Lane;
  readonly from: string;
  readonly to: string;
  readonly due: string | null;
  readonly state: BarState;
  readonly key: string;
};

function spansOf(view: CaseView, now: string): readonly Span[] {
  const duties = view.duties.map((duty): Span => {
    const ended = duty.metAt ?? duty.voidAt;
    const running = duty.due === null || before(duty.due, now) ? now : duty.due;
    return {
      lane: laneOfKind(duty.agencyKind),
      from: duty.startedAt,
      to: ended ?? running,
      due: duty.due,
      state: duty.state,
      key: duty.duty,
    };
  });
  const orders = view.orders.flatMap((order): readonly Span[] => {
    if (order.servedAt === null) return [];
    const to = order.endedAt ?? order.expiresAt ?? now;
    return [
      {
        lane: "survivor",
        from: order.servedAt,
        to,
        due: null,
        state: "protected",
        key: `order ${order.seq}`,
      },
    ];
  });
  // An end before the start (times of day taken down in the wrong order) still has to be seen: it becomes a point.
  return [...orders, ...duties].map((span) =>
    before(span.to, span.from) ? { ...span, to: span.from } : span,
  );
}

function marksOf(
  entries: readonly EntryView[],
  kinds: Kinds,
  place: (at: string) => number,
): readonly Mark[] {
  const marks: Mark[] = [];
  const inOrder = [...entries].sort(
    (a, b) => minutesOf(a.happenedAt) - minutesOf(b.happenedAt) || a.seq - b.seq,
  );
  for (const entry of inOrder) {
    const lane = laneOf(entry, kinds);
    const x = place(entry.happenedAt);
    const at = marks.findLastIndex((mark) => mark.lane === lane);
    const last = marks[at];
    if (last && x - last.x < MARK_DISTANCE) marks[at] = { ...last, entries: [...last.entries, entry] };
    else marks.push({ lane, x, entries: [entry] });
  }
  return marks;
}

/** Gives each bar the first row of its lane where it overlaps nothing. */
function packed(bars: readonly Bar[]): readonly Bar[] {
  const ends = new Map<string, number>();
  return [...bars]
    .sort((a, b) => a.x - b.x || a.end - b.end)
    .map((bar) => {
      let row = 0;
      while ((ends.get(`${bar.lane} ${row}`) ?? -1) > bar.x) row += 1;
      ends.set(`${bar.lane} ${row}`, Math.max(bar.end, bar.x + 6) + 4);
      return { ...bar, row };
    });
}

function ticksOf(instants: readonly string[], place: (at: string) => number): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const at of [...instants].sort((a, b) => minutesOf(a) - minutesOf(b))) {
    const x = place(at);
    const last = ticks.at(-1);
    if (!last || x - last.x >= TICK_DISTANCE) ticks.push({ at, x });
  }
  return ticks;
}

function before(a: string, b: string): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function minutesOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds / 60_000;
}
