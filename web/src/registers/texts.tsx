import { Fieldset, Stack, Text, Textarea } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
import { LANGUAGES, type Language } from "../i18n/translate.ts";

export type Texts = Record<Language, string>;
export const NO_TEXT: Texts = { kk: "", ru: "", en: "" };

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly value: Texts;
  readonly onChange: (value: Texts) => void;
  readonly required?: boolean;
  readonly errors?: Readonly<Partial<Record<Language, string | undefined>>>;
};

/** A text in the three languages in which everybody will read it. */
export function TextsField({ label, hint, value, onChange, required = true, errors }: Props) {
  const t = useT();
  return (
    <Fieldset legend={label}>
      {hint && (
        <Text size="sm" c="dimmed" mb={6}>
          {hint}
        </Text>
      )}
      <Stack gap={6}>
        {LANGUAGES.map((language) => (
          <Textarea
            key={language}
            label={t(`language.${language}`)}
            lang={language}
            value={value[language]}
            onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
            autosize
            minRows={1}
            maxLength={2000}
            required={required}
            withAsterisk={false}
            error={errors?.[language]}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

export function trimmed({ kk, ru, en }: Texts): Texts {
  return { kk: kk.trim(), ru: ru.trim(), en: en.trim() };
}

export function isEmpty(texts: Texts): boolean {
  return Object.values(trimmed(texts)).every((one) => one === "");
}
