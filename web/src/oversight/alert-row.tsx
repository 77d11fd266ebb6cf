import type { Alerts, AlertView } from "@arasha/server/contract";
import { Badge, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMoment } from "../account/moment.ts";
import { wantsProof } from "../api/door.ts";
import { askAbout, askFor, liftConflict, requestsQuery } from "../api/oversight.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useT, useText } from "../i18n/language.tsx";
import { isMessageKey, type Translate } from "../i18n/translate.ts";
import { useAgencyName, useCodeName } from "../shell/country.ts";
import { useGuarded } from "../step-up/step-up.tsx";
import { CloseDialog } from "./close-dialog.tsx";

type Props = { readonly alert: AlertView; readonly roles: Alerts["roles"]; readonly now: string };

/** One alert: by which rule, who, when, which case; what is known; and the next step. */
export function AlertRow({ alert, roles, now }: Props) {
  const t = useT();
  const moment = useMoment();
  const { person, code } = alert;
  const text = useText();
  const agency = useAgencyName();
  const role = roles.find(({ id }) => id === person?.role);
  const late = alert.state !== "closed" && alert.glass !== null && isPast(alert.glass.reviewBy, now);
  return (
    <li className="row alert-row" data-late={late || alert.kind === "review-overdue" || undefined}>
      <div>
        <Group gap={8}>
          <Text fw={600}>{kindWords(t, alert.kind)}</Text>
          {alert.state === "asked" && (
            <Badge variant="light" tt="none" fw={400}>
              {t("alert.asked", { moment: moment(alert.askedAt ?? alert.raisedAt) })}
            </Badge>
          )}
        </Group>
        <Text size="sm">
          {person
            ? [person.name, role ? text(role.name) : person.role, agency(person.agency)].join(" · ")
            : t("alert.nobody")}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            moment(alert.raisedAt),
            ...(code === null ? [] : [t("alert.case", { code })]),
            ...counted(t, alert.detail),
          ].join(" · ")}
        </Text>
        {alert.glass && <GlassFacts glass={alert.glass} closed={alert.state === "closed"} now={now} />}
        {alert.answer && (
          <Told label={t("alert.answer", { moment: moment(alert.answer.at) })} words={alert.answer.words} />
        )}
        {alert.closed && (
          <Told
            label={t("alert.closedBy", {
              name: alert.closed.by,
              moment: moment(alert.closed.at),
              finding: t(`finding.${alert.closed.finding}`),
            })}
            words={alert.closed.words}
          />
        )}
      </div>
      <Steps alert={alert} />
    </li>
  );
}

function GlassFacts({
  glass,
  closed,
  now,
}: {
  readonly glass: NonNullable<AlertView["glass"]>;
  readonly closed: boolean;
  readonly now: string;
}) {
  const t = useT();
  const moment = useMoment();
  const code = useCodeName();
  const late = isPast(glass.reviewBy, now);
  return (
    <>
      <Text size="sm">{code("emergencies", glass.reason)}</Text>
      {glass.words && <Told label={t("alert.her")} words={glass.words} />}
      <Text size="sm" c="dimmed">
        {t("alert.opened", {
          classes: glass.classes.map((name) => t(`class.${name}`)).join(", "),
          moment: moment(glass.until),
        })}{" "}
        {glass.seenAt ? t("alert.seen", { moment: moment(glass.seenAt) }) : t("alert.unseen")}
      </Text>
      {!closed && (
        <Text size="sm" fw={late ? 600 : 400} className={late ? "is-late" : undefined}>
          {t(late ? "alert.reviewLate" : "alert.reviewBy", { moment: moment(glass.reviewBy) })}
        </Text>
      )}
    </>
  );
}

function Told({ label, words }: { readonly label: string; readonly words: string }) {
  return (
    <div className="told">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm">{words}</Text>
    </div>
  );
}

function Steps({ alert }: { readonly alert: AlertView }) {
  const t = useT();
  const client = useQueryClient();
  const guarded = useGuarded();
  const [closing, setClosing] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["alerts"] });
  const ask = useMutation({ mutationFn: () => askAbout(alert.id), onSettled: refresh });
  const lifting = useMutation({ mutationFn: () => liftConflict(alert.id), onSettled: refresh });
  const account = alert.person?.id;
  const request = useMutation({
    mutationFn: (kind: "close-account" | "lift-lock") =>
      guarded(() => askFor({ kind, ...(account !== undefined && { account }) })),
    onSettled: () => client.invalidateQueries({ queryKey: requestsQuery.queryKey }),
  });
  const told = [ask.error, lifting.error, request.error].find((error) => error && !wantsProof(error));
  const closed = alert.state === "closed";
  const lift = closed && alert.glass !== null && alert.closed?.finding === "misuse";
  return (
    <div className="alert-steps">
      <Group gap={8} justify="flex-end">
        {/* Asking her would tell her that there is a case. */}
        {alert.state === "open" && account !== undefined && alert.kind !== "conflict" && (
          <Button variant="default" size="compact-md" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t("alert.ask")}
          </Button>
        )}
        {alert.kind === "conflict" && !closed && (
          <Button
            variant="default"
            size="compact-md"
            loading={lifting.isPending}
            disabled={lifting.isSuccess}
            onClick={() => lifting.mutate()}
          >
            {t("alert.lift")}
          </Button>
        )}
        {!closed && (
          <Button size="compact-md" onClick={() => setClosing(true)}>
            {t("alert.close")}
          </Button>
        )}
        {!closed && account !== undefined && (
          <Button
            variant="subtle"
            size="compact-md"
            loading={request.isPending}
            onClick={() => request.mutate("close-account")}
          >
            {t("alert.askLock")}
          </Button>
        )}
        {lift && (
          <Button
            variant="subtle"
            size="compact-md"
            loading={request.isPending}
            onClick={() => request.mutate("lift-lock")}
          >
            {t("alert.askLift")}
          </Button>
        )}
      </Group>
      {lifting.isSuccess && (
        <Text size="sm" role="status">
          {t("alert.lifted")}
        </Text>
      )}
      {request.isSuccess && (
        <Text size="sm" role="status">
          {t("alert.requested")}
        </Text>
      )}
      {told && <ProblemNote error={told} />}
      <CloseDialog alert={alert} opened={closing} close={() => setClosing(false)} />
    </div>
  );
}

export function kindWords(t: Translate, kind: string): string {
  const key = `alert.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

function counted(t: Translate, { count, own, colleagues, by }: AlertView["detail"]): string[] {
  const inCommon = Array.isArray(by) ? by.map((kind) => `mark.${kind}`).filter(isMessageKey) : [];
  return [
    ...(inCommon.length > 0 ? [t("alert.by", { what: inCommon.map((key) => t(key)).join(", ") })] : []),
    ...(typeof count === "number" ? [t("alert.count", { count })] : []),
    ...(typeof own === "number" && typeof colleagues === "number"
      ? [t("alert.usual", { own, colleagues })]
      : []),
  ];
}

function isPast(moment: string, now: string): boolean {
  return Temporal.Instant.compare(moment, now) <= 0;
}
