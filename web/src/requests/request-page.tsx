import type { RequestEntryInput, RequestView } from "@arasha/server/contract";
import { Alert, Button, Group, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerAddress, answerRequest, requestQuery, requestsQuery, writeRequest } from "../api/outgoing.ts";
import { ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { useRequestNames } from "./requests-page.tsx";
import "../styles/outgoing.css";

/** One legal request: what was asked, its clocks, what was decided, what was given. The same page whoever it is about. */
export function RequestPage({ id }: { readonly id: string }) {
  const t = useT();
  usePageTitle(t("request.page"));
  const query = useQuery(requestQuery(id));
  if (query.data) return <Request view={query.data} />;
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  return <LoadingRows rows={4} height={110} />;
}

function Request({ view }: { readonly view: RequestView }) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const names = useRequestNames();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (act: RequestEntryInput | "answer") =>
      act === "answer" ? answerRequest(view.id, view.seq, language) : writeRequest(view.id, view.seq, act),
    onSuccess: (next) => {
      client.setQueryData(requestQuery(view.id).queryKey, next);
      return client.invalidateQueries({ queryKey: requestsQuery.queryKey, exact: true });
    },
  });
  const moment = (at: string) => formatMoment(at, at, country.zone, language);
  const open = view.state !== "closed";
  return (
    <article className="request-page">
      <Title order={1}>{t("request.number", { number: view.number })}</Title>
      <Text>
        {names.asker(view.asker)} · {names.instrument(view.instrument)} ·{" "}
        {t("request.received", { moment: moment(view.receivedAt) })}
      </Text>
      <div className="request-columns">
        <section className="card" aria-label={t("request.what")}>
          <h2>{t("request.what")}</h2>
          <dl className="pairs">
            <Pair label={t("request.from")} value={view.from} />
            <Pair label={t("request.about")} value={view.about} />
            <Pair label={t("request.asks")} value={view.asks} />
            <Pair label={t("request.norm")} value={view.norm ?? t("request.noNorm")} />
            <Pair label={t("request.binding")} value={t(`request.binding.${view.binding}`)} />
            <Pair label={t("request.answerBy")} value={clockWords(t, moment, view.answer)} />
            <Pair label={t("request.objectBy")} value={clockWords(t, moment, view.objection)} />
          </dl>
        </section>
        <section className="card" aria-label={t("request.next")}>
          <h2>{t("request.next")}</h2>
          <Alert color="teal" mb="md">
            {t(
              view.decision === "disclose"
                ? "request.discloseHint"
                : view.decision
                  ? "request.decidedHint"
                  : "request.neutralHint",
            )}
          </Alert>
          {open && (
            <Stack gap="md" align="flex-start">
              <Group gap="sm">
                <Button loading={act.isPending} onClick={() => act.mutate("answer")}>
                  {t("request.answer")}
                </Button>
                {view.state === "received" && (
                  <Button
                    variant="default"
                    loading={act.isPending}
                    onClick={() => act.mutate({ type: "taken" })}
                  >
                    {t("request.take")}
                  </Button>
                )}
              </Group>
              {me.counsel ? (
                <Decide act={act.mutate} pending={act.isPending} />
              ) : (
                <Text size="sm">{t("request.counselOnly")}</Text>
              )}
              {view.state !== "received" && (
                <Button variant="subtle" size="compact-sm" onClick={() => act.mutate({ type: "closed" })}>
                  {t("request.close")}
                </Button>
              )}
            </Stack>
          )}
          {act.error && <ProblemNote error={act.error} />}
        </section>
      </div>
      <section className="card" aria-label={t("request.done")}>
        <h2>{t("request.done")}</h2>
        <ol className="plain-list">
          {view.entries.map((entry) => (
            <li key={entry.seq}>
              <Text fw={600}>
                {t(`request.entry.${entry.type}`)}
                {entry.decision && `: ${t(`request.decision.${entry.decision}`)}`}
              </Text>
              <Text size="sm" c="dimmed">
                {moment(entry.happenedAt)}
              </Text>
              {entry.why && <Text size="sm">{entry.why}</Text>}
              {entry.given && (
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                  {t("request.given", { number: entry.given.number, hash: entry.given.sha256 })}
                  {entry.given.notice && ` ${t(`document.notice.${entry.given.notice}`)}`}
                </Text>
              )}
              {entry.type === "answered" && (
                <Button
                  component="a"
                  href={answerAddress(view.id, entry.seq)}
                  download
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconDownload size={15} aria-hidden />}
                >
                  {t("document.download")}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}

type DecideProps = { readonly act: (entry: RequestEntryInput) => void; readonly pending: boolean };
const DECISIONS = ["neither", "disclose", "refuse"] as const;

function Decide({ act, pending }: DecideProps) {
  const t = useT();
  const [decision, setDecision] = useState<(typeof DECISIONS)[number]>("neither");
  const [why, setWhy] = useState("");
  return (
    <form
      style={{ width: "100%" }}
      onSubmit={(event) => {
        event.preventDefault();
        act({ type: "decided", decision, sealed: { why } });
        setWhy("");
      }}
    >
      <Radio.Group
        label={t("request.decide")}
        value={decision}
        onChange={(value) => setDecision(value as typeof decision)}
      >
        <Stack gap={6} my={6}>
          {DECISIONS.map((value) => (
            <Radio key={value} value={value} label={t(`request.decision.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t("request.why")}
        autosize
        minRows={2}
        maxLength={4000}
        required
        withAsterisk={false}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" mt={8} loading={pending}>
        {t("request.decideSubmit")}
      </Button>
    </form>
  );
}

function Pair({ label, value }: { readonly label: string; readonly value: string | null }) {
  const t = useT();
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? t("request.closedToYou")}</dd>
    </div>
  );
}

function clockWords(
  t: ReturnType<typeof useT>,
  moment: (at: string) => string,
  clock: RequestView["answer"],
): string {
  if (clock.due === null) return t("request.clockUnknown");
  const words = t("request.clock", { moment: moment(clock.due), norm: clock.norm ?? "" });
  return clock.established ? words : `${words} ${t("request.strictest")}`;
}
