import type { CaseView } from "@arasha/server/contract";
import { Group, Text } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { formatMoment, localDate } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { NormMark } from "../law/norm-mark.tsx";
import { useCodeName } from "../shell/country.ts";

type Props = { readonly view: CaseView; readonly now: string };

type Proceeding = CaseView["proceedings"][number];

/** Proceedings opened on the case and how each ended; then how the case came out for her. */
export function Proceedings({ view, now }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const code = useCodeName();
  const moment = (at: string) => formatMoment(at, now, zone, language);
  const course = ({ openedAt, ending, endedAt }: Proceeding) => {
    const opened = t("proceeding.opened", { moment: moment(openedAt) });
    if (endedAt === null) return `${opened} · ${t("proceeding.pending")}`;
    const words = { ending: code("proceedingEndings", ending ?? ""), moment: moment(endedAt) };
    return `${opened} · ${t("proceeding.ended", words)}`;
  };
  if (view.proceedings.length === 0 && view.outcome === null) return null;
  return (
    <section className="card" aria-label={t("case.proceedings")}>
      <h2>{t("case.proceedings")}</h2>
      <ul className="plain-list">
        {view.proceedings.map((proceeding) => (
          <li key={proceeding.seq}>
            <Group gap={8}>
              <Text>{code("proceedingTracks", proceeding.track)}</Text>
              <NormMark
                norm={proceeding.norm}
                part={proceeding.part}
                on={view.case.actDate ?? localDate(proceeding.openedAt, zone)}
              />
            </Group>
            <Text size="sm" c="dimmed">
              {proceeding.track === "refused" ? moment(proceeding.openedAt) : course(proceeding)}
            </Text>
          </li>
        ))}
      </ul>
      {view.outcome && <Text mt={4}>{t("entry.outcome", { outcome: code("outcomes", view.outcome) })}</Text>}
    </section>
  );
}
