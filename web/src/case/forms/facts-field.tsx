import { FACT_PATHS, type FactPath, type Facts } from "@arasha/law";
import { Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldError } from "../../api/problem.tsx";
import { useT } from "../../i18n/language.tsx";
import { FactField } from "../../intake/fact-field.tsx";
import { type ActDate, type Answers, answersOf, factsOf, MORE_FACTS } from "../../intake/facts.ts";
import { type FieldsProps, withValue } from "./entry-fields.tsx";

const ALL = Object.keys(FACT_PATHS) as readonly FactPath[];
const FIRST: readonly FactPath[] = ["acts", "harm", "relation", "complaint"];
const REST = [...ALL.filter((fact) => !FIRST.includes(fact) && !MORE_FACTS.includes(fact)), ...MORE_FACTS];

/** The facts of the incident as they are known now: what was recorded before is where the form begins. */
export function FactsField({ draft, onChange, today, error }: FieldsProps) {
  const t = useT();
  const held = draft.body.facts as Facts | undefined;
  const [start] = useState(() => (held ? answersOf(held) : { date: today, began: "", answers: {} }));
  const { date, began, answers } = held ? answersOf(held) : start;
  const change = (next: Partial<ActDate> & { readonly answers?: Answers }) =>
    onChange(withValue(draft, "body", "facts", factsOf({ date, began, ...next }, next.answers ?? answers)));
  const facts = { answers, onChange: (changed: Answers) => change({ answers: changed }) };
  return (
    <>
      <Group gap="sm">
        <TextInput
          type="date"
          label={t("intake.date")}
          max={today}
          value={date}
          onChange={(event) => change({ date: event.currentTarget.value })}
          error={fieldError(error, "date")}
          w={180}
        />
        <TextInput
          type="date"
          label={t("intake.began")}
          max={date}
          value={began}
          onChange={(event) => change({ began: event.currentTarget.value })}
          w={180}
        />
      </Group>
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
