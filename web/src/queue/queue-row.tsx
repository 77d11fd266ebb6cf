import { Link } from "@tanstack/react-router";
import { useSession } from "../api/queries.ts";
import { localDate } from "../i18n/format.ts";
import { useText } from "../i18n/language.tsx";
import { NormMark } from "../law/norm-mark.tsx";
import { Clock } from "./clock-words.tsx";
import { PossibleMark, RiskMark } from "./marks.tsx";
import type { QueueItem } from "./rows.ts";

type RowProps = {
  readonly row: QueueItem;
  readonly now: string;
  readonly selected: boolean;
  readonly select: () => void;
};

/** What is owed, to which case (a code, never a name), by which clock, from which norm. */
export function QueueRow({ row, now, selected, select }: RowProps) {
  const text = useText();
  const { zone } = useSession().country;
  return (
    // The link covers the row, so hovering anywhere previews it; the pointer is no other way to act than the link.
    <li className="row" data-band={row.band} data-selected={selected || undefined} onPointerEnter={select}>
      <div className="row-what">
        <Link to="/cases/$caseId" params={{ caseId: row.case.caseId }} className="row-link" onFocus={select}>
          {text(row.title)}
        </Link>
        <PossibleMark duty={row} />
      </div>
      <div className="row-case">
        <span className="code">{row.case.code}</span>
        <RiskMark risk={row.case.risk} quiet />
      </div>
      <Clock className="row-clock" due={row.due} startedAt={row.startedAt} now={now} />
      <div className="row-norm">
        {row.norm !== null && <NormMark norm={row.norm} on={localDate(row.startedAt, zone)} />}
      </div>
    </li>
  );
}
