import type { Me } from "@arasha/server/contract";
import { Select, Text } from "@mantine/core";
import { fieldError } from "../../api/problem.tsx";
import { useSession } from "../../api/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { Chips } from "../../intake/chips.tsx";
import { useEntrySentence } from "../entry-words.ts";
import { openRequests } from "../erasure.ts";
import { type FieldsProps, withValue } from "./entry-fields.tsx";

/** What is to be erased: some kinds of content, or all of them, which is the whole record. */
export function ErasingField({ draft, onChange }: FieldsProps) {
  const t = useT();
  const classes = (Array.isArray(draft.body.classes) ? draft.body.classes : []) as readonly DataClass[];
  return (
    <>
      <Chips
        label={t("field.erasing")}
        multiple
        options={CLASSES.map((name) => ({ value: name, label: t(`class.${name}`) }))}
        value={classes}
        onChange={(chosen) =>
          onChange({
            ...draft,
            body: { ...draft.body, classes: chosen, record: chosen.length === CLASSES.length },
          })
        }
      />
      <Text size="sm" c="dimmed">
        {t("erasure.before")}
      </Text>
    </>
  );
}

type DataClass = Me["opens"][number];
const EVERY: Readonly<Record<DataClass, true>> = {
  identity: true,
  contact: true,
  address: true,
  narrative: true,
  health: true,
  child: true,
  plan: true,
};
const CLASSES = Object.keys(EVERY) as readonly DataClass[];

/** What a colleague asked to have erased. */
export function RequestField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const sentence = useEntrySentence(view);
  const { me } = useSession();
  const { request } = draft.body;
  const waiting = openRequests(view).filter(
    ({ asked, approved }) => !approved && asked.actor !== me.account.id,
  );
  return (
    <>
      <Select
        label={t("field.request")}
        data={waiting.map(({ asked }) => ({ value: String(asked.seq), label: sentence(asked) }))}
        value={typeof request === "number" ? String(request) : null}
        onChange={(seq) =>
          onChange(withValue(draft, "body", "request", seq === null ? undefined : Number(seq)))
        }
        error={fieldError(error, "request")}
      />
      <Text size="sm" c="dimmed">
        {t("erasure.before")}
      </Text>
    </>
  );
}

/** Which hold is lifted: only one's own agency's. */
export function HoldField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const sentence = useEntrySentence(view);
  const { me } = useSession();
  const { hold } = draft.body;
  const own = view.holds.filter(({ agency }) => agency === me.agency.id).map(({ seq }) => seq);
  return (
    <Select
      label={t("field.hold")}
      data={view.entries
        .filter(({ seq }) => own.includes(seq))
        .map((entry) => ({ value: String(entry.seq), label: sentence(entry) }))}
      value={typeof hold === "number" ? String(hold) : null}
      onChange={(seq) => onChange(withValue(draft, "body", "hold", seq === null ? undefined : Number(seq)))}
      error={fieldError(error, "hold")}
    />
  );
}
