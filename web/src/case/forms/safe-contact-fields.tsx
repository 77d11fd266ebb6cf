import type { CaseView } from "@arasha/server/contract";
import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { fieldError } from "../../api/problem.tsx";
import { useSession } from "../../api/queries.ts";
import { localDate } from "../../i18n/format.ts";
import { useT, useText } from "../../i18n/language.tsx";
import { Chips } from "../../intake/chips.tsx";
import { askedAnew, endOfDay } from "../../intake/opening.tsx";
import { codesOf } from "../../shell/country.ts";
import { type FieldsProps, withValue } from "./entry-fields.tsx";

type Agreed = NonNullable<CaseView["safeContact"]>;
type Hours = Agreed["hours"][number];
export const CHANNELS = ["none", "call", "sms", "e-mail", "through-agency"] as const;
const ANSWERS = ["only-her", "trusted", "anybody"] as const;
const SAYS = ["nothing", "disguise", "code-word"] as const;
const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
const HOURS: Hours = { days: [1, 2, 3, 4, 5], from: "10:00", to: "17:00" };

/** How she may be reached, as she agrees to it now: by what, where, when, who may answer, what may be said, until when. */
export function SafeContactFields(props: FieldsProps) {
  const t = useT();
  const { draft, onChange, error } = props;
  const channel = (draft.body.channel ?? null) as Agreed["channel"] | null;
  const body = (name: string) => (value: unknown) => onChange(withValue(draft, "body", name, value));
  const written = channel === "sms" || channel === "e-mail";
  return (
    <>
      <Text size="sm">{t("reach.ask")}</Text>
      <Chips
        label={t("reach.channel")}
        options={CHANNELS.map((value) => ({ value, label: t(`safeContact.${value}`) }))}
        value={channel ? [channel] : []}
        onChange={([chosen]) => body("channel")(chosen)}
      />
      {channel !== null && channel !== "none" && (
        <>
          {channel !== "through-agency" && <Sealed name="to" {...props} />}
          <HoursFields {...props} />
          {channel === "call" && <CallFields {...props} />}
          {written && <SaysFields {...props} />}
          <Until {...props} />
        </>
      )}
      <Sealed name="note" {...props} />
      {error !== null && fieldError(error, "body") && (
        <Text size="sm" className="field-error">
          {fieldError(error, "body")}
        </Text>
      )}
    </>
  );
}

/** A number, an address, a word or a note: personal, and never in what is coded. */
function Sealed({
  draft,
  onChange,
  error,
  name,
}: FieldsProps & { readonly name: "to" | "codeWord" | "note" }) {
  const t = useT();
  const value = draft.sealed[name];
  return (
    <TextInput
      label={t(`reach.${name}`)}
      description={t(`reach.${name}Hint`)}
      autoComplete="off"
      maxLength={name === "codeWord" ? 60 : 300}
      value={typeof value === "string" ? value : ""}
      onChange={({ currentTarget }) => onChange(withValue(draft, "sealed", name, currentTarget.value))}
      error={fieldError(error, `sealed.${name}`) ?? fieldError(error, name)}
    />
  );
}

function HoursFields({ draft, onChange }: FieldsProps) {
  const t = useT();
  const hours = (Array.isArray(draft.body.hours) ? draft.body.hours : []) as readonly Hours[];
  const set = (next: readonly Hours[]) => onChange(withValue(draft, "body", "hours", next));
  const change = (at: number, part: Partial<Hours>) =>
    set(hours.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="safe-hours">
      <legend>{t("reach.hours")}</legend>
      <Text size="sm" c="dimmed">
        {t("reach.hoursHint")}
      </Text>
      {hours.map(({ days, from, to }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have nothing else that tells them apart
        <div key={at} className="safe-hours-row">
          <Chips
            multiple
            hints={false}
            label={t("reach.days")}
            options={DAYS.map((value) => ({ value, label: t(`day.${value}`) }))}
            value={days.map(String) as (typeof DAYS)[number][]}
            onChange={(chosen) => change(at, { days: chosen.map(Number) })}
          />
          <Group gap="sm" align="flex-end">
            <TextInput
              type="time"
              label={t("reach.from")}
              value={from}
              onChange={({ currentTarget }) => change(at, { from: currentTarget.value })}
            />
            <TextInput
              type="time"
              label={t("reach.toTime")}
              value={to}
              onChange={({ currentTarget }) => change(at, { to: currentTarget.value })}
            />
            <Button
              variant="subtle"
              color="gray"
              onClick={() => set(hours.filter((_, index) => index !== at))}
            >
              {t("reach.removeHours")}
            </Button>
          </Group>
        </div>
      ))}
      {hours.length < 7 && (
        <Button variant="default" size="compact-sm" onClick={() => set([...hours, HOURS])}>
          {t("reach.addHours")}
        </Button>
      )}
    </fieldset>
  );
}

