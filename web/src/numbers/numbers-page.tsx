import { dateInWords } from "@arasha/law";
import type { Funnel, FunnelSide } from "@arasha/server/contract";
import {
  Group,
  Popover,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { funnelQuery, useSession } from "../api/queries.ts";
import { formatMoment, formatNumber } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useLaw } from "../law/engine.ts";
import { MisuseTable } from "../oversight/misuse-table.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Failing } from "../shell/states.tsx";
import { byEnding, share, sum } from "./funnel-graph.ts";
import { greatestReform, type Reform, reforms } from "./reforms.ts";
import { FunnelSankey } from "./sankey.tsx";
import { useStepName } from "./step-name.ts";

type Shown = "before" | "after" | "both";

/** Where cases go between a report and responsibility, before and after the reform. */
export function NumbersPage() {
  const t = useT();
  const { me } = useSession();
  usePageTitle(t("numbers.title"));
  const [shown, setShown] = useState<Shown>("both");
  const [chosen, setChosen] = useState<string | null>(null);
  const law = useLaw();
  const days = useMemo(() => (law ? reforms(law) : []), [law]);
  const breakOn = chosen ?? greatestReform(days)?.on ?? null;
  const funnel = useQuery({ ...funnelQuery(breakOn ?? ""), enabled: me.statistics && breakOn !== null });
  if (!me.statistics) return <Text>{t("numbers.notYours")}</Text>;
  return (
    <>
      <Group justify="space-between" mb="sm" gap="sm">
        <Title order={1} mr="auto">
          {t("numbers.title")}
        </Title>
        <ReformChoice days={days} value={breakOn} onChange={setChosen} />
        <SegmentedControl
          aria-label={t("numbers.shown")}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={(["before", "after", "both"] as const).map((value) => ({
            value,
            label: t(`numbers.${value}`),
          }))}
        />
      </Group>
      {funnel.error ? (
        <Failing error={funnel.error} retry={() => void funnel.refetch()} />
      ) : funnel.data ? (
        <Sides funnel={funnel.data} shown={shown} />
      ) : (
        <Skeleton height={420} aria-label={t("state.loading")} />
      )}
      <MisuseTable by="statistics" />
    </>
  );
}

type ChoiceProps = {
  readonly days: readonly Reform[];
  readonly value: string | null;
  readonly onChange: (on: string | null) => void;
};

/** The day of law the comparison turns on; proposed is the one that changed most offences. */
function ReformChoice({ days, value, onChange }: ChoiceProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const law = useLaw();
  const title = (id: string) => {
    const act = law?.amendments.get(id);
    return act ? text(act.title) : id;
  };
  return (
    <Select
      aria-label={t("numbers.reform")}
      allowDeselect={false}
      data={days.map(({ on }) => ({
        value: on,
        label: t("numbers.reformOf", { date: dateInWords(on, language) }),
      }))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {days
              .find(({ on }) => on === option.value)
              ?.amendments.map(title)
              .join("; ")}
          </Text>
        </div>
      )}
      comboboxProps={{ width: 420, position: "bottom-end" }}
      value={value}
      onChange={onChange}
      w={250}
    />
  );
}

function Sides({ funnel, shown }: { readonly funnel: Funnel; readonly shown: Shown }) {
  return (
    <div className="sides" data-both={shown === "both" || undefined}>
      {(["before", "after"] as const)
        .filter((side) => shown === "both" || shown === side)
        .map((side) => (
          <Side key={side} funnel={funnel} side={side} />
        ))}
    </div>
  );
}

function Side({ funnel, side }: { readonly funnel: Funnel; readonly side: "before" | "after" }) {
  const t = useT();
  const { language } = useLanguage();
  const title = t(`numbers.${side}Title`, { date: dateInWords(funnel.breakOn, language) });
  return (
    <section className="card" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <h2>{title}</h2>
        <WhatIsThis funnel={funnel} side={funnel[side]} title={title} />
      </Group>
      <FunnelSankey side={funnel[side]} title={title} />
      <SideTable side={funnel[side]} title={title} />
    </section>
  );
}

/** Every number has an address: what it counts, for when, as of when, and whether it is of real cases at all. */
function WhatIsThis({
  funnel,
  side,
  title,
}: {
  readonly funnel: Funnel;
  readonly side: FunnelSide;
  readonly title: string;
}) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const day = (date: string) => dateInWords(date, language);
  const period =
    side.from === null
      ? t("numbers.periodUntil", { until: side.until ? day(side.until) : "" })
      : side.until === null
        ? t("numbers.periodFrom", { from: day(side.from) })
        : t("numbers.period", { from: day(side.from), until: day(side.until) });
  return (
    <Popover width={340} position="bottom-end" withArrow>
      <Popover.Target>
        <UnstyledButton className="what-is" aria-label={t("numbers.whatOf", { title })}>
          <IconInfoCircle size={15} aria-hidden /> {t("numbers.what")}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm">{text(funnel.definition)}</Text>
          <Text size="sm">{period}</Text>
          <Text size="sm">
            {t("numbers.asOf", { moment: formatMoment(funnel.asOf, funnel.asOf, zone, language) })}
          </Text>
          {funnel.synthetic && <Text size="sm">{t("synthetic.hint")}</Text>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

type Row = {
  readonly key: string;
  readonly label: string;
  readonly cases: number;
  readonly indent?: boolean;
};

function SideTable({ side, title }: { readonly side: FunnelSide; readonly title: string }) {
  const t = useT();
  const { language } = useLanguage();
  const stepName = useStepName();
  const endings = (of: FunnelSide["terminated"]): readonly Row[] =>
    byEnding(of).map(({ ending, cases }) => ({
      key: ending,
      label: stepName(`ended:${ending}`),
      cases,
      indent: true,
    }));
  const rows: readonly Row[] = [
    { key: "reported", label: t("step.reported"), cases: side.reported },
    { key: "order", label: t("numbers.order"), cases: side.order },
    { key: "served", label: t("numbers.served"), cases: side.served, indent: true },
    { key: "breached", label: t("numbers.breached"), cases: side.breached, indent: true },
    { key: "noOrder", label: t("numbers.noOrder"), cases: side.reported - side.order },
    { key: "administrative", label: t("step.administrative"), cases: side.opened.administrative },
    { key: "criminal", label: t("step.criminal"), cases: side.opened.criminal },
    { key: "refused", label: t("step.refused"), cases: side.refused },
    { key: "notOpened", label: t("step.notOpened"), cases: side.notOpened },
    { key: "responsible", label: t("step.responsible"), cases: sum(side.responsible) },
    ...endings(side.responsible),
    { key: "terminated", label: t("step.terminated"), cases: sum(side.terminated) },
    ...endings(side.terminated),
    { key: "pending", label: t("step.pending"), cases: side.pending },
  ];
  const percent = (cases: number) => {
    const of = share(cases, side.reported);
    return of === null ? t("numbers.noShare") : `${formatNumber(of, language)} %`;
  };
  return (
    <Table.ScrollContainer minWidth={240}>
      <Table className="numbers" aria-label={t("numbers.table", { title })} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("numbers.step")}</Table.Th>
            <Table.Th ta="right">{t("numbers.cases")}</Table.Th>
            <Table.Th ta="right">{t("numbers.ofReported")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" fw={400} pl={row.indent ? 28 : undefined}>
                {row.label}
              </Table.Th>
              <Table.Td ta="right">{formatNumber(row.cases, language)}</Table.Td>
              <Table.Td ta="right">{percent(row.cases)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
