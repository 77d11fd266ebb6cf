import type { RequestSummary } from "@arasha/server/contract";
import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { requestsQuery } from "../api/outgoing.ts";
import { useSession } from "../api/queries.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { NewRequest } from "./new-request.tsx";
import "../styles/outgoing.css";

/** Legal requests for data that came to this agency. No name stands in the list, and nothing leads to a case. */
export function RequestsPage() {
  const t = useT();
  usePageTitle(t("request.page"));
  const query = useQuery(requestsQuery);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <div className="people-head">
        <Title order={1}>{t("request.page")}</Title>
        <Button onClick={() => setOpened(true)}>{t("request.new")}</Button>
      </div>
      <Text c="dimmed" mb="md" maw="70ch">
        {t("request.rule")}
      </Text>
      {query.error ? (
        <Failing error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <LoadingRows rows={5} height={64} />
      ) : query.data.rows.length === 0 ? (
        <Empty icon={<IconInbox />} title={t("request.none")} hint={t("request.noneHint")} />
      ) : (
        <ul className="rows">
          {query.data.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      <NewRequest opened={opened} close={() => setOpened(false)} />
    </>
  );
}

function Row({ row }: { readonly row: RequestSummary }) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const name = useRequestNames();
  return (
    <li className="request-row">
      <Group justify="space-between" gap={8} wrap="nowrap" align="flex-start">
        <div>
          <Link to="/requests/$id" params={{ id: row.id }} className="request-link">
            {row.number}
          </Link>
          <Text size="sm">
            {name.asker(row.asker)} · {name.instrument(row.instrument)}
          </Text>
          <Text size="sm" c="dimmed">
            {t("request.received", { moment: formatMoment(row.receivedAt, row.receivedAt, zone, language) })}
          </Text>
        </div>
        <Badge
          variant="light"
          color={row.answer.state === "late" ? "red" : "gray"}
          tt="none"
          fw={600}
          style={{ flex: "none" }}
        >
          {t(row.answer.state === "late" ? "request.late" : `request.state.${row.state}`)}
        </Badge>
      </Group>
    </li>
  );
}

export function useRequestNames() {
  const text = useText();
  const { askers, instruments } = useSession().country.requests;
  return {
    asker: (id: string) => text(askers.find((one) => one.id === id)?.name ?? { kk: id, ru: id, en: id }),
    instrument: (id: string) =>
      text(instruments.find((one) => one.id === id)?.name ?? { kk: id, ru: id, en: id }),
  };
}
