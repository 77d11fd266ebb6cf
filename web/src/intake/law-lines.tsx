import {
  type DutyAnswer,
  dateInWords,
  type FactPath,
  type MeasureAnswer,
  type Missing,
  type NotInForce,
  type OffenceAnswer,
  type RightAnswer,
  sentence,
} from "@arasha/law";
import { Anchor, Badge, Collapse, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { isMessageKey } from "../i18n/translate.ts";
import { useLaw } from "../law/engine.ts";
import { useFactWords } from "../law/labels.ts";
import { NormMark } from "../law/norm-mark.tsx";
import { Sources } from "../law/norm-sheet.tsx";
import { sanctionWords, termWords } from "../law/norm-words.ts";

type On = { readonly on: string };
type Ask = { readonly ask: (fact: FactPath) => void };

/** An offence: what it is called, of which class, what it can cost, and, folded away, why. */
export function OffenceLine({ answer, on, ask }: On & Ask & { readonly answer: OffenceAnswer }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const law = useLaw();
  const currency = law?.pack.currency ?? "";
  const sanctions =
    answer.sanctions === "unknown"
      ? t("law.sanctionUnknown")
      : answer.sanctions
          .filter(({ imposable }) => imposable !== "no")
          .map((one) => sanctionWords(one, currency, language, t))
          .join(t("law.or"));
  return (
    <div className="law-line" data-verdict={answer.verdict}>
      <Group gap={6} justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={answer.verdict === "applies" ? 600 : 400}>{text(answer.title)}</Text>
        <Badge variant="default" tt="none" fw={400} size="sm" style={{ flex: "none" }}>
          {t(`class.${answer.class}`)}
        </Badge>
      </Group>
      <Group gap={8}>
        <NormMark norm={answer.norm} part={answer.part} on={on} />
        {answer.verdict !== "possible" && (
          <Text size="sm" c="dimmed">
            {answer.verdict === "unknown-text" ? t("norm.textUnknown") : sanctions}
          </Text>
        )}
      </Group>
      <MissingFacts missing={answer.missing} ask={ask} />
      <Why answer={answer} />
    </div>
  );
}

/** A protective measure, a right or a service. */
export function ProvisionLine({
  answer,
  on,
  ask,
}: On & Ask & { readonly answer: MeasureAnswer | RightAnswer }) {
  const t = useT();
  const text = useText();
  return (
    <div className="law-line" data-verdict={answer.verdict}>
      <Text>{text(answer.title)}</Text>
      <Group gap={8}>
        <NormMark norm={answer.norm} on={on} />
        {answer.verdict !== "applies" && (
          <Text size="sm" c="dimmed">
            {t(answer.verdict === "possible" ? "law.perhaps" : "norm.textUnknown")}
          </Text>
        )}
      </Group>
      <MissingFacts missing={answer.missing} ask={ask} />
      <Why answer={answer} />
    </div>
  );
}

/** A duty that starts when the report is recorded: who, what, within which time. */
export function DutyLine({ answer, on }: On & { readonly answer: DutyAnswer }) {
  const t = useT();
  const text = useText();
  const kind = `kind.${answer.agency}`;
  return (
    <div className="law-line" data-verdict={answer.verdict}>
      <Text>
        {isMessageKey(kind) ? t(kind) : answer.agency}: {text(answer.title)}
      </Text>
      <Group gap={8}>
        <NormMark norm={answer.norm} on={on} />
        <Text size="sm" c="dimmed">
          {termWords(answer.within, t)}
          {answer.verdict === "possible" && ` · ${t("law.perhaps")}`}
        </Text>
      </Group>
    </div>
  );
}

/** Why nothing applies: the conduct answers a norm that was not in force on the date. */
export function NotInForceLine({ answer, on }: On & { readonly answer: NotInForce }) {
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

/** What stands in the way of a certain answer. Facts can be asked at once. */
function MissingFacts({ missing, ask }: Ask & { readonly missing: readonly Missing[] }) {
  const t = useT();
  const { name } = useFactWords();
  const { language } = useLanguage();
  if (missing.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="div">
      {t("law.dependsOn")}{" "}
      {missing.map((one, index) => (
        <span key={JSON.stringify(one)}>
          {index > 0 && ", "}
          {one.kind === "fact" ? (
            <Anchor component="button" type="button" size="sm" onClick={() => ask(one.fact)}>
              {name(one.fact)}
            </Anchor>
          ) : one.kind === "text" ? (
            t("law.missingText")
          ) : (
            t("law.missingDate", {
              earliest: dateInWords(one.earliest, language),
              latest: dateInWords(one.latest, language),
            })
          )}
        </span>
      ))}
    </Text>
  );
}

type Reasoned = Pick<OffenceAnswer, "because" | "summary" | "source" | "title">;

function Why({ answer }: { readonly answer: Reasoned }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const law = useLaw();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="sm"
        c="dimmed"
        aria-expanded={open}
        aria-label={t("law.whyOf", { title: text(answer.title) })}
        onClick={() => setOpen(!open)}
      >
        {t("law.why")}
      </Anchor>
      <Collapse expanded={open} keepMounted={false}>
        <div className="why">
          <Text size="sm">{text(answer.summary)}</Text>
          {law && <Text size="sm">{sentence(answer.because, language, law)}</Text>}
          <Sources sources={answer.source} />
        </div>
      </Collapse>
    </>
  );
}
