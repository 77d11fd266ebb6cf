import { type Limit, limitsOfConfidentiality } from "@arasha/law";
import type { OpenCase } from "@arasha/server/contract";
import { Anchor, Group, SegmentedControl, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useSession } from "../api/queries.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { LANGUAGES, type Language, translate } from "../i18n/translate.ts";
import { useLaw } from "../law/engine.ts";
import { NormMark } from "../law/norm-mark.tsx";
import { termWords } from "../law/norm-words.ts";
import { Chips } from "./chips.tsx";

export type LimitsSaid = NonNullable<OpenCase["report"]["limits"]>;
export const LIMITS_SAID: readonly LimitsSaid["said"][] = ["said", "no-time", "unsafe", "not-her"];

/**
 * What the law obliges this agency to tell, said before anything is asked: who speaks then knows what she decides. Until it
 * is answered how that was done, no question is on the page. `bodies` names kinds of body in a language.
 */
export function Limits({
  limits,
  today,
  onSaid,
}: {
  readonly limits: LimitsSaid | null;
  /** A date there: the law of the day of the conversation. */
  readonly today: string;
  readonly onSaid: (limits: LimitsSaid | null) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const { me } = useSession();
  const law = useLaw();
  // The language of the page until another is chosen.
  const [chosen, setChosen] = useState<Language | null>(null);
  const spoken = chosen ?? language;
  const found = useMemo(
    () => (law ? limitsOfConfidentiality(law, me.agency.kind, today) : null),
    [law, me.agency.kind, today],
  );
  const bodyName = (kind: string, into: Language) =>
    law?.pack.bodies?.find(({ id }) => id === kind)?.name[into] ?? kind;
  if (limits !== null) {
    return (
      <Group gap={8} className="limits-done">
        <Text size="sm">{t(`limits.done.${limits.said}`)}</Text>
        <Anchor component="button" type="button" size="sm" onClick={() => onSaid(null)}>
          {t("limits.again")}
        </Anchor>
      </Group>
    );
  }
  return (
    <section className="limits" aria-label={t("limits.title")}>
      <h2>{t("limits.title")}</h2>
      <Group gap="sm">
        <Text size="sm">{t("limits.aloud")}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t("limits.language")}
          data={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
          value={spoken}
          onChange={(value) => setChosen(value as Language)}
        />
      </Group>
      <blockquote className="confidentiality" lang={spoken} id={SENTENCE}>
        {sentence(found ?? [], spoken, bodyName)}
      </blockquote>
      <Chips
        label={t("limits.how")}
        autoFocus
        describedBy={SENTENCE}
        options={LIMITS_SAID.map((value) => ({ value, label: t(`limits.said.${value}`) }))}
        value={[]}
        onChange={([said]) => said && onSaid({ said, language: spoken })}
      />
      {found && found.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t("limits.duties")}
          </Text>
          <ul className="plain-list">
            {found.map((limit) => (
              <li key={`${limit.norm} ${limit.to.join()} ${limit.when}`}>
                <Text size="sm">
                  {t(`limits.when.${limit.when}`)}
                  {": "}
                  {limit.to.map((kind) => bodyName(kind, language)).join(", ")}
                  {limit.within !== null && `, ${termWords(limit.within, t)}`}
                  {limit.perhapsOurs && ` · ${t("limits.perhapsOurs")}`}{" "}
                  <NormMark norm={limit.norm} on={today} />
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const SENTENCE = "limits-sentence";

/** What is said aloud: what stays, whom the law obliges to be told and when, and that she need not answer. */
export function sentence(
  limits: readonly Limit[],
  language: Language,
  bodyName: (kind: string, language: Language) => string,
): string {
  const who = (some: readonly Limit[]) =>
    [...new Set(some.flatMap(({ to }) => to))].map((kind) => bodyName(kind, language)).join(", ");
  const certain = limits.filter(({ perhapsOurs }) => !perhapsOurs);
  const told = new Set<string>();
  const clause = (when: Limit["when"], among: readonly Limit[]) => {
    // Whom she was told of once she is not told of again for a narrower reason.
    const some = among.filter((limit) => limit.when === when && !limit.to.every((kind) => told.has(kind)));
    for (const { to } of some) for (const kind of to) told.add(kind);
    return some.length === 0 ? [] : [translate(language, `limits.say.${when}`, { who: who(some) })];
  };
  const parts = [...clause("always", certain), ...clause("child", certain), ...clause("depends", certain)];
  const perhaps = limits.filter(({ perhapsOurs, to }) => perhapsOurs && !to.every((kind) => told.has(kind)));
  return [
    translate(language, "limits.say.open"),
    ...parts,
    ...(perhaps.length === 0 ? [] : [translate(language, "limits.say.perhaps", { who: who(perhaps) })]),
    translate(language, "limits.say.close"),
  ].join(" ");
}