function CallFields({ draft, onChange }: FieldsProps) {
  const t = useT();
  const { answers, voicemail } = draft.body;
  return (
    <>
      <Chips
        label={t("reach.answers")}
        options={ANSWERS.map((value) => ({ value, label: t(`reach.answers.${value}`) }))}
        value={ANSWERS.filter((one) => one === answers)}
        onChange={([chosen]) => onChange(withValue(draft, "body", "answers", chosen))}
      />
      <Chips
        label={t("reach.voicemail")}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`answer.${value}`) }))}
        value={typeof voicemail === "boolean" ? [voicemail ? "yes" : "no"] : []}
        onChange={([chosen]) => onChange(withValue(draft, "body", "voicemail", chosen && chosen === "yes"))}
      />
    </>
  );
}

/** What a message may look like to whoever else reads it. */
function SaysFields(props: FieldsProps) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  const { draft, onChange } = props;
  const says = draft.body.says as Agreed["says"] | undefined;
  const disguises = codesOf(country, "disguises");
  const set = (next: Agreed["says"] | undefined) => onChange(withValue(draft, "body", "says", next));
  return (
    <>
      <Chips
        label={t("reach.says")}
        options={SAYS.map((value) => ({ value, label: t(`reach.says.${value}`) }))}
        value={says ? [says.kind] : []}
        onChange={([kind]) =>
          set(kind === "disguise" ? { kind, disguise: disguises[0]?.id ?? "" } : kind && { kind })
        }
      />
      {says?.kind === "disguise" && (
        <Select
          label={t("reach.disguise")}
          description={t("reach.disguiseHint")}
          allowDeselect={false}
          data={disguises.map(({ id, name }) => ({ value: id, label: text(name) }))}
          value={says.disguise}
          onChange={(disguise) => disguise && set({ kind: "disguise", disguise })}
          maw={360}
        />
      )}
      {says?.kind === "code-word" && <Sealed name="codeWord" {...props} />}
      <Select
        label={t("reach.language")}
        allowDeselect={false}
        data={(["kk", "ru", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
        value={typeof draft.body.language === "string" ? draft.body.language : null}
        onChange={(language) => onChange(withValue(draft, "body", "language", language))}
        maw={200}
      />
    </>
  );
}

function Until({ draft, onChange, today, error }: FieldsProps) {
  const t = useT();
  const { zone } = useSession().country;
  const { until } = draft.body;
  return (
    <TextInput
      type="date"
      label={t("reach.until")}
      description={t("reach.untilHint")}
      min={today}
      value={typeof until === "string" ? localDate(until, zone) : ""}
      onChange={({ currentTarget: { value } }) =>
        onChange(withValue(draft, "body", "until", value === "" ? undefined : endOfDay(value, zone)))
      }
      error={fieldError(error, "until")}
      maw={220}
    />
  );
}

/** Somebody tried to reach her: whether she was, and, if so, whether it is still safe this way. Asked every time. */
export function TriedFields(props: FieldsProps) {
  const t = useT();
  const { draft, onChange, error } = props;
  const { zone } = useSession().country;
  const { outcome, stillSafe } = draft.body;
  return (
    <>
      <Chips
        label={t("tried.outcome")}
        options={(["reached", "not-reached"] as const).map((value) => ({
          value,
          label: t(`tried.${value}`),
        }))}
        value={outcome === "reached" || outcome === "not-reached" ? [outcome] : []}
        onChange={([chosen]) =>
          onChange({
            ...draft,
            body: { ...draft.body, outcome: chosen, stillSafe: undefined, until: undefined },
          })
        }
      />
      {outcome === "reached" && (
        <Chips
          label={t("tried.stillSafe")}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(`tried.${value}`) }))}
          value={stillSafe === "yes" || stillSafe === "no" ? [stillSafe] : []}
          onChange={([chosen]) => {
            const until = chosen === "yes" ? askedAnew(props.today, zone) : undefined;
            onChange({ ...draft, body: { ...draft.body, stillSafe: chosen, until } });
          }}
        />
      )}
      {stillSafe === "yes" && <Until {...props} />}
      {fieldError(error, "stillSafe") && (
        <Text size="sm" className="field-error">
          {fieldError(error, "stillSafe")}
        </Text>
      )}
    </>
  );
}
