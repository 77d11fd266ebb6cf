import type { Alerts, AlertView } from "@arasha/server/contract";
import { Chip, Group, Text, Title } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { alertsQuery } from "../api/oversight.ts";
import { useServerNow } from "../clock.ts";
import { useT } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import { AlertRow } from "./alert-row.tsx";
import { CanaryCard } from "./canary-card.tsx";
import { MisuseTable } from "./misuse-table.tsx";
import { TwoPersons } from "./two-persons.tsx";

/** For those who review how access is used: what wants a look, the most pressing first, and what can be done about it. */
export function OversightPage() {
  const t = useT();
  usePageTitle(t("oversight.title"));
  const [which, setWhich] = useState("waiting");
  return (
    <>
      <Title order={1}>{t("oversight.title")}</Title>
      <Text c="dimmed" maw="75ch" mb="sm">
        {t("oversight.lead")}
      </Text>
      <TwoPersons />
      <Chip.Group value={which} onChange={(value) => setWhich(String(value))}>
        <Group gap={6} mb="sm" role="radiogroup" aria-label={t("oversight.which")}>
          {(["waiting", "closed"] as const).map((value) => (
            <Chip key={value} value={value} variant="outline">
              {t(`oversight.${value}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <AlertList closed={which === "closed"} />
      <div className="oversight-more">
        <CanaryCard />
        <MisuseTable by="oversight" />
      </div>
    </>
  );
}

function AlertList({ closed }: { readonly closed: boolean }) {
  const t = useT();
  const alerts = useQuery(alertsQuery(closed));
  if (alerts.error) return <Failing error={alerts.error} retry={() => void alerts.refetch()} />;
  if (!alerts.data) return <LoadingRows rows={5} height={96} />;
  if (alerts.data.alerts.length === 0) {
    return (
      <Empty
        icon={<IconShieldCheck />}
        title={t(closed ? "oversight.noneClosed" : "oversight.none")}
        hint={t(closed ? "oversight.noneClosedHint" : "oversight.noneHint")}
      />
    );
  }
  return <AlertRows all={alerts.data} />;
}

function AlertRows({ all }: { readonly all: Alerts }) {
  const now = useServerNow(all.asOf);
  const rows = [...all.alerts].sort((a, b) => urgency(a, now) - urgency(b, now));
  return (
    <ul className="rows">
      {rows.map((alert) => (
        <AlertRow key={alert.id} alert={alert} roles={all.roles} now={now} />
      ))}
    </ul>
  );
}

/** Overdue reviews, then emergencies and invented cases, then the rest; within these the order of the service. */
function urgency({ state, kind, glass }: AlertView, now: string): number {
  if (state === "closed") return 0;
  if (kind === "review-overdue") return 0;
  if (glass) return Temporal.Instant.compare(glass.reviewBy, now) <= 0 ? 0 : 1;
  return kind === "canary" ? 1 : 2;
}
