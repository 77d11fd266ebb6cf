import type { CaseView } from "@arasha/server/contract";
import { Badge, Group, Progress, Text } from "@mantine/core";
import { IconAlertTriangleFilled, IconCheck, IconCircleDashed } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSession } from "../api/queries.ts";
import { duration } from "../i18n/deadline.ts";
import { formatMoment, localDate } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { NormMark } from "../law/norm-mark.tsx";
import { useCodeName } from "../shell/country.ts";
import { orderProgress } from "./progress.ts";

type Order = CaseView["orders"][number];
const COLOUR = { issued: "amber", "in-force": "teal", expired: "gray", ended: "gray" } as const;

/** A protective order from issue to its end: each step with its time, or plainly not done yet. */
export function OrderCard({ order, now }: { readonly order: Order; readonly now: string }) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const code = useCodeName();
  const moment = (at: string) => formatMoment(at, now, zone, language);
  return (
    <section className="card" aria-label={t("order.title")}>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <h2>{t("order.title")}</h2>
        <Badge variant="light" color={COLOUR[order.state]} tt="none" fw={600} style={{ flex: "none" }}>
          {t(`order.state.${order.state}`)}
        </Badge>
      </Group>
      <NormMark norm={order.norm} on={localDate(order.issuedAt, zone)} />
      <Expiry order={order} now={now} />
      <ol className="steps">
        <Step done label={t("order.issued")} at={moment(order.issuedAt)} />
        <Step
          done={order.servedAt !== null}
          label={t("order.served")}
          at={order.servedAt && moment(order.servedAt)}
        />
        <Step
          done={order.copyGivenAt !== null}
          label={t("order.copy")}
          at={order.copyGivenAt && moment(order.copyGivenAt)}
        />
        {order.checks.map((at) => (
          <Step key={`check ${at}`} done label={t("order.checked")} at={moment(at)} />
        ))}
        {order.breaches.map((at) => (
          <Step key={`breach ${at}`} alarm label={t("order.breached")} at={moment(at)} />
        ))}
        {order.endedAt && (
          <Step
            done
            label={order.ending ? code("orderEndings", order.ending) : t("order.ended")}
            at={moment(order.endedAt)}
          />
        )}
      </ol>
    </section>
  );
}

function Expiry({ order, now }: { readonly order: Order; readonly now: string }) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  if (order.servedAt === null) {
    return (
      <Text size="sm" c="dimmed" my={4}>
        {t("order.notServed")}
      </Text>
    );
  }
  if (order.expiresAt === null) {
    return (
      <Text size="sm" c="dimmed" my={4}>
        {t("order.lengthUnknown")}
      </Text>
    );
  }
  const percent = orderProgress(order.servedAt, order.endedAt ?? order.expiresAt, now);
  const until = formatMoment(order.expiresAt, now, zone, language);
  const words =
    order.state === "in-force"
      ? t("order.until", { moment: until, span: duration(now, order.expiresAt, { t, language, zone }) })
      : t("order.wasUntil", { moment: until });
  return (
    <div className="expiry">
      <Progress
        value={percent}
        size="md"
        color={order.state === "in-force" ? "teal" : "gray"}
        aria-label={words}
      />
      <Text size="sm">{words}</Text>
    </div>
  );
}

type StepProps = {
  readonly done?: boolean;
  readonly alarm?: boolean;
  readonly label: ReactNode;
  readonly at: string | null;
};

function Step({ done = false, alarm = false, label, at }: StepProps) {
  const t = useT();
  const Icon = alarm ? IconAlertTriangleFilled : done ? IconCheck : IconCircleDashed;
  return (
    <li data-alarm={alarm || undefined} data-done={done || alarm || undefined}>
      <Icon size={14} aria-hidden />
      <span>{label}</span>
      <span className="step-at">{at ?? t("order.notYet")}</span>
    </li>
  );
}
