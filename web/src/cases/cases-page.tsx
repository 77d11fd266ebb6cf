import { dateInWords } from "@arasha/law";
import type { CaseSummary } from "@arasha/server/contract";
import { Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFolderSearch, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type CaseFilter, casesPage } from "../api/queries.ts";
import { BreakGlass } from "../glass/break-glass.tsx";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useFactWords } from "../law/labels.ts";
import { RiskMark } from "../queue/marks.tsx";
import { usePlaceName } from "../shell/country.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { NumberSearch, useNumberSearch } from "./number-search.tsx";

type Status = "all" | "open" | "closed";

/** Every case this person's agency takes part in, newest first, found by its code, or by a number somebody in it has. */
export function CasesPage() {
  const t = useT();
  usePageTitle(t("nav.cases"));
  const [status, setStatus] = useState<Status>("open");
  const [code, setCode] = useState("");
  const [asked] = useDebouncedValue(code.trim().toUpperCase(), 250);
  const search = useNumberSearch();
  const filter: CaseFilter = { status: status === "all" ? undefined : status, code: asked || undefined };
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Title order={1}>{t("nav.cases")}</Title>
        <BreakGlass />
      </Group>
      <Group mb="sm" gap="sm">
        <TextInput
          aria-label={t("cases.find")}
          placeholder={t("cases.find")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          maxLength={20}
          w={220}
        />
        <SegmentedControl
          aria-label={t("cases.status")}
          value={status}
          onChange={(value) => setStatus(value as Status)}
          data={(["open", "closed", "all"] as const).map((value) => ({ value, label: t(`cases.${value}`) }))}
        />
      </Group>
      <NumberSearch search={search} />
      {search.found ? <Found rows={search.found.rows} /> : <CaseRows filter={filter} />}
    </>
  );
}

function Found({ rows }: { readonly rows: readonly CaseSummary[] }) {
  const t = useT();
  if (rows.length === 0)
    return <Empty icon={<IconFolderSearch />} title={t("cases.noNumber")} hint={t("cases.noNumberHint")} />;
  return (
    <ul className="rows">
      {rows.map((row) => (
        <CaseRow key={row.caseId} row={row} />
      ))}
    </ul>
  );
}

function CaseRows({ filter }: { readonly filter: CaseFilter }) {
  const t = useT();
  const cases = useInfiniteQuery({
    queryKey: ["cases", filter],
    queryFn: ({ pageParam, signal }) => casesPage(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (cases.error) return <Failing error={cases.error} retry={() => void cases.refetch()} />;
  if (!cases.data) return <LoadingRows rows={10} height={52} />;
  const rows = cases.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) {
    return (
      <Empty
        icon={<IconFolderSearch />}
        title={t(filter.code ? "cases.noneFound" : "cases.none")}
        hint={t(filter.code ? "cases.noneFoundHint" : "cases.noneHint")}
      />
    );
  }
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
