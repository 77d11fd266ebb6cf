import type { RegisterItems } from "@arasha/server/contract";
import { Select } from "@mantine/core";
import { useT, useText } from "../i18n/language.tsx";

type Props = {
  readonly countries: RegisterItems["countries"];
  readonly value: string | null;
  readonly onChange: (country: string) => void;
  readonly error?: string | undefined;
};

/** Which country's law it is about; nothing to choose where there is one. */
export function CountrySelect({ countries, value, onChange, error }: Props) {
  const t = useT();
  const text = useText();
  if (countries.length < 2) return null;
  return (
    <Select
      label={t("registers.country")}
      allowDeselect={false}
      data={countries.map(({ id, name }) => ({ value: id, label: text(name) }))}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      error={error}
    />
  );
}
