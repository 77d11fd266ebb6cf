import type { CaseView } from "@arasha/server/contract";
import { Select, Textarea } from "@mantine/core";
import { fieldError } from "../../api/problem.tsx";
import { useSession } from "../../api/queries.ts";
import { compareWords, formatMoment } from "../../i18n/format.ts";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { isMessageKey } from "../../i18n/translate.ts";
import { Chips } from "../../intake/chips.tsx";
import { DangerSigns } from "../../intake/danger.tsx";
import type { Judgement, YesNoUnknown } from "../../intake/form.ts";
import { codesOf } from "../../shell/country.ts";
import {
  ConsentField,
  DisclosureField,
  GroundField,
  GrownChildField,
  OpeningField,
  ParticipantField,
} from "./consent-fields.tsx";
import { ErasingField, HoldField, RequestField } from "./erasing-fields.tsx";
import { FactsField } from "./facts-field.tsx";
import { type EntryDraft, type FieldSpec, type FormType, fieldsOf, type Half } from "./fields.ts";
import { AgencyField, MeasureField, OffenceField } from "./norm-fields.tsx";
import { PersonsField } from "./persons-field.tsx";
import { SafeContactFields, TriedFields } from "./safe-contact-fields.tsx";

export type FieldsProps = {
  readonly draft: EntryDraft;
  readonly onChange: (draft: EntryDraft) => void;
  readonly view: CaseView;
  readonly today: string;
  readonly error: unknown;
};

/** The questions of one kind of entry. */
export function EntryFields({ type, ...props }: FieldsProps & { readonly type: FormType | "report" }) {
  return fieldsOf(type).map((spec) => (
    <Field key={"name" in spec ? spec.name : spec.kind} spec={spec} {...props} />
  ));
}

/** A copy of the draft with one answer changed; undefined takes it out. */
export function withValue(draft: EntryDraft, half: Half, name: string, value: unknown): EntryDraft {
  return { ...draft, [half]: { ...draft[half], [name]: value } };
}

type FieldProps<Kind extends FieldSpec["kind"] = FieldSpec["kind"]> = FieldsProps & {
  readonly spec: Extract<FieldSpec, { readonly kind: Kind }>;
};

function Field({ spec, ...props }: FieldProps) {
  switch (spec.kind) {
    case "code":
      return <CodeField spec={spec} {...props} />;
    case "choice":
      return <ChoiceField spec={spec} {...props} />;
    case "yes-no":
      return <YesNoField spec={spec} {...props} />;
    case "text":
      return <TextField spec={spec} {...props} />;
    case "place":
      return <PlaceField spec={spec} {...props} />;
    case "order":
    case "proceeding":
      return <SeqField spec={spec} {...props} />;
    case "measure":
      return <MeasureField {...props} />;
    case "offence":
      return <OffenceField {...props} />;
    case "agency":
      return <AgencyField {...props} />;
    case "participant":
      return <ParticipantField {...props} />;
    case "ground":
      return <GroundField {...props} />;
    case "opening":
      return <OpeningField {...props} />;
    case "disclosure":
      return <DisclosureField {...props} />;
    case "child":
      return <GrownChildField {...props} />;
    case "consent":
      return <ConsentField {...props} />;
    case "erasing":
      return <ErasingField {...props} />;
    case "request":
      return <RequestField {...props} />;
    case "hold":
      return <HoldField {...props} />;
    case "flags":
      return <FlagsField {...props} />;
    case "facts":
      return <FactsField {...props} />;
    case "persons":
      return <PersonsField {...props} />;
    case "safe-contact":
      return <SafeContactFields {...props} />;
    case "tried":
      return <TriedFields {...props} />;
  }
}

/** Few choices stand open, many fold into a list. */
const OPEN_CHOICES = 6;

function CodeField({ spec, draft, onChange, error }: FieldProps<"code">) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  const options = codesOf(country, spec.list).map(({ id, name }) => ({ value: id, label: text(name) }));
  const value = textOf(draft, spec.half, spec.name);
  if (options.length <= OPEN_CHOICES) {
    return (
      <Chips
        label={t(spec.label)}
        options={options}
        value={value === "" ? [] : [value]}
        onChange={([chosen]) => onChange(withValue(draft, spec.half, spec.name, chosen))}
      />
    );
  }
  return (
    <Select
      label={t(spec.label)}
      searchable
      data={options}
      value={value || null}
      onChange={(chosen) => onChange(withValue(draft, spec.half, spec.name, chosen ?? undefined))}
      error={fieldError(error, spec.name)}
    />
  );
}

