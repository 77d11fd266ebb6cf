import type { Assessment } from "@arasha/law";
import { Select } from "@mantine/core";
import { fieldError } from "../../api/problem.tsx";
import { useSession } from "../../api/queries.ts";
import { compareWords, localDate } from "../../i18n/format.ts";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { useAssessment, useLaw } from "../../law/engine.ts";
import { cite, mayHold, measuresRecordedAs } from "../../law/norm-words.ts";
import { type FieldsProps, withValue } from "./entry-fields.tsx";

/** The measure an order is issued under: those the law in force today holds. */
export function MeasureField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const law = useLaw();
  const today = localDate(view.asOf, zone);
  const measures = law ? measuresRecordedAs(law, "protective-order-issued", today) : [];
  return (
    <Select
      label={t("field.measure")}
      data={measures.map((norm) => ({
        value: norm.id,
        label: `${law ? cite(law, norm.id, null, language, t) : norm.id} · ${text(norm.title)}`,
      }))}
      value={typeof draft.body.norm === "string" ? draft.body.norm : null}
      onChange={(norm) => onChange(withValue(draft, "body", "norm", norm ?? undefined))}
      error={fieldError(error, "norm")}
    />
  );
}

/** The offence a proceeding is opened under: what the facts meet comes first, then every other offence of the day of the act. */
export function OffenceField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const { language } = useLanguage();
  const text = useText();
  const law = useLaw();
  const answer = useAssessment(view.facts);
  const assessment = answer.state === "answered" ? answer.assessment : null;
  const on = view.case.actDate ?? localDate(view.asOf, "UTC");
  const met = (assessment?.offences ?? []).map(({ norm, part, title }) => ({ norm, part, title }));
  const others = [...(law?.norms.values() ?? [])].flatMap(({ norm, wordings }) =>
    norm.kind === "offence"
      ? wordings
          .filter((wording) => mayHold(wording, on))
          .flatMap(({ version }) =>
            (version.parts ?? [{ part: null }]).map(({ part }) => ({
              norm: norm.id,
              part,
              title: norm.title,
            })),
          )
      : [],
  );
  const label = ({ norm, part, title }: (typeof met)[number]) =>
    `${law ? cite(law, norm, part, language, t) : norm} · ${text(title)}`;
  const option = (one: (typeof met)[number]) => ({ value: keyOf(one), label: label(one) });
  const known = new Set(met.map(keyOf));
  const rest = others.filter(
    (one, index) =>
      !known.has(keyOf(one)) && others.findIndex((other) => keyOf(other) === keyOf(one)) === index,
  );
  const byWords = compareWords(language);
  const { norm, part } = draft.body as { readonly norm?: string; readonly part?: string };
  return (
    <Select
      label={t("field.offence")}
      searchable
      data={[
        ...(met.length > 0 ? [{ group: t("field.offencesMet"), items: unique(met.map(option)) }] : []),
        {
          group: t("field.offencesOther"),
          items: rest.map(option).sort((a, b) => byWords(a.label, b.label)),
        },
      ]}
      value={norm ? keyOf({ norm, part: part ?? null }) : null}
      onChange={(chosen) => {
        const [chosenNorm, chosenPart] = (chosen ?? "").split("#");
        onChange({
          ...draft,
          body: { ...draft.body, norm: chosenNorm || undefined, part: chosenPart || undefined },
        });
      }}
      error={fieldError(error, "norm")}
    />
  );
}

type OffenceKey = Pick<Assessment["offences"][number], "norm" | "part">;

function keyOf({ norm, part }: OffenceKey): string {
  return part === null ? norm : `${norm}#${part}`;
}

/** Inside a window of uncertain entry into force a part answers twice; it can be chosen once. */
function unique<T extends { readonly value: string }>(options: readonly T[]): T[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

/** Whom the case is shared with: agencies of the region first. Choosing one also says of which kind it is. */
export function AgencyField({ draft, onChange, view, error }: FieldsProps) {
  const t = useT();
  const text = useText();
  const { me, country } = useSession();
  const taking = new Set(view.participants.map(({ agency }) => agency));
  const offered = country.agencies.filter(({ id }) => id !== me.agency.id && !taking.has(id));
  const near = offered.filter(({ place }) => place === view.case.place);
  const far = offered.filter(({ place }) => place !== view.case.place);
  const items = (among: typeof offered) => among.map(({ id, name }) => ({ value: id, label: text(name) }));
  const chosen = draft.body.agency;
  return (
    <Select
      label={t("field.agency")}
      searchable
      data={[
        { group: t("field.agenciesNear"), items: items(near) },
        { group: t("field.agenciesFar"), items: items(far) },
      ]}
      value={typeof chosen === "string" ? chosen : null}
      onChange={(id) => {
        const agency = country.agencies.find((one) => one.id === id);
        onChange({ ...draft, body: { ...draft.body, agency: agency?.id, to: agency?.kind } });
      }}
      error={fieldError(error, "agency")}
    />
  );
}
