import { dateInWords, dayInWords } from "@arasha/law";
import type { CaseView, EntryView } from "@arasha/server/contract";
import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import { useSession } from "../api/queries.ts";
import { localDate, localTime } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { type Bar, LANES, type Lane, layoutTimeline, type Mark, type Timeline } from "./timeline-layout.ts";

const LABEL = 104;
const PAD = 18;
const MARK_ROW = 30;
const BAR_ROW = 20;
const FOOT = 24;
/** Mean width of a letter in the small type of the picture. */
const LETTER = 6.2;

type Props = { readonly view: CaseView; readonly now: string; readonly showEntry: (seq: number) => void };

/** The case as a picture: a lane for each side, entries as marks, duties as bars to their end, late in red and hatched. */
export function TimelinePicture({ view, now, showEntry }: Props) {
  const t = useT();
  const { country } = useSession();
  const { ref, width } = useElementSize();
  const narrow = width < 560;
  const label = narrow ? 0 : LABEL;
  const inner = Math.max(120, width - label - PAD * 2);
  const kinds = useMemo(() => new Map(country.agencies.map(({ id, kind }) => [id, kind])), [country]);
  const timeline = useMemo(() => layoutTimeline(view, now, kinds, inner), [view, now, kinds, inner]);
  const lanes = lanesOf(timeline, narrow);
  const height = lanes.height + FOOT;
  const late = view.duties.filter((duty) => duty.state === "late").length;
  return (
    <div ref={ref} className="timeline">
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={t("timeline.summary", {
            entries: view.entries.length,
            duties: view.duties.length,
            late,
          })}
        >
          <Hatch />
          {LANES.map((lane) => (
            <g key={lane}>
              <rect
                x={0}
                y={lanes.top[lane]}
                width={width}
                height={lanes.size[lane]}
                className="lane"
                data-lane={lane}
              />
              <text x={10} y={lanes.top[lane] + (narrow ? 14 : 20)} className="lane-label">
                {t(`lane.${lane}`)}
              </text>
            </g>
          ))}
          <g transform={`translate(${label + PAD} 0)`}>
            <Ticks timeline={timeline} view={view} bottom={lanes.height} right={inner} />
            <line x1={timeline.now} x2={timeline.now} y1={0} y2={lanes.height} className="now-line" />
            {timeline.bars.map((bar) => (
              <DutyBar key={bar.key} bar={bar} y={lanes.bars[bar.lane] + bar.row * BAR_ROW} view={view} />
            ))}
            {timeline.marks.map((mark) => (
              <EntryMark
                key={mark.entries[0]?.seq}
                mark={mark}
                y={lanes.marks[mark.lane]}
                showEntry={showEntry}
              />
            ))}
            <text
              x={timeline.now}
              y={lanes.height + 16}
              textAnchor={timeline.now > inner - 30 ? "end" : "middle"}
              className="now-label"
            >
              {t("timeline.now")}
            </text>
          </g>
        </svg>
      )}
    </div>
  );
}

type Place = Readonly<Record<Lane, number>>;

function lanesOf(timeline: Timeline, narrow: boolean) {
  const top: Record<string, number> = {};
  const size: Record<string, number> = {};
  const marks: Record<string, number> = {};
  const bars: Record<string, number> = {};
  let y = 0;
  for (const lane of LANES) {
    const head = narrow ? 18 : 0;
    top[lane] = y;
    marks[lane] = y + head + MARK_ROW / 2;
    bars[lane] = y + head + MARK_ROW;
    size[lane] = head + MARK_ROW + timeline.rows[lane] * BAR_ROW + 4;
    y += size[lane] + 2;
  }
  return { top: top as Place, size: size as Place, marks: marks as Place, bars: bars as Place, height: y };
}

/** Late is hatched as well as red, for eyes that do not tell red. */
function Hatch() {
  return (
    <defs>
      <pattern
        id="late-hatch"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" className="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
      </pattern>
    </defs>
  );
}

