import type { Facts, FactPath } from "@arasha/law";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldError } from "../../api/problem.tsx";
import { useT } from "../../i18n/language.tsx";
import { FactField } from "../../intake/fact-field.tsx";
import { type Answers, answersOf, factsOf, MORE_FACTS } from "../../intake/facts.ts";
import { FACT_PATHS } from "@arasha/law";
import { type FieldsProps, withValue } from "./entry-fields.tsx";

const ALL = Object.keys(FACT_PATHS) as readonly FactPath[];
const FIRST: readonly FactPath[] = ["acts", "harm", "relation", "complaint"];
const REST = [...ALL.filter((fact) => !FIRST.includes(fact) && !MORE_FACTS.includes(fact)), ...MORE_FACTS];

/** The facts of the incident as they are known now: what was recorded before is where the form begins. */
export function FactsField({ draft, onChange, today, error }: FieldsProps) {
  const t = useT();
  const held = draft.body["facts"] as Facts | undefined;
  const [start] = useState(() => (held ? answersOf(held) : { date: today, answers: {} }));
  const { date, answers } = held ? answersOf(held) : start;
  const change = (next: { readonly date: string; readonly answers: Answers }) =>
    onChange(withValue(draft, "body", "facts", factsOf(next.date, next.answers)));
  const facts = { answers, onChange: (changed: Answers) => change({ date, answers: changed }) };
  return (
    <>
      <TextInput
        type="date"
        label={t("intake.date")}
        max={today}
        value={date}
        onChange={(event) => change({ date: event.currentTarget.value, answers })}
        error={fieldError(error, "date")}
        w={180}
      />
      {FIRST.map((fact) => (
        <FactField key={fact} fact={fact} {...facts} />
      ))}
      <div className="fact-grid">
        {REST.map((fact) => (
          <FactField key={fact} fact={fact} {...facts} />
        ))}
      </div>
    </>
  );
}
