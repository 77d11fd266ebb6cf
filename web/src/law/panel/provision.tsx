import type { DutyAnswer, MeasureAnswer, Reporting, RightAnswer, Text as Texts } from "@arasha/law";
import { Text } from "@mantine/core";
import {
  IconHandStop,
  IconMessageCircleQuestion,
  IconQuestionMark,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { memo, type ReactNode } from "react";
import { useT, useText } from "../../i18n/language.tsx";
import { useBodyName } from "../bodies.ts";
import { capital } from "../labels.ts";
import { NormMark } from "../norm-mark.tsx";
import { termWords } from "../norm-words.ts";
import { Folds } from "./folds.tsx";
import { type Ask, MissingFacts } from "./missing.tsx";
import { type Reasoned, Why } from "./why.tsx";

type On = { readonly on: string; readonly ask: Ask };
type ProvisionProps = On & { readonly answer: MeasureAnswer | RightAnswer };
type DutyProps = On & { readonly answer: DutyAnswer };

/** A protective measure, a right or a service: what it is, who gives it, whether she has to agree. */
export const ProvisionLine = memo(function ProvisionLine({ answer, on, ask }: ProvisionProps) {
  const t = useT();
  const text = useText();
  const body = useBodyName();
  const by = byWhom(answer).map(body).join(", ");
  return (
    <div className="law-line" data-verdict={answer.verdict}>
      <Text>{text(answer.title)}</Text>
      <WhyLine answer={answer} on={on} ask={ask}>
        {[
          by,
          answer.verdict === "possible" ? t("law.perhaps") : "",
          answer.verdict === "unknown-text" ? t("norm.textUnknown") : "",
          "consentNeeded" in answer ? t(`measureConsent.${answer.consentNeeded}`) : "",
        ]
          .filter((words) => words !== "")
          .join(" · ")}
      </WhyLine>
      <MissingFacts missing={answer.missing} ask={ask} most={4} />
    </div>
  );
});

function byWhom(answer: MeasureAnswer | RightAnswer): readonly string[] {
  if ("by" in answer) return answer.by;
  return answer.service?.by ?? answer.right?.from ?? [];
}

/** A duty: who, what, within which time; where it is to tell another body, whom, of whom, and whether she is asked. */
export const DutyLine = memo(function DutyLine({ answer, on, ask }: DutyProps) {
  const t = useT();
  const text = useText();
  const body = useBodyName();
  return (
    <div className="law-line" data-verdict={answer.verdict}>
      <Text>
        {capital(body(answer.agency))}: {text(answer.title)}
      </Text>
      {answer.reporting && <ReportingMark reporting={answer.reporting} />}
      <WhyLine answer={answer} on={on} ask={ask}>
        {termWords(answer.within, t)}
        {answer.verdict === "possible" && ` · ${t("law.perhaps")}`}
      </WhyLine>
      <MissingFacts missing={answer.missing} ask={ask} most={4} />
    </div>
  );
});

type WhyProps = On & {
  readonly answer: Reasoned & { readonly title: Texts };
  readonly children: ReactNode;
};

/** The norm, the rest of what there is to know in few words, and why, folded away: one line. */
function WhyLine({ answer, on, ask, children }: WhyProps) {
  const t = useT();
  const text = useText();
  return (
    <Folds
      folds={[
        {
          id: "why",
          label: t("law.why"),
          name: t("law.whyOf", { title: text(answer.title) }),
          content: () => <Why answer={answer} on={on} ask={ask} />,
        },
      ]}
    >
      <NormMark norm={answer.norm} part={answer.part ?? null} on={on} />
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Folds>
  );
}

const CONSENT_ICON = {
  "not-asked": IconSpeakerphone,
  opinion: IconMessageCircleQuestion,
  required: IconHandStop,
  unknown: IconQuestionMark,
} as const;

/** Who is told of whom, and whether her consent is asked: in shape and word. */
export function ReportingMark({ reporting }: { readonly reporting: Reporting }) {
  const t = useT();
  const body = useBodyName();
  const Icon = CONSENT_ICON[reporting.consent];
  return (
    <Text size="sm" className="reporting" data-consent={reporting.consent}>
      <Icon size={15} className="line-mark" aria-hidden />
      <span>
        {t(`reporting.about.${reporting.about}`, { to: reporting.to.map(body).join(", ") })}{" "}
        <span className="consent">{t(`reporting.consent.${reporting.consent}`)}</span>
      </span>
    </Text>
  );
}
