import type { CaseView, CountryView, MakeDocument } from "@arasha/server/contract";
import { Alert, Button, Checkbox, Group, Modal, Radio, Select, Stack, Text, Textarea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ProblemError } from "../../api/client.ts";
import { makeDocument, requestsQuery } from "../../api/outgoing.ts";
import { ProblemNote } from "../../api/problem.tsx";
import { caseQuery, useSession } from "../../api/queries.ts";
import { formatMoment, localDate } from "../../i18n/format.ts";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { LANGUAGES } from "../../i18n/translate.ts";
import { NormMark } from "../../law/norm-mark.tsx";
import { uuid } from "../../uuid.ts";

type Template = CountryView["documents"][number];
type Props = {
  readonly view: CaseView;
  readonly templates: readonly Template[];
  readonly opened: boolean;
  readonly close: () => void;
  readonly made: (seq: number) => void;
};

/** Makes a document: which one, for whom, which of the fields its template allows, and words that are checked. */
export function DocumentMaker({ opened, close, ...rest }: Props) {
  const t = useT();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("document.make")}
      size="lg"
      fullScreen={narrow}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {opened && <Form close={close} {...rest} />}
    </Modal>
  );
}

type Draft = Omit<MakeDocument, "after" | "template">;

function Form({ view, templates, close, made }: Omit<Props, "opened">) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const [id, setId] = useState(templates[0]?.id ?? "");
  const template = templates.find((one) => one.id === id);
  const [draft, setDraft] = useState<Draft>(() => begin(template, view, language));
  const make = useMake(view, made);
  const choose = (next: string) => {
    setId(next);
    setDraft(
      begin(
        templates.find((one) => one.id === next),
        view,
        draft.language,
      ),
    );
  };
  const fault = (field: string) => faultAt(make.error, field);
  return (
    <form
      className="entry-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (template) make.mutate({ template: id, ...draft });
      }}
    >
      <Select
        label={t("document.which")}
        allowDeselect={false}
        data={templates.map((one) => ({
          value: one.id,
          label: `${text(one.title)} (${t(`recipient.${one.recipient}`)})`,
        }))}
        value={id}
        onChange={(next) => next && choose(next)}
        error={fault("template")}
        data-autofocus
      />
      <Radio.Group
        label={t("document.language")}
        value={draft.language}
        onChange={(value) => setDraft({ ...draft, language: value as Draft["language"] })}
      >
        <Group gap="md" mt={4}>
          {LANGUAGES.map((value) => (
            <Radio key={value} value={value} label={t(`language.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      {template && (
        <>
          <Fields template={template} draft={draft} setDraft={setDraft} view={view} error={make.error} />
          {template.about === "request-and-case" && (
            <Request draft={draft} setDraft={setDraft} recipient={template.recipient} fault={fault} />
          )}
          {template.text && (
            <Textarea
              label={text(template.text)}
              description={template.recipient === "protected" ? undefined : t("document.textHint")}
              autosize
              minRows={3}
              maxLength={20_000}
              value={draft.text ?? ""}
              onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
              error={fault("text")}
            />
          )}
        </>
      )}
      <Text size="sm" c="dimmed">
        {t(template?.counsel ? "document.thenCounsel" : "document.thenSecond")}
      </Text>
      {make.error && !isAtAField(make.error) && <ProblemNote error={make.error} safe={t("form.kept")} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={make.isPending} disabled={!template}>
          {t("document.makeSubmit")}
        </Button>
      </Group>
    </form>
  );
}

type FieldsProps = {
  readonly template: Template;
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly view: CaseView;
  readonly error: unknown;
};

/** What it may hold, one by one, each with the norm by which this recipient is told it. */
function Fields({ template, draft, setDraft, view, error }: FieldsProps) {
  const t = useT();
  const text = useText();
  const { zone } = useSession().country;
  const on = localDate(view.asOf, zone);
  const shared = template.fields.every(({ norm }) => norm === template.norm);
  return (
    <fieldset className="plain">
      <legend>{t("document.fields")}</legend>
      <Text size="sm" mb={6}>
        {t("document.onlyThese")} <NormMark norm={template.norm} on={on} />
      </Text>
      <Stack gap={6}>
        {template.fields.map(({ field, label, norm, required }) => (
          <Group key={field} gap={8} wrap="nowrap" align="flex-start">
            <Checkbox
              label={text(label)}
              checked={required || draft.fields.includes(field)}
              disabled={required}
              error={faultAt(error, `fields.${field}`)}
              onChange={(event) =>
                setDraft({
                  ...draft,
                  fields: event.currentTarget.checked
                    ? [...draft.fields, field]
                    : draft.fields.filter((one) => one !== field),
                })
              }
            />
            {!shared && <NormMark norm={norm} on={on} />}
          </Group>
        ))}
      </Stack>
      {faultAt(error, "fields") && (
        <Text size="sm" className="field-error" role="alert">
          {faultAt(error, "fields")}
        </Text>
      )}
    </fieldset>
  );
}

type RequestProps = {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly recipient: Template["recipient"];
  readonly fault: (field: string) => string | undefined;
};

/** Which request it answers: one that counsel decided to disclose on; and whether she is told. */
function Request({ draft, setDraft, recipient, fault }: RequestProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { country } = useSession();
  const requests = useQuery(requestsQuery);
  const { askers } = country.requests;
  const fitting = (requests.data?.rows ?? []).filter(
    (row) =>
      row.decision === "disclose" &&
      row.state !== "closed" &&
      askers.find(({ id }) => id === row.asker)?.recipient === recipient,
  );
  if (requests.data && fitting.length === 0) return <Alert color="amber">{t("document.noRequest")}</Alert>;
  return (
    <>
      <Select
        label={t("document.request")}
        data={fitting.map((row) => ({
          value: row.id,
          label: `${row.number} · ${text(askers.find(({ id }) => id === row.asker)?.name ?? { kk: "", ru: "", en: "" })} · ${formatMoment(row.receivedAt, row.receivedAt, country.zone, language)}`,
        }))}
        value={draft.request ?? null}
        onChange={(request) => setDraft({ ...draft, ...(request && { request }) })}
        error={fault("request")}
      />
      <Select
        label={t("document.notice")}
        data={(["told", "unsafe", "cannot-reach"] as const).map((value) => ({
          value,
          label: t(`document.notice.${value}`),
        }))}
        value={draft.notice ?? null}
        onChange={(notice) => setDraft({ ...draft, ...(notice && { notice: notice as "told" }) })}
        error={fault("notice")}
      />
    </>
  );
}

function begin(template: Template | undefined, view: CaseView, language: Draft["language"]): Draft {
  const order = view.orders.findLast(({ endedAt }) => endedAt === null) ?? view.orders.at(-1);
  return {
    language,
    // The fewest: what can be left out is left out until somebody chooses it.
    fields: (template?.fields ?? []).filter(({ required }) => required).map(({ field }) => field),
    ...(template?.about === "order" && order && { order: order.seq }),
  };
}

function useMake(view: CaseView, made: (seq: number) => void) {
  const client = useQueryClient();
  const sent = useRef<{ readonly content: string; readonly key: string } | null>(null);
  const { caseId } = view.case;
  return useMutation({
    mutationFn: (draft: Omit<MakeDocument, "after">) => {
      const body = { after: view.seq, ...draft };
      const content = JSON.stringify(body);
      if (sent.current?.content !== content) sent.current = { content, key: uuid() };
      return makeDocument(caseId, body, sent.current.key);
    },
    onSettled: () => client.invalidateQueries({ queryKey: caseQuery(caseId).queryKey, exact: true }),
    onSuccess: ({ seq }) => made(seq),
  });
}

export function faultAt(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find((fault) => fault.field === field)?.message;
}

/** Everything wrong is shown where it is: then nothing need be said twice. */
function isAtAField(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.errors ?? []).length > 0 &&
    (error.problem.errors ?? []).every(({ field }) =>
      /^(template|text|request|notice|fields(\..+)?)$/.test(field),
    )
  );
}
