import { dateInWords } from "@arasha/law";
import { Button, CloseButton, Group, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useLaw } from "../law/engine.ts";
import { useFactWords } from "../law/labels.ts";
import { cite } from "../law/norm-words.ts";
import { Chips } from "./chips.tsx";
import type { FactsProps } from "./fact-field.tsx";
import { withAnswer } from "./facts.ts";

/** Penalties already served: none, or each with its norm and the day it was executed. */
export function HistoryField({ answers, onChange }: FactsProps) {
  const t = useT();
  const { name } = useFactWords();
  const held = answers.history;
  const [adding, setAdding] = useState(false);
  const shown =
    held === undefined ? (adding ? ["some"] : []) : held.length === 0 && !adding ? ["none"] : ["some"];
  return (
    <div data-fact="history">
      <Chips
        inline
        hints={false}
        label={name("history")}
        options={[
          { value: "none", label: t("history.none") },
          { value: "some", label: t("history.some") },
        ]}
        value={shown}
        onChange={([chosen]) => {
          setAdding(chosen === "some");
          onChange(withAnswer(answers, "history", chosen === "none" ? [] : undefined));
        }}
      />
      {shown[0] === "some" && <Penalties answers={answers} onChange={onChange} />}
    </div>
  );
}

function Penalties({ answers, onChange }: FactsProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const law = useLaw();
  const [norm, setNorm] = useState<string | null>(null);
  const [executed, setExecuted] = useState("");
  const held = answers.history ?? [];
  const offences = [...(law?.norms.values() ?? [])].filter((one) => one.norm.kind === "offence");
  const citeNorm = (id: string) => (law ? cite(law, id, null, language, t) : id);
  return (
    <>
      {held.map((penalty, index) => (
        <Group key={`${penalty.norm} ${penalty.executed}`} gap={6}>
          <Text size="sm">
            {citeNorm(penalty.norm)}, {dateInWords(penalty.executed, language)}
          </Text>
          <CloseButton
            size="sm"
            aria-label={t("action.remove")}
            onClick={() => {
              const left = held.filter((_one, at) => at !== index);
              onChange(withAnswer(answers, "history", left.length > 0 ? left : undefined));
            }}
          />
        </Group>
      ))}
      <Group gap="xs" align="flex-end" mt={4}>
        <Select
          label={t("history.norm")}
          searchable
          data={offences.map(({ norm: one }) => ({
            value: one.id,
            label: `${citeNorm(one.id)} ${text(one.title)}`,
          }))}
          value={norm}
          onChange={setNorm}
          w={280}
        />
        <TextInput
          type="date"
          label={t("history.executed")}
          value={executed}
          onChange={(event) => setExecuted(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={!norm || executed === ""}
          onClick={() => {
            if (norm) onChange(withAnswer(answers, "history", [...held, { norm, executed }]));
            setNorm(null);
            setExecuted("");
          }}
        >
          {t("action.add")}
        </Button>
      </Group>
    </>
  );
}
