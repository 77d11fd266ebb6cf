import { Select } from "@mantine/core";
import { useT } from "../i18n/language.tsx";
import { Line } from "./line.tsx";
import type { Faults } from "./proposal-form.tsx";

const SURENESS = ["official", "secondary"] as const;

export type PageRead = {
  readonly title: string;
  readonly url: string;
  readonly confidence: (typeof SURENESS)[number];
};

export const NO_PAGE: PageRead = { title: "", url: "", confidence: "official" };

type Props = {
  readonly value: PageRead;
  readonly onChange: (value: PageRead) => void;
  /** The path of the source in what is proposed. */
  readonly path: string;
  readonly faults: Faults;
};

/** The page it was read on, so that a second person can open it and everybody else after. */
export function SourceFields({ value, onChange, path, faults }: Props) {
  const t = useT();
  const set = (change: Partial<PageRead>) => onChange({ ...value, ...change });
  return (
    <>
      <Line
        label={t("registers.sourceTitle")}
        value={value.title}
        set={(title) => set({ title })}
        most={300}
        required
        error={faults.at(`${path}.title`)}
      />
      <Line
        label={t("registers.sourceUrl")}
        value={value.url}
        set={(url) => set({ url })}
        most={500}
        required
        error={faults.at(`${path}.url`)}
      />
      <Select
        label={t("registers.sure")}
        allowDeselect={false}
        data={SURENESS.map((one) => ({ value: one, label: t(`registers.sure.${one}`) }))}
        value={value.confidence}
        onChange={(one) => one && set({ confidence: one as PageRead["confidence"] })}
        error={faults.at(`${path}.confidence`)}
      />
    </>
  );
}
