import type { BreachEntryInput, BreachView, RecordBreach } from "@arasha/server/contract";
import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { breachesQuery, recordBreach, writeBreach } from "../api/outgoing.ts";
import { fieldError, ProblemNote } from "../api/problem.tsx";
import { useSession } from "../api/queries.ts";
import { instantOf } from "../case/forms/start.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { isMessageKey } from "../i18n/translate.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failing, LoadingRows } from "../shell/states.tsx";
import "../styles/outgoing.css";

/** Breaches of personal data and the clock of the law, for those who answer for the installation. */
export function BreachesPage() {
  const t = useT();
  usePageTitle(t("breach.page"));
  const query = useQuery(breachesQuery);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <div className="people-head">
        <Title order={1}>{t("breach.page")}</Title>
        <Button onClick={() => setOpened(true)}>{t("breach.record")}</Button>
      </div>
      {query.error ? (
        <Failing error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <LoadingRows rows={3} height={120} />
      ) : query.data.rows.length === 0 ? (
        <Empty icon={<IconShieldCheck />} title={t("breach.none")} hint={t("breach.noneHint")} />
      ) : (
        query.data.rows.map((breach) => <Breach key={breach.id} breach={breach} />)
      )}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("breach.record")}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {opened && <Fields close={() => setOpened(false)} />}
      </Modal>
    </>
  );
}

const COLOUR = { open: "amber", late: "red", met: "teal", "met-late": "amber" } as const;

function Breach({ breach }: { readonly breach: BreachView }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const act = useAct((entry: BreachEntryInput) => writeBreach(breach.id, entry));
  const [reference, setReference] = useState("");
  const moment = (at: string) => formatMoment(at, at, zone, language);
  const due = moment(breach.due);
  return (
    <section className="card breach" aria-label={t("breach.detected", { moment: moment(breach.detectedAt) })}>
      <Group justify="space-between" align="flex-start" gap={8}>
        <h2>{t("breach.detected", { moment: moment(breach.detectedAt) })}</h2>
        <Badge variant="light" color={COLOUR[breach.state]} tt="none" fw={600}>
          {t(`breach.state.${breach.state}`)}
        </Badge>
      </Group>
      <Text>
        {breach.notifiedAt
          ? t("breach.notifiedAt", { moment: moment(breach.notifiedAt), due })
          : t("breach.notifyBy", { authority: text(breach.authority), due })}
      </Text>
      {!breach.established && (
        <Text size="sm" c="dimmed">
          {t("request.strictest")}
        </Text>
      )}
      <ul className="plain-list">
        {breach.entries.map(({ seq, type, happenedAt, body }) => {
          const deed = `breach.deed.${String(body.deed)}`;
          const what = `breach.what.${String(body.what)}`;
          return (
            <li key={seq}>
              {t(`breach.entry.${type as "done"}`)}
              {isMessageKey(deed) && `: ${t(deed)}`}
              {isMessageKey(what) && `: ${t(what)}`}
              {type === "told" &&
                `: ${t("breach.toldCount", { told: Number(body.told), rest: Number(body.notSafe) })}`}
              <Text span size="sm" c="dimmed">
                {" · "}
                {moment(happenedAt)}
              </Text>
            </li>
          );
        })}
      </ul>
      {breach.closedAt === null && (
        <Group gap="sm" align="flex-end">
          <Select
            label={t("breach.done")}
            data={DEEDS.map((value) => ({ value, label: t(`breach.deed.${value}`) }))}
            value={null}
            onChange={(deed) => deed && act.mutate({ type: "done", deed: deed as (typeof DEEDS)[number] })}
            w={260}
          />
          {breach.notifiedAt === null ? (
            <>
              <TextInput
                label={t("breach.reference")}
                value={reference}
                onChange={(event) => setReference(event.currentTarget.value)}
                maxLength={80}
                w={220}
                error={fieldError(act.error, "reference")}
              />
              <Button
                loading={act.isPending}
                onClick={() =>
                  act.mutate({
                    type: "notified",
                    at: Temporal.Now.instant().toString(),
                    ...(reference.trim() && { reference: reference.trim() }),
                  })
                }
              >
                {t("breach.notified")}
              </Button>
            </>
          ) : (
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ type: "closed" })}>
              {t("breach.close")}
            </Button>
          )}
        </Group>
      )}
      {act.error && <ProblemNote error={act.error} />}
    </section>
  );
}

const KINDS = [
  "read",
  "copied",
  "changed",
  "destroyed",
  "sent-to-the-wrong-person",
  "lost-device",
  "unknown",
] as const;
const DEEDS = [
  "access-closed",
  "keys-changed",
  "accounts-closed",
  "copies-called-back",
  "device-found",
  "cause-removed",
] as const;
const CLASSES = ["identity", "contact", "address", "narrative", "health", "child", "plan"] as const;

function Fields({ close }: { readonly close: () => void }) {
  const t = useT();
  const { zone } = useSession().country;
  const [when, setWhen] = useState("");
  const [what, setWhat] = useState<(typeof KINDS)[number]>("unknown");
  const [classes, setClasses] = useState<readonly string[]>([]);
  const [persons, setPersons] = useState<number | null>(null);
  const act = useAct((body: RecordBreach) => recordBreach(body), close);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const detectedAt = instantOf(when, zone) ?? Temporal.Now.instant().toString();
        act.mutate({ detectedAt, what, persons, classes: CLASSES.filter((name) => classes.includes(name)) });
      }}
    >
      <Stack gap="md">
        <Alert color="teal">{t("breach.noNames")}</Alert>
        <TextInput
          type="datetime-local"
          label={t("breach.when")}
          description={t("form.whenHint")}
          value={when}
          onChange={(event) => setWhen(event.currentTarget.value)}
          error={fieldError(act.error, "detectedAt")}
          w={260}
          data-autofocus
        />
        <Select
          label={t("breach.whatHappened")}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t(`breach.what.${value}`) }))}
          value={what}
          onChange={(value) => value && setWhat(value as typeof what)}
        />
        <Checkbox.Group label={t("breach.classes")} value={[...classes]} onChange={setClasses}>
          <Group gap="md" mt={6}>
            {CLASSES.map((value) => (
              <Checkbox key={value} value={value} label={t(`class.${value}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <NumberInput
          label={t("breach.persons")}
          description={t("breach.personsHint")}
          min={0}
          allowDecimal={false}
          value={persons ?? ""}
          onChange={(value) => setPersons(typeof value === "number" ? value : null)}
          w={220}
        />
        {act.error && <ProblemNote error={act.error} safe={t("form.kept")} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {t("breach.start")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useAct<T>(run: (body: T) => Promise<BreachView>, done: () => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: breachesQuery.queryKey });
      done();
    },
  });
}
