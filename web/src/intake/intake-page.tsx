import type { FactPath } from "@arasha/law";
import { Anchor, Button, Drawer, Group, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertOctagonFilled, IconChevronUp } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  type KeyboardEvent as ReactKeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { ProblemError } from "../api/client.ts";
import { ProblemNote } from "../api/problem.tsx";
import { draftQuery, openCase, queueQuery, useSession } from "../api/queries.ts";
import { deviceNow } from "../clock.ts";
import { localDate, localTime } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useAssessment } from "../law/engine.ts";
import { LawPanel } from "../law/panel/law-panel.tsx";
import { codesOf } from "../shell/country.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { uuid } from "../uuid.ts";
import { formOf, type SaveState, useAutosave } from "./autosave.ts";
import { keyAction } from "./chips.tsx";
import { Conversation } from "./conversation.tsx";
import { DangerNoted } from "./danger-noted.tsx";
import { focusFact } from "./fact-field.tsx";
import { factsOf, MORE_FACTS } from "./facts.ts";
import { emptyForm, type IntakeForm, isTouched, lackingOf, openCaseOf } from "./form.ts";
import { LIMITS_SAID, Limits } from "./limits.tsx";
import { askedAnew } from "./opening.tsx";
import { useChildhood, useChildrenToAsk } from "./use-children.ts";

/** A call comes in. The form waits for the draft, so that nothing typed is overwritten by what was kept. */
export function IntakePage() {
  const t = useT();
  const { me } = useSession();
  usePageTitle(t("intake.title"));
  const draft = useQuery({ ...draftQuery, enabled: me.intake });
  const early = useEarlyAnswer(draft.isPending);
  if (!me.intake) return <Text>{t("intake.notYours")}</Text>;
  if (draft.error) return <Failing error={draft.error} retry={() => void draft.refetch()} />;
  if (!draft.data) return <LoadingRows rows={6} height={110} />;
  return <Intake draft={draft.data.content} early={early} />;
}

type IntakeProps = {
  readonly draft: Readonly<Record<string, unknown>> | null;
  readonly early: EarlyAnswer;
};

function Intake({ draft, early }: IntakeProps) {
  const t = useT();
  const { country } = useSession();
  const { language } = useLanguage();
  const today = localDate(deviceNow(), country.zone);
  const empty = useMemo(
    () => emptyForm({ submission: uuid(), date: today, channel: codesOf(country, "channels")[0]?.id ?? "" }),
    [country, today],
  );
  const [kept, setKept] = useState(() => formOf(draft, empty));
  const restored = kept !== null;
  const [form, setForm] = useState<IntakeForm>(() => {
    const begun = kept ?? empty;
    return begun.limits === null && early ? { ...begun, limits: { said: early, language } } : begun;
  });
  const [more, setMore] = useState(false);
  // Another round is another page: what was unfolded is folded, and the focus is at the first question again.
  const [round, setRound] = useState(0);
  const change = useCallback(
    (part: Partial<IntakeForm>) => setForm((before) => ({ ...before, ...part })),
    [],
  );
  const autosave = useAutosave(form, kept ?? empty, isTouched(form, empty));
  const startAfresh = () => {
    setForm({ ...empty, submission: uuid() });
    setKept(null);
    setRound(round + 1);
    void autosave.discard();
  };
  const facts = useMemo(
    () => factsOf({ date: form.date, began: form.began }, form.answers),
    [form.date, form.began, form.answers],
  );
  // A key pressed is shown first; the law's answer to it follows.
  const asked = useDeferredValue(facts);
  const answer = useAssessment(asked);
  const toAsk = useChildrenToAsk(form, today);
  const childhood = useChildhood(today);
  const submit = useSubmit(form, change, autosave.finish, childhood, toAsk);

  const ask = useCallback((fact: FactPath) => {
    // The folded section has to be on the page before the focus can go there.
    if (MORE_FACTS.includes(fact)) flushSync(() => setMore(true));
    focusFact(fact);
  }, []);
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit.run();
  };
  const told = (asked.acts ?? []).length > 0;
  const danger = useMemo(() => <DangerNoted flags={form.flags} />, [form.flags]);
  const panel = (
    <LawPanel
      answer={answer}
      facts={asked}
      asked={told}
      channel={form.channel}
      today={today}
      ask={ask}
      above={danger}
    />
  );

  const bar = (
    <div className="submit-bar">
      {submit.missing && (
        <Text role="alert" size="sm" className="field-error">
          {submit.missing}
        </Text>
      )}
      {submit.error && <ProblemNote error={submit.error} safe={t("intake.kept")} />}
      <div className="submit-line">
        <Button onClick={submit.run} loading={submit.pending}>
          {t("intake.submit")}
        </Button>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          Ctrl + Enter
        </Text>
        <Saved state={autosave.state} zone={country.zone} />
      </div>
    </div>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter works from every field of the form.
    <div className="intake" onKeyDown={onKeyDown}>
      <div className="intake-left">
        <Title order={1}>{t("intake.title")}</Title>
        {restored && (
          <Group gap={8}>
            <Text size="sm" c="dimmed">
              {t("intake.restored")}
            </Text>
            <Anchor component="button" type="button" size="sm" onClick={startAfresh}>
              {t("intake.startAfresh")}
            </Anchor>
          </Group>
        )}
        <Limits
          key={`limits ${round}`}
          limits={form.limits}
          today={today}
          onSaid={(limits) => change({ limits })}
        />
        {form.limits !== null && (
          <>
            <Conversation
              key={round}
              form={form}
              change={change}
              error={submit.error}
              today={today}
              more={more}
              setMore={setMore}
              toAsk={toAsk}
            />
            {bar}
          </>
        )}
      </div>
      {form.limits !== null && (
        <PanelPlace
          flags={Object.values(form.flags).filter((flag) => flag === "yes").length}
          summary={told ? summaryOf(answer) : null}
        >
          {panel}
        </PanelPlace>
      )}
    </div>
  );
}

