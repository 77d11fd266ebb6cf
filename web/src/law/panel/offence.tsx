import { dateInWords, type Missing, type NotInForce, type OffenceAnswer } from "@arasha/law";
import { Badge, Group, Text } from "@mantine/core";
import { memo } from "react";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { useLaw } from "../engine.ts";
import { NormMark } from "../norm-mark.tsx";
import { sanctionWords } from "../norm-words.ts";
import { type Fold, Folds } from "./folds.tsx";
import { type Ask, MissingFacts } from "./missing.tsx";
import { PenaltyAndProcedure } from "./penalties.tsx";
import { Why } from "./why.tsx";

type On = { readonly on: string; readonly ask: Ask };
type LineProps = On & { readonly answer: OffenceAnswer };

/** An offence: what it is called, of which class, what it can cost; folded away, why, and everything about the penalty. */
export const OffenceLine = memo(function OffenceLine({ answer, on, ask }: LineProps) {
  const text = useText();
  const folds = useOffenceFolds();
  return (
    <div className="law-line" data-verdict={answer.verdict}>
      <OffenceHead title={text(answer.title)} of={answer.class} sure={answer.verdict === "applies"} />
      <NormMark norm={answer.norm} part={answer.part} on={on} />
      {answer.verdict !== "possible" && <PenaltyLine answer={answer} />}
      <MissingFacts missing={answer.missing} ask={ask} />
      <Folds folds={folds({ answer, on, ask }, text(answer.title))} />
    </div>
  );
});

/** Parts of one article that may apply, in one line: they hang on the same facts, and are told apart when unfolded. */
export const PossibleOffence = memo(function PossibleOffence({ parts, on, ask }: PossibleProps) {
  const t = useT();
  const text = useText();
  const [first] = parts;
  if (first === undefined) return null;
  if (parts.length === 1) return <OffenceLine answer={first} on={on} ask={ask} />;
  const title = text(first.title);
  const classes = [...new Set(parts.map((part) => part.class))];
  return (
    <div className="law-line" data-verdict="possible">
      <OffenceHead title={title} of={classes.length === 1 ? first.class : "unknown"} sure={false} />
      <NormMark norm={first.norm} on={on} />
      <MissingFacts missing={missingOf(parts)} ask={ask} most={3} />
      <Folds
        folds={[
          {
            id: "parts",
            label: t("law.parts", { n: parts.length }),
            name: t("law.partsOf", { n: parts.length, title }),
            content: () => parts.map((part) => <Part key={part.part} answer={part} on={on} ask={ask} />),
          },
        ]}
      />
    </div>
  );
}, sameParts);

type PossibleProps = On & { readonly parts: readonly OffenceAnswer[] };

/** The list of parts is made anew with every answer; the parts in it are not. */
function sameParts(before: PossibleProps, now: PossibleProps): boolean {
  const { on, ask, parts } = now;
  if (before.on !== on || before.ask !== ask || before.parts.length !== parts.length) return false;
  return parts.every((part, index) => part === before.parts[index]);
}

function Part({ answer, on, ask }: LineProps) {
  const t = useT();
  const folds = useOffenceFolds();
  const part = t("law.part", { part: answer.part ?? "" });
  return (
    <div className="law-part">
      <Group gap={8} justify="space-between" wrap="nowrap">
        <NormMark norm={answer.norm} part={answer.part} on={on} />
        <Text size="xs" c="dimmed">
          {t(`class.${answer.class}`)}
        </Text>
      </Group>
      <MissingFacts missing={answer.missing} ask={ask} />
      <Folds folds={folds({ answer, on, ask }, part)} />
    </div>
  );
}

function useOffenceFolds(): (props: LineProps, title: string) => readonly Fold[] {
  const t = useT();
  return (props, title) => [
    {
      id: "why",
      label: t("law.why"),
      name: t("law.whyOf", { title }),
      content: () => <Why {...props} />,
    },
    {
      id: "penalty",
      label: t("law.penalty"),
      name: t("law.penaltyOf", { title }),
      content: () => <PenaltyAndProcedure answer={props.answer} on={props.on} />,
    },
  ];
}

type HeadProps = { readonly title: string; readonly of: OffenceAnswer["class"]; readonly sure: boolean };

function OffenceHead({ title, of, sure }: HeadProps) {
  const t = useT();
  return (
    <Group gap={6} justify="space-between" wrap="nowrap" align="flex-start">
      <Text fw={sure ? 600 : 400}>{title}</Text>
      {of !== "unknown" && (
        <Badge variant="default" tt="none" fw={400} size="sm" style={{ flex: "none" }}>
          {t(`class.${of}`)}
        </Badge>
      )}
    </Group>
  );
}

/** What can be imposed, in one line; that some penalties of the article cannot be is never left out. */
function PenaltyLine({ answer: { verdict, sanctions } }: { readonly answer: OffenceAnswer }) {
  const t = useT();
  const { language } = useLanguage();
  const currency = useLaw()?.pack.currency ?? "";
  if (verdict === "unknown-text" || sanctions === "unknown") {
    return (
      <Text size="sm" c="dimmed">
        {t(verdict === "unknown-text" ? "norm.textUnknown" : "law.sanctionUnknown")}
      </Text>
    );
  }
  const open = sanctions.filter(({ imposable, additional }) => imposable !== "no" && !additional);
  const barred = sanctions.filter(({ imposable }) => imposable === "no").length;
  return (
    <Text size="sm" c="dimmed">
      {open.map((one) => sanctionWords(one, currency, language, t)).join(t("law.or"))}
      {open.length > 0 && barred > 0 && ". "}
      {barred > 0 && t("penalty.someNot", { n: barred })}
    </Text>
  );
}

/** Why nothing applies: the conduct answers a norm that was not in force on the date. */
export function NotInForceLine({ answer, on }: { readonly answer: NotInForce; readonly on: string }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const values = {
    date: dateInWords(on, language),
    from: dateInWords(answer.from, language),
    until: answer.until === null ? "" : dateInWords(answer.until, language),
  };
  const ended = answer.until !== null && answer.until <= on;
  return (
    <div className="law-line" data-verdict="not-in-force">
      <Text>{text(answer.title)}</Text>
      <Group gap={8}>
        <NormMark norm={answer.norm} part={answer.part} on={answer.from} />
        <Text size="sm" c="dimmed">
          {t(ended ? "law.endedBefore" : "law.beganAfter", values)}
        </Text>
      </Group>
    </div>
  );
}

function missingOf(parts: readonly OffenceAnswer[]): readonly Missing[] {
  const all = parts.flatMap(({ missing }) => missing);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
