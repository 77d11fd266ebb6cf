import type { CaseView, DutyView } from "@arasha/server/contract";
import { Anchor, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../api/queries.ts";
import { formatMoment, localDate } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { isMessageKey } from "../i18n/translate.ts";
import { NormMark } from "../law/norm-mark.tsx";
import { Clock } from "../queue/clock-words.tsx";
import { PossibleMark } from "../queue/marks.tsx";

type Props = { readonly view: CaseView; readonly now: string };

/** What each agency owes on this case, running clocks first; what is done or void is folded away. */
export function Duties({ view, now }: Props) {
  const t = useT();
  const [all, setAll] = useState(false);
  const running = view.duties.filter(({ state }) => state === "open" || state === "late");
  const done = view.duties.filter((duty) => !running.includes(duty));
  return (
    <section className="card" aria-label={t("case.duties")}>
      <h2>{t("case.duties")}</h2>
      {running.length === 0 && <Text c="dimmed">{t("case.noDuties")}</Text>}
      <ul className="plain-list duties">
        {[...running, ...(all ? done : [])].map((duty) => (
          <Duty key={duty.duty} duty={duty} now={now} />
        ))}
      </ul>
      {done.length > 0 && (
        <Anchor component="button" type="button" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("case.hideDone") : t("case.showDone", { n: done.length })}
        </Anchor>
      )}
    </section>
  );
}

function Duty({ duty, now }: { readonly duty: DutyView; readonly now: string }) {
  const t = useT();
  const text = useText();
  const { zone } = useSession().country;
  const kind = `kind.${duty.agencyKind}`;
  return (
    <li className="duty" data-state={duty.state}>
      <Text>{text(duty.title)}</Text>
      <Group gap={8}>
        <Text size="sm" c="dimmed">
          {isMessageKey(kind) ? t(kind) : duty.agencyKind}
        </Text>
        {duty.norm !== null && <NormMark norm={duty.norm} on={localDate(duty.startedAt, zone)} />}
        <PossibleMark duty={duty} />
      </Group>
      {duty.state === "open" || duty.state === "late" ? (
        <Clock due={duty.due} startedAt={duty.startedAt} now={now} />
      ) : (
        <Ended duty={duty} now={now} />
      )}
    </li>
  );
}

function Ended({ duty, now }: { readonly duty: DutyView; readonly now: string }) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const at = duty.metAt ?? duty.voidAt;
  return (
    <Text size="sm" c="dimmed">
      {t(`dutyState.${duty.state}`)}
      {at && ` · ${formatMoment(at, now, zone, language)}`}
    </Text>
  );
}
