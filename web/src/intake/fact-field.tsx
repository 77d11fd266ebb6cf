import { ACT_GROUPS, type ActGroup, FACT_PATHS, type FactPath } from "@arasha/law";
import { TextInput } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
import { useFactWords } from "../law/labels.ts";
import { Chips } from "./chips.tsx";
import { type Answers, CHOICES, withAnswer } from "./facts.ts";
import { HistoryField } from "./history-field.tsx";

export type FactsProps = { readonly answers: Answers; readonly onChange: (answers: Answers) => void };
type FieldProps = FactsProps & { readonly fact: FactPath };

/** The question for one fact, in the form its kind of value asks for. */
export function FactField({ fact, answers, onChange }: FieldProps) {
  const kind = FACT_PATHS[fact];
  if (kind === "list") return <ActsField answers={answers} onChange={onChange} />;
  if (kind === "history") return <HistoryField answers={answers} onChange={onChange} />;
  if (kind === "number") return <NumberField fact={fact} answers={answers} onChange={onChange} />;
  if (kind === "boolean") return <YesNoField fact={fact} answers={answers} onChange={onChange} />;
  return <ChoiceField fact={fact} answers={answers} onChange={onChange} />;
}

/** So few stand beside their question, as a yes and a no do. */
const INLINE_CHOICES = 3;

function ChoiceField({ fact, answers, onChange }: FieldProps) {
  const { name, value } = useFactWords();
  const held = answers[fact];
  return (
    <Chips
      inline={(CHOICES[fact] ?? []).length <= INLINE_CHOICES}
      label={name(fact)}
      fact={fact}
      options={(CHOICES[fact] ?? []).map((option) => ({ value: option, label: value(fact, option) }))}
      value={typeof held === "string" ? [held] : []}
      onChange={([chosen]) => onChange(withAnswer(answers, fact, chosen as never))}
    />
  );
}

function YesNoField({ fact, answers, onChange }: FieldProps) {
  const { name, value } = useFactWords();
  const held = answers[fact];
  return (
    <Chips
      inline
      hints={false}
      label={name(fact)}
      fact={fact}
      options={[true, false].map((option) => ({ value: String(option), label: value(fact, option) }))}
      value={typeof held === "boolean" ? [String(held)] : []}
      onChange={([chosen]) =>
        onChange(withAnswer(answers, fact, (chosen === undefined ? undefined : chosen === "true") as never))
      }
    />
  );
}

function NumberField({ fact, answers, onChange }: FieldProps) {
  const { name } = useFactWords();
  const held = answers[fact];
  return (
    <div className="number-field" data-fact={fact}>
      <TextInput
        label={name(fact)}
        inputMode="numeric"
        autoComplete="off"
        value={typeof held === "number" ? String(held) : ""}
        onChange={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, "").slice(0, 3);
          const told = digits === "" ? undefined : Math.min(Number(digits), 120);
          onChange(withAnswer(answers, fact, told as never));
        }}
      />
    </div>
  );
}

function ActsField({ answers, onChange }: FactsProps) {
  const t = useT();
  const { value } = useFactWords();
  const held = answers.acts ?? [];
  return (
    <div data-fact="acts" className="act-groups">
      {(Object.keys(ACT_GROUPS) as ActGroup[]).map((group) => {
        const acts: readonly string[] = ACT_GROUPS[group];
        return (
          <Chips
            key={group}
            multiple
            label={t(`acts.${group}`)}
            options={acts.map((act) => ({ value: act, label: value("acts", act) }))}
            value={held.filter((act) => acts.includes(act))}
            onChange={(chosen) =>
              onChange(withAnswer(answers, "acts", [...held.filter((act) => !acts.includes(act)), ...chosen]))
            }
          />
        );
      })}
    </div>
  );
}

/** Leads the keyboard to the question of a fact; its section is opened first when it is folded away. */
export function focusFact(fact: FactPath): void {
  const field = document.querySelector<HTMLElement>(`[data-fact="${CSS.escape(fact)}"]`);
  const input = field?.querySelector<HTMLElement>('input[tabindex="0"], input:not([tabindex]), button');
  field?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
}
