import { UnstyledButton } from "@mantine/core";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useLaw } from "./engine.ts";
import { useNormSheet } from "./norm-sheet.tsx";
import { cite } from "./norm-words.ts";

type Mark = {
  readonly norm: string;
  readonly part?: string | null;
  /** The day whose law is meant; without it, the day the sheet is told. */
  readonly on?: string | undefined;
  /** Only the sign: the words beside it cite the norm already. */
  readonly bare?: boolean;
};

/** The small mark beside anything that follows from a norm. It opens the norm, its date and its source. */
export function NormMark({ norm, part = null, on, bare = false }: Mark) {
  const { open } = useNormSheet();
  const { language } = useLanguage();
  const law = useLaw();
  const t = useT();
  const cited = law ? cite(law, norm, part, language, t) : norm;
  return (
    <UnstyledButton
      className="norm-mark"
      aria-label={t("norm.open", { norm: cited })}
      onClick={(event) => {
        // A mark stands inside rows that are links themselves.
        event.preventDefault();
        event.stopPropagation();
        open({ norm, part, on });
      }}
    >
      <span aria-hidden>§</span>
      {!bare && ` ${cited}`}
    </UnstyledButton>
  );
}
