import { dateInWords, type FactPath, type Missing } from "@arasha/law";
import { Anchor, Text } from "@mantine/core";
import { useLanguage, useT } from "../../i18n/language.tsx";
import { useFactWords } from "../labels.ts";

/** Leads to the question of a fact. Absent where this person may not answer it. */
export type Ask = ((fact: FactPath) => void) | undefined;

type Props = {
  readonly missing: readonly Missing[];
  readonly ask: Ask;
  /** So many are named; how many more there are is said. */
  readonly most?: number;
};

/** What stands in the way of a certain answer. Facts can be asked at once. */
export function MissingFacts({ missing, ask, most = Number.POSITIVE_INFINITY }: Props) {
  const t = useT();
  if (missing.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="div">
      {t("law.dependsOn")}{" "}
      {missing.slice(0, most).map((one, index) => (
        <span key={JSON.stringify(one)}>
          {index > 0 && ", "}
          <MissingThing one={one} ask={ask} />
        </span>
      ))}
      {missing.length > most && ` ${t("law.andMore", { n: missing.length - most })}`}
    </Text>
  );
}

function MissingThing({ one, ask }: { readonly one: Missing; readonly ask: Ask }) {
  const t = useT();
  const { name } = useFactWords();
  const { language } = useLanguage();
  if (one.kind === "text") return t("law.missingText");
  if (one.kind === "date-of-law") {
    return t("law.missingDate", {
      earliest: dateInWords(one.earliest, language),
      latest: dateInWords(one.latest, language),
    });
  }
  if (ask === undefined) return name(one.fact);
  return (
    <Anchor component="button" type="button" size="sm" className="ask-link" onClick={() => ask(one.fact)}>
      {name(one.fact)}
    </Anchor>
  );
}
