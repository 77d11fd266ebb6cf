import { dateInWords, type Part, type Wording } from "@arasha/law";
import { Badge, Text } from "@mantine/core";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { useLaw } from "./engine.ts";
import { changeOf, confidenceOf, partsGone, sanctionWords } from "./norm-words.ts";
import { ConfidenceBadge } from "./sources.tsx";

/** How sure we are of a wording: its text not held, or the best of its sources. */
export function HowSure({ wording: { version } }: { readonly wording: Wording }) {
  const t = useT();
  if (version.text === "unknown") {
    return (
      <Badge size="sm" variant="default" tt="none" fw={400}>
        {t("norm.textUnknown")}
      </Badge>
    );
  }
  return <ConfidenceBadge confidence={confidenceOf(version.sources)} />;
}

type Stretch = { readonly earliest: string; readonly latest: string };

/** From when to when; a day nobody is sure of as the days it lies between. */
export function Validity({ wording: { begins, ends } }: { readonly wording: Wording }) {
  const { language } = useLanguage();
  const t = useT();
  const day = ({ earliest, latest }: Stretch) =>
    earliest === latest
      ? dateInWords(earliest, language)
      : t("norm.between", { from: dateInWords(earliest, language), to: dateInWords(latest, language) });
  return (
    <Text size="sm" c="dimmed">
      {ends === null
        ? t("norm.validFrom", { from: day(begins) })
        : t("norm.validFromUntil", { from: day(begins), until: day(ends) })}
    </Text>
  );
}

export function AmendedBy({ from }: { readonly from: string }) {
  const law = useLaw();
  const text = useText();
  const t = useT();
  const act = law?.amendments.get(from);
  return act ? <Text size="sm">{t("norm.by", { act: text(act.title) })}</Text> : null;
}

type ProvidedProps = {
  readonly wording: Wording;
  /** The wording it is held against: what differs is marked. Null: nothing is marked. */
  readonly before: Wording | null;
};

/** The parts of an offence with their penalties; where it is held against an earlier wording, what changed. */
export function Provided({ wording: { version }, before }: ProvidedProps) {
  const t = useT();
  const parts = version.parts ?? [];
  const gone = before === null ? [] : partsGone(before.version, version);
  if (parts.length === 0 && gone.length === 0) return null;
  return (
    <ul className="norm-parts">
      {parts.map((part) => (
        <PartItem
          key={part.part}
          part={part}
          change={before === null ? null : changeOf(before.version, part)}
        />
      ))}
      {gone.map((part) => (
        <li key={part} data-change="gone">
          {t("norm.partGone", { part })}
        </li>
      ))}
    </ul>
  );
}

type PartProps = { readonly part: Part; readonly change: "added" | "changed" | null };

function PartItem({ part, change }: PartProps) {
  const t = useT();
  const { language } = useLanguage();
  const currency = useLaw()?.pack.currency ?? "";
  const penalties =
    part.sanctions === "unknown"
      ? [t("norm.penaltyUnknown")]
      : part.sanctions.map((one) => {
          const size = sanctionWords(one, currency, language, t);
          return one.additional ? t("penalty.besides", { size }) : size;
        });
  return (
    <li data-change={change ?? undefined}>
      <span className="norm-part">
        {t("law.part", { part: part.part })}, {t(`class.${part.class}`)}
      </span>
      {change && (
        <Badge variant="outline" color="amber" size="xs" tt="none" fw={600} ml={6}>
          {t(`norm.${change}`)}
        </Badge>
      )}
      <div>{penalties.join("; ")}</div>
    </li>
  );
}