/** An operator does not wait between N and the first answer: a number pressed while the draft is read still counts. */
type EarlyAnswer = (typeof LIMITS_SAID)[number] | null;

function useEarlyAnswer(waiting: boolean): EarlyAnswer {
  const [answer, setAnswer] = useState<EarlyAnswer>(null);
  useEffect(() => {
    if (!waiting) return;
    const listen = (event: KeyboardEvent) => {
      const act = keyAction(event, LIMITS_SAID.length, 0);
      if (act?.kind === "choose") setAnswer(LIMITS_SAID[act.index] ?? null);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [waiting]);
  return answer;
}

type Counts = { readonly applies: number; readonly possible: number };

function summaryOf(answer: ReturnType<typeof useAssessment>): Counts {
  if (answer.state !== "answered") return { applies: 0, possible: 0 };
  const { offences } = answer.assessment;
  const count = (verdict: string) => offences.filter((one) => one.verdict === verdict).length;
  return { applies: count("applies"), possible: count("possible") };
}

/** Writes the report. A refusal wrote nothing, so what is sent after it is a new submission; a lost connection may have. */
function useSubmit(
  form: IntakeForm,
  change: (part: Partial<IntakeForm>) => void,
  finish: () => Promise<void>,
  childhood: ReturnType<typeof useChildhood>,
  toAsk: ReturnType<typeof useChildrenToAsk>,
) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [missing, setMissing] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: async (ready: IntakeForm) => {
      const asked = { language, until: askedAnew(localDate(deviceNow(), zone), zone) };
      const written = await openCase(openCaseOf(ready, asked, childhood), ready.submission);
      await finish();
      return written;
    },
    onError: (error) => {
      const refused =
        error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500;
      if (refused && !error.problem.type.includes("key-reused")) change({ submission: uuid() });
    },
    onSuccess: ({ caseId }) => {
      client.removeQueries({ queryKey: draftQuery.queryKey });
      void client.invalidateQueries({ queryKey: queueQuery.queryKey });
      void client.invalidateQueries({ queryKey: ["cases"] });
      void navigate({ to: "/cases/$caseId", params: { caseId } });
    },
  });
  const run = () => {
    if (send.isPending || send.isSuccess) return;
    const key = lackingOf(form, toAsk);
    const lacking = key && t(key);
    setMissing(lacking);
    if (lacking === null) send.mutate(form);
  };
  return { run, pending: send.isPending, error: send.error, missing };
}

function Saved({ state, zone }: { readonly state: SaveState; readonly zone: string }) {
  const t = useT();
  const words = {
    idle: "",
    saving: t("save.saving"),
    saved: state.state === "saved" ? t("save.saved", { time: localTime(state.at, zone) }) : "",
    failed: t("save.failed"),
  }[state.state];
  return (
    <Text
      size="sm"
      className={state.state === "failed" ? "field-error" : undefined}
      c={state.state === "failed" ? undefined : "dimmed"}
      role="status"
      ml="auto"
    >
      {words}
    </Text>
  );
}

type PlaceProps = {
  readonly flags: number;
  readonly summary: Counts | null;
  readonly children: React.ReactNode;
};

/** Beside the conversation where there is room; else a line at the foot of the screen that opens. `summary` null: nothing was asked yet. */
function PanelPlace({ flags, summary, children }: PlaceProps) {
  const t = useT();
  const wide = useMediaQuery("(min-width: 62em)", true, { getInitialValueInEffect: false });
  const [open, setOpen] = useState(false);
  if (wide) {
    return (
      <aside className="intake-right" aria-label={t("law.panel")}>
        <h2 className="panel-title">{t("law.panel")}</h2>
        {children}
      </aside>
    );
  }
  return (
    <>
      <button type="button" className="panel-bar" aria-expanded={open} onClick={() => setOpen(true)}>
        {flags > 0 && (
          <span className="panel-bar-danger">
            <IconAlertOctagonFilled size={15} aria-hidden /> {t("law.dangerCount", { n: flags })}
          </span>
        )}
        <span>{summary ? t("law.summary", { ...summary }) : t("law.panel")}</span>
        <IconChevronUp size={16} aria-hidden />
      </button>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="bottom"
        size="85%"
        title={t("law.panel")}
        closeButtonProps={{ "aria-label": t("action.close") }}
        // A question chosen in the panel closes it and leads to the question.
        onClick={(event) => {
          if (event.target instanceof HTMLElement && event.target.closest(".ask, .ask-link")) setOpen(false);
        }}
        returnFocus={false}
      >
        {children}
      </Drawer>
    </>
  );
}
