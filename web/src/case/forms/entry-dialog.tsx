import type { FactPath } from "@arasha/law";
import type { CaseView, EntryView, NewEntryInput } from "@arasha/server/contract";
import { Alert, Button, Group, Modal, Text, Textarea, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { ProblemError } from "../../api/client.ts";
import { isCaseMoved, ProblemNote } from "../../api/problem.tsx";
import { caseQuery, queueQuery, useSession, writeEntry } from "../../api/queries.ts";
import { localDate } from "../../i18n/format.ts";
import { useT } from "../../i18n/language.tsx";
import { focusFact } from "../../intake/fact-field.tsx";
import { useLaw } from "../../law/engine.ts";
import { measuresRecordedAs } from "../../law/norm-words.ts";
import { useGuarded } from "../../step-up/step-up.tsx";
import { uuid } from "../../uuid.ts";
import { EntryFields } from "./entry-fields.tsx";
import { cleaned, type EntryDraft, type FormType, missingFields } from "./fields.ts";
import { instantOf, startingDraft } from "./start.ts";

export type Started =
  | {
      readonly type: FormType;
      readonly preset: Readonly<Record<string, unknown>>;
      /** The question to begin at. */
      readonly at?: FactPath;
    }
  | { readonly type: FormType | "report"; readonly correcting: EntryView };

type Props = { readonly view: CaseView; readonly started: Started | null; readonly close: () => void };

/** Writes one entry, or corrects one. It stays open, with all that was typed, until the entry is written. */
export function EntryDialog({ view, started, close }: Props) {
  const t = useT();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const title =
    started &&
    ("correcting" in started
      ? t("correction.title", { type: t(`type.${started.type}`) })
      : t(`do.${started.type}`));
  return (
    <Modal
      opened={started !== null}
      onClose={close}
      title={title}
      size="lg"
      fullScreen={narrow}
      // What was typed must not be lost to a click beside the form.
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("action.close") }}
      onEnterTransitionEnd={() => started && "at" in started && started.at && focusFact(started.at)}
    >
      {started && <EntryForm view={view} started={started} close={close} />}
    </Modal>
  );
}

function EntryForm({ view, started, close }: Props & { readonly started: Started }) {
  const t = useT();
  const { me, country } = useSession();
  const correcting = "correcting" in started ? started.correcting : null;
  const law = useLaw();
  const today = localDate(view.asOf, country.zone);
  const measures = law ? measuresRecordedAs(law, "protective-order-issued", today).map(({ id }) => id) : [];
  const [draft, setDraft] = useState<EntryDraft>(() =>
    startingDraft(
      started.type,
      correcting ?? { body: "preset" in started ? started.preset : {} },
      view,
      country,
      measures,
    ),
  );
  const [when, setWhen] = useState("");
  const [why, setWhy] = useState("");
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const write = useWrite(view, close);

  const submit = () => {
    const missing = [
      ...missingFields(started.type, draft).map((key) => t(key)),
      ...(correcting && why.trim() === "" ? [t("correction.why")] : []),
    ];
    setLacking(missing);
    if (missing.length > 0 || write.isPending) return;
    const happenedAt = instantOf(when, country.zone);
    const entry = correcting
      ? correctionOf(correcting, draft, why, correcting.agency === me.agency.id)
      : entryOf(started.type, draft);
    write.mutate({ ...entry, ...(happenedAt && { happenedAt }) } as NewEntryInput);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <form
      className="entry-form"
      // The dialog opens with the focus before the first question, not on its closing cross.
      data-autofocus
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <EntryFields
        type={started.type}
        draft={draft}
        onChange={setDraft}
        view={view}
        today={today}
        error={write.error}
      />
      {correcting ? (
        <Textarea
          label={t("correction.why")}
          description={t("correction.hint")}
          required
          autosize
          minRows={2}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      ) : (
        <When value={when} onChange={setWhen} />
      )}
      {lacking.length > 0 && (
        <Text role="alert" size="sm" className="field-error">
          {t("form.missing", { fields: lacking.join(", ") })}
        </Text>
      )}
      {write.error && <WriteProblem error={write.error} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={write.isPending}>
          {t("action.save")}
        </Button>
      </Group>
    </form>
  );
}

/** When it happened; left empty it happened now. */
function When({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useT();
  return (
    <TextInput
      type="datetime-local"
      label={t("form.when")}
      description={t("form.whenHint")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      w={260}
    />
  );
}

/** On `case-moved` it says what others wrote meanwhile; the case behind the form is read again, the form is kept. */
function WriteProblem({ error }: { readonly error: unknown }) {
  const t = useT();
  if (!isCaseMoved(error)) return <ProblemNote error={error} safe={t("form.kept")} />;
  return (
    <Alert role="alert" color="amber" title={t("form.moved")}>
      <ul className="plain-list">
        {(error.problem.changed ?? []).map(({ seq, type }) => (
          <li key={seq}>
            {t("case.entryNumber", { seq })}: {t(`type.${type}`)}
          </li>
        ))}
      </ul>
      <Text size="sm">{t("form.movedKept")}</Text>
    </Alert>
  );
}

/**
 * The same entry sent again is the same request with the same key, so a retry after a lost connection never writes
 * twice. An entry changed since is a new request; had the first one arrived after all, `after` tells so (409).
 */
function useWrite(view: CaseView, close: () => void) {
  const client = useQueryClient();
  const guarded = useGuarded();
  const sent = useRef<{ readonly entry: string; readonly after: number; readonly key: string } | null>(null);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: caseQuery(view.case.caseId).queryKey }),
      client.invalidateQueries({ queryKey: queueQuery.queryKey }),
      client.invalidateQueries({ queryKey: ["cases"] }),
    ]);
  return useMutation({
    mutationFn: (entry: NewEntryInput) => {
      const written = JSON.stringify(entry);
      if (sent.current?.entry !== written) sent.current = { entry: written, after: view.seq, key: uuid() };
      const { after, key } = sent.current;
      return guarded(() => writeEntry(view.case.caseId, { after, entry }, key));
    },
    onError: (error) => {
      const { status } = error instanceof ProblemError ? error.problem : { status: 0 };
      if (status >= 400 && status < 500) sent.current = null;
      if (isCaseMoved(error)) void refresh();
    },
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
}

function entryOf(type: FormType | "report", draft: EntryDraft) {
  const { body, sealed } = cleaned(draft);
  return { type, body, ...(Object.keys(sealed).length > 0 && { sealed }) };
}

/** A correction replaces the whole entry; personal text is left as it was unless one's own agency wrote it. */
function correctionOf(corrected: EntryView, draft: EntryDraft, why: string, mine: boolean) {
  const { body, sealed } = cleaned(draft);
  const opened = mine && (corrected.sealed !== null || Object.keys(sealed).length > 0);
  return {
    type: "correction",
    body: { corrects: corrected.seq, body },
    sealed: { why: why.trim(), ...(opened && Object.keys(sealed).length > 0 && { sealed }) },
  };
}