type TicksProps = {
  readonly timeline: Timeline;
  readonly view: CaseView;
  readonly bottom: number;
  readonly right: number;
};

/** Days, and times within a day; the year only where it changes. */
function Ticks({ timeline, view, bottom, right }: TicksProps) {
  const { language } = useLanguage();
  const { zone } = useSession().country;
  let day = "";
  let year = localDate(view.asOf, zone).slice(0, 4);
  let free = 0;
  return timeline.ticks
    .filter((tick) => Math.abs(tick.x - timeline.now) > 46 && tick.x < right - 30)
    .map((tick) => {
      const date = localDate(tick.at, zone);
      const written = date.slice(0, 4) === year ? dayInWords : dateInWords;
      const words = date === day ? localTime(tick.at, zone) : written(date, language);
      day = date;
      year = date.slice(0, 4);
      const wide = words.length * LETTER;
      const begins = tick.x < 20 ? tick.x : tick.x - wide / 2;
      const fits = begins >= free;
      if (fits) free = begins + wide + 8;
      return (
        <g key={tick.x}>
          <line x1={tick.x} x2={tick.x} y1={0} y2={bottom} className="tick-line" />
          {fits && (
            <text
              x={tick.x}
              y={bottom + 16}
              className="tick-label"
              textAnchor={tick.x < 20 ? "start" : "middle"}
            >
              {words}
            </text>
          )}
        </g>
      );
    });
}

function DutyBar({ bar, y, view }: { readonly bar: Bar; readonly y: number; readonly view: CaseView }) {
  const t = useT();
  const text = useText();
  const duty = view.duties.find((one) => one.duty === bar.key);
  const title = duty ? text(duty.title) : t("timeline.protected");
  const state = duty ? t(`dutyState.${duty.state}`) : "";
  const width = Math.max(4, bar.end - bar.x);
  const onTime = (bar.lateFrom ?? bar.end) - bar.x;
  const fits = Math.floor((width - 10) / LETTER);
  return (
    <g data-state={bar.state} className="bar">
      <title>{state ? `${title}: ${state}` : title}</title>
      <rect
        x={bar.x}
        y={y + 1}
        width={Math.max(4, onTime)}
        height={BAR_ROW - 4}
        rx={3}
        className="bar-time"
      />
      {bar.lateFrom !== null && (
        <rect
          x={bar.lateFrom}
          y={y + 1}
          width={Math.max(3, bar.end - bar.lateFrom)}
          height={BAR_ROW - 4}
          rx={3}
          className="bar-late"
        />
      )}
      {fits >= 8 && (
        <text x={bar.x + 6} y={y + 13} className="bar-label">
          {title.length > fits ? `${title.slice(0, fits - 1)}…` : title}
        </text>
      )}
    </g>
  );
}

type MarkProps = { readonly mark: Mark; readonly y: number; readonly showEntry: (seq: number) => void };

/** The list of entries beneath says the same to the keyboard and to a screen reader; a click here only leads there. */
function EntryMark({ mark, y, showEntry }: MarkProps) {
  const t = useT();
  const first = mark.entries[0];
  if (!first) return null;
  const alarm = mark.entries.some(isAlarm);
  const names = [...new Set(mark.entries.map((entry) => t(`type.${entry.type}`)))].join(", ");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the picture is an image; its entries are listed beneath it.
    <g
      className="mark"
      data-alarm={alarm || undefined}
      transform={`translate(${mark.x} ${y})`}
      onClick={() => showEntry(first.seq)}
    >
      <title>{names}</title>
      {alarm ? <path d="M0 -8.5 8.5 7 -8.5 7Z" /> : <circle r={mark.entries.length > 1 ? 8 : 6} />}
      {mark.entries.length > 1 && !alarm && (
        <text textAnchor="middle" y={3.5} className="mark-count">
          {mark.entries.length}
        </text>
      )}
    </g>
  );
}

function isAlarm(entry: EntryView): boolean {
  return entry.type === "protective-order-breached";
}
