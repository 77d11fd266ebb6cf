import { IconAlertTriangleFilled, IconClockHour4 } from "@tabler/icons-react";
import { useSession } from "../api/queries.ts";
import { deadline } from "../i18n/deadline.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";

type ClockProps = {
  readonly due: string | null;
  readonly startedAt: string;
  readonly now: string;
  readonly className?: string;
};

/** A running clock in words: when by the wall, and how long is left or has been missed. A shape goes with each colour. */
export function Clock({ due, startedAt, now, className = "" }: ClockProps) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  if (due === null) {
    return (
      <div className={`clock ${className}`} data-state="soon">
        <span className="clock-when">
          <IconClockHour4 size={14} aria-hidden /> {t("time.immediately")}
        </span>
        <span className="clock-distance">
          {t("time.since", { moment: formatMoment(startedAt, now, zone, language) })}
        </span>
      </div>
    );
  }
  const words = deadline(due, now, { t, language, zone });
  return (
    <div className={`clock ${className}`} data-state={words.late ? "late" : words.soon ? "soon" : "open"}>
      <span className="clock-when">
        {words.late ? (
          <IconAlertTriangleFilled size={14} aria-hidden />
        ) : (
          words.soon && <IconClockHour4 size={14} aria-hidden />
        )}{" "}
        {words.when}
      </span>
      <span className="clock-distance">{words.distance}</span>
    </div>
  );
}