function ChoiceField({ spec, draft, onChange }: FieldProps<"choice">) {
  const t = useT();
  const value = textOf(draft, spec.half, spec.name);
  const label = (option: string) => {
    const key = `${spec.words}.${option}`;
    return isMessageKey(key) ? t(key) : option;
  };
  return (
    <Chips
      label={t(spec.label)}
      options={spec.options.map((option) => ({ value: option, label: label(option) }))}
      value={value === "" ? [] : [value]}
      onChange={([chosen]) => onChange(withValue(draft, spec.half, spec.name, chosen))}
    />
  );
}

function YesNoField({ spec, draft, onChange }: FieldProps<"yes-no">) {
  const t = useT();
  const value = draft[spec.half][spec.name];
  return (
    <Chips
      label={t(spec.label)}
      options={(["yes", "no"] as const).map((option) => ({ value: option, label: t(`answer.${option}`) }))}
      value={typeof value === "boolean" ? [value ? "yes" : "no"] : []}
      onChange={([chosen]) =>
        onChange(withValue(draft, spec.half, spec.name, chosen === undefined ? undefined : chosen === "yes"))
      }
    />
  );
}

function TextField({ spec, draft, onChange, error }: FieldProps<"text">) {
  const t = useT();
  const common = {
    label: t(spec.label),
    value: textOf(draft, spec.half, spec.name),
    required: spec.required,
    error: fieldError(error, spec.name),
  };
  const change = (value: string) => onChange(withValue(draft, spec.half, spec.name, value));
  return (
    <Textarea
      {...common}
      description={spec.half === "sealed" ? t("intake.sealedHint") : undefined}
      autosize
      minRows={3}
      maxRows={14}
      maxLength={20_000}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function PlaceField({ spec, draft, onChange, error }: FieldProps<"place">) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { country } = useSession();
  const byName = compareWords(language);
  return (
    <Select
      label={t(spec.label)}
      searchable
      data={country.places
        .map(({ id, name }) => ({ value: id, label: text(name) }))
        .sort((a, b) => byName(a.label, b.label))}
      value={textOf(draft, spec.half, spec.name) || null}
      onChange={(chosen) => onChange(withValue(draft, spec.half, spec.name, chosen ?? undefined))}
      error={fieldError(error, spec.name)}
    />
  );
}

/** Which order or proceeding is meant, told by when it began. Not asked where there is only one. */
function SeqField({ spec, draft, onChange, view, error }: FieldProps<"order" | "proceeding">) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const options =
    spec.kind === "order"
      ? view.orders.map((order) => ({ seq: order.seq, at: order.issuedAt }))
      : view.proceedings.map((proceeding) => ({ seq: proceeding.seq, at: proceeding.openedAt }));
  const value = draft.body[spec.name];
  if (options.length === 1 && value === options[0]?.seq) return null;
  return (
    <Select
      label={t(spec.label)}
      data={options.map(({ seq, at }) => ({
        value: String(seq),
        label: t(spec.kind === "order" ? "field.orderOf" : "field.proceedingOf", {
          moment: formatMoment(at, view.asOf, zone, language),
        }),
      }))}
      value={typeof value === "number" ? String(value) : null}
      onChange={(chosen) =>
        onChange(withValue(draft, spec.half, spec.name, chosen === null ? undefined : Number(chosen)))
      }
      error={fieldError(error, spec.name)}
    />
  );
}

function FlagsField({ draft, onChange }: FieldsProps) {
  const flags = (draft.body.flags ?? {}) as Readonly<Record<string, YesNoUnknown>>;
  const judgement = (draft.body.judgement ?? null) as Judgement | null;
  return (
    <DangerSigns
      flags={flags}
      judgement={judgement}
      onChange={(danger) =>
        onChange({
          ...draft,
          body: { ...draft.body, flags: danger.flags, judgement: danger.judgement ?? undefined },
        })
      }
    />
  );
}

function textOf(draft: EntryDraft, half: Half, name: string): string {
  const value = draft[half][name];
  return typeof value === "string" ? value : "";
}
