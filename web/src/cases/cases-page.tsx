import { dateInWords } from "@arasha/law";
import type { CaseSearch, CaseSummary } from "@arasha/server/contract";
import { Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { IconFolderSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type CaseStatus, casesPage } from "../api/queries.ts";
import { BreakGlass } from "../glass/break-glass.tsx";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useFactWords } from "../law/labels.ts";
import { RiskMark } from "../queue/marks.tsx";
import { usePlaceName } from "../shell/country.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { CaseSearchForm, useCaseSearch } from "./case-search.tsx";

/** Every case this person's agency takes part in, newest first, found by its code, or by a number somebody in it has. */
export function CasesPage() {
  const t = useT();
  usePageTitle(t("nav.cases"));
  const [status, setStatus] = useState<CaseStatus | "all">("open");
  const search = useCaseSearch();
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Title order={1}>{t("nav.cases")}</Title>
        <BreakGlass />
      </Group>
      <CaseSearchForm search={search} />
      {search.found ? (
        <Found by={search.asked.by} rows={search.found.rows} />
      ) : (
        <>
          <SegmentedControl
            mb="sm"
            aria-label={t("cases.status")}
            value={status}
            onChange={(value) => setStatus(value as CaseStatus | "all")}
            data={(["open", "closed", "all"] as const).map((value) => ({
              value,
              label: t(`cases.${value}`),
            }))}
          />
          <CaseRows status={status === "all" ? null : status} />
        </>
      )}
    </>
  );
}

type FoundProps = { readonly by: CaseSearch["by"]; readonly rows: readonly CaseSummary[] };

function Found({ by, rows }: FoundProps) {
  const t = useT();
  if (rows.length === 0)
    return (
      <Empty
        icon={<IconFolderSearch />}
        title={t(by === "code" ? "cases.noneFound" : "cases.noNumber")}
        hint={t(by === "code" ? "cases.noneFoundHint" : "cases.noNumberHint")}
      />
    );
  return (
    <ul className="rows">
      {rows.map((row) => (
        <CaseRow key={row.caseId} row={row} />
      ))}
    </ul>
  );
}

function CaseRows({ status }: { readonly status: CaseStatus | null }) {
  const t = useT();
  const cases = useInfiniteQuery({
    queryKey: ["cases", status],
    queryFn: ({ pageParam, signal }) => casesPage(status, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (cases.error) return <Failing error={cases.error} retry={() => void cases.refetch()} />;
  if (!cases.data) return <LoadingRows rows={10} height={52} />;
  const rows = cases.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return <Empty icon={<IconFolderSearch />} title={t("cases.none")} hint={t("cases.noneHint")} />;
  return (
    <Stack gap="sm">
      <ul className="rows">
        {rows.map((row) => (
          <CaseRow key={row.caseId} row={row} />
        ))}
      </ul>
      {cases.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: "flex-start" }}
          loading={cases.isFetchingNextPage}
          onClick={() => void cases.fetchNextPage()}
        >
          {t("cases.more")}
        </Button>
      )}
    </Stack>
  );
}

function CaseRow({ row }: { readonly row: CaseSummary }) {
  const t = useT();
  const { language } = useLanguage();
  const { value } = useFactWords();
  const placeName = usePlaceName();
  const acts = row.acts.map((act) => value("acts", act)).join(", ");
  return (
    <li className="row case-row">
      <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className="row-link code">
        {row.code}
      </Link>
      <div className="case-row-what">
        <Text span size="sm" c={acts ? undefined : "dimmed"}>
          {acts || t("cases.noActs")}
        </Text>
        {row.actDate && (
          <Text span size="sm" c="dimmed">
            {" "}
            · {dateInWords(row.actDate, language)}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {placeName(row.place)}
      </Text>
      <Group gap={6} className="case-row-marks">
        <RiskMark risk={row.risk} quiet />
        {row.status === "closed" && (
          <Text size="sm" c="dimmed">
            {t("cases.closedMark")}
          </Text>
        )}
      </Group>
    </li>
  );
}
