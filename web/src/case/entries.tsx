import type { CaseView, EntryView } from "@arasha/server/contract";
import { Anchor, Badge, Group, SegmentedControl, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useSession } from "../api/queries.ts";
import { formatMoment, localDate } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { NormMark } from "../law/norm-mark.tsx";
import { useAgencyName } from "../shell/country.ts";
import { normOf, sealedTexts, useEntrySentence } from "./entry-words.ts";
import { isCorrectable } from "./forms/fields.ts";
import { Erased, Withheld } from "./withheld.tsx";

type EntriesProps = {
  readonly view: CaseView;
  readonly now: string;
  /** Absent for those who may not correct. */
  readonly correct?: ((entry: EntryView) => void) | undefined;
};

type Order = "newest" | "oldest";

/** The journal in sentences. */
export function Entries({ view, now, correct }: EntriesProps) {
  const t = useT();
  const [order, setOrder] = useState<Order>("newest");
  const entries = [...view.entries].sort((a, b) => (order === "newest" ? b.seq - a.seq : a.seq - b.seq));
  return (
    <section className="card" aria-label={t("case.entries")}>
      <Group justify="space-between" mb="xs">
        <h2>{t("case.entries")}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t("case.order")}
          value={order}
          onChange={(value) => setOrder(value as Order)}
          data={(["newest", "oldest"] as const).map((value) => ({ value, label: t(`case.${value}`) }))}
        />
      </Group>
      <ol className="entries">
        {entries.map((entry) => (
          <EntryItem key={entry.seq} entry={entry} view={view} now={now} correct={correct} />
        ))}
      </ol>
    </section>
  );
}

export function entryId(seq: number): string {
  return `entry-${seq}`;
}

type ItemProps = EntriesProps & { readonly entry: EntryView };

function EntryItem({ entry, view, now, correct }: ItemProps) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const agency = useAgencyName();
  const sentence = useEntrySentence(view);
  const norm = normOf(entry);
  const happened = formatMoment(entry.happenedAt, now, zone, language);
  const recorded = formatMoment(entry.recordedAt, now, zone, language);
  return (
    <li
      id={entryId(entry.seq)}
      className="entry"
      tabIndex={-1}
      data-corrected={entry.correctedBy !== null || undefined}
    >
      <div className="entry-when">{happened}</div>
      <div>
        <Group gap={8}>
          <Text span>{sentence(entry)}</Text>
          {norm && <NormMark norm={norm.norm} part={norm.part} on={localDate(entry.happenedAt, zone)} />}
          {entry.correctedBy !== null && (
            <Badge variant="default" tt="none" fw={400} size="sm">
              {t("case.corrected", { seq: entry.correctedBy })}
            </Badge>
          )}
        </Group>
        {sealedTexts(entry).map(([label, told]) => (
          <Text key={label} size="sm" className="sealed-text">
            <IconLock size={12} aria-hidden /> <span className="sealed-label">{t(label)}:</span> {told}
          </Text>
        ))}
        <Withheld classes={entry.withheld} />
        <Erased erased={entry.erased} />
        <Text size="sm" c="dimmed">
          {agency(entry.agency)}
          {recorded !== happened && ` · ${t("case.recorded", { moment: recorded })}`}
          {" · "}
          {t("case.entryNumber", { seq: entry.seq })}
          {correct && isCorrectable(entry.type) && (
            <>
              {" · "}
              <Anchor
                component="button"
                type="button"
                size="sm"
                aria-label={t("case.correctEntry", { seq: entry.seq })}
                onClick={() => correct(entry)}
              >
                {t("case.correct")}
              </Anchor>
            </>
          )}
        </Text>
      </div>
    </li>
  );
}
