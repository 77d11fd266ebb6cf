import { dateInWords } from "@arasha/law";
import { Button, DataList, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useSession } from "../api/queries.ts";
import { formatMoment, localDate } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useFactWords } from "../law/labels.ts";
import { NormMark } from "../law/norm-mark.tsx";
import { usePlaceName } from "../shell/country.ts";
import { Clock } from "./clock-words.tsx";
import { RiskMark } from "./marks.tsx";
import type { QueueItem } from "./rows.ts";

/**
 * The row in focus, at wide width. It shows only what the list already carries: opening a case is a recorded act of
 * reading, and looking down a list must not be one.
 */
export function QueuePreview({ row, now }: { readonly row: QueueItem; readonly now: string }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const { value } = useFactWords();
  const placeName = usePlaceName();
  const { case: summary } = row;
  const facts: readonly (readonly [string, string | null])[] = [
    [t("case.acts"), summary.acts.map((act) => value("acts", act)).join(", ") || null],
    [t("case.actDate"), summary.actDate && dateInWords(summary.actDate, language)],
    [t("case.relation"), summary.relation && value("relation", summary.relation)],
    [t("case.harm"), summary.harm && value("harm", summary.harm)],
    [t("case.place"), placeName(summary.place)],
    [t("case.opened"), formatMoment(summary.openedAt, now, zone, language)],
  ];
  return (
    <aside className="preview" aria-label={t("queue.preview")}>
      <Stack gap="sm">
        <div>
          <Text className="code" size="lg" fw={600}>
            {summary.code}
          </Text>
          <RiskMark risk={summary.risk} />
        </div>
        <div className="preview-duty">
          <Title order={2}>{text(row.title)}</Title>
          <Clock due={row.due} startedAt={row.startedAt} now={now} />
          {row.norm !== null && <NormMark norm={row.norm} on={localDate(row.startedAt, zone)} />}
        </div>
        <DataList size="sm" gap={6} labelWidth={110}>
          {facts.map(([label, known]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue c={known ? undefined : "dimmed"}>
                {known ?? t("state.unknown")}
              </DataList.ItemValue>
            </DataList.Item>
          ))}
        </DataList>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/cases/$caseId" params={{ caseId: summary.caseId }} {...props} />}
        >
          {t("queue.openCase")}
        </Button>
      </Stack>
    </aside>
  );
}
