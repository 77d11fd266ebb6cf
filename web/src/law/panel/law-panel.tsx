import { type Assessment, dateInWords, type Facts, type OffenceAnswer } from "@arasha/law";
import { Skeleton, Text } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { type LawAnswer, useLaw } from "../engine.ts";
import { NormMark } from "../norm-mark.tsx";
import { Comparison } from "./comparison.tsx";
import { Block } from "./folds.tsx";
import type { Ask } from "./missing.tsx";
import { NotInForceLine, OffenceLine, PossibleOffence } from "./offence.tsx";
import { DutyLine, ProvisionLine } from "./provision.tsx";
import { Questions } from "./questions.tsx";
import { startingDuties } from "./starting-duties.ts";
import { ExplainedContext } from "./why.tsx";

export type LawPanelProps = {
  readonly answer: LawAnswer;
  readonly facts: Facts;
  /** Whether anything was said about what happened; before that the law has nothing to answer. */
  readonly asked: boolean;
  /**
   * How the report reached us: some of the duties it starts bind only those who took it themselves. Null where the
   * duties have begun already and stand elsewhere.
   */
  readonly channel: string | null;
  /** The local day it is: what a comparison offers first. */
  readonly today: string;
  readonly ask: Ask;
  /** What has to stand above the law: danger. */
  readonly above?: ReactNode;
};

/**
 * The law's answer to the facts as they stand: what applies, what to ask next, what may apply, who must be told, what
 * protects, who owes what. It is made again only when the facts are others, and its folded parts not at all.
 */
export const LawPanel = memo(function LawPanel({ answer, above, asked, ...props }: LawPanelProps) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <div className="law-panel">
      {above}
      {answer.state === "waiting" && <Skeleton height={120} />}
      {answer.state === "refused" && (
        <Text role="status">
          {answer.code === "before-coverage"
            ? t("law.beforeCoverage", { date: dateInWords(answer.coversFrom, language) })
            : t("law.noDate")}
        </Text>
      )}
      {answer.state === "answered" &&
        (asked ? (
          <ExplainedContext value={answer.explained}>
            <Answers assessment={answer.assessment} {...props} />
          </ExplainedContext>
        ) : (
          <Text c="dimmed">{t("law.waiting")}</Text>
        ))}
    </div>
  );
});

type AnswersProps = Pick<LawPanelProps, "facts" | "channel" | "today" | "ask"> & {
  readonly assessment: Assessment;
};

function Answers({ assessment, facts, channel, today, ask }: AnswersProps) {
  const t = useT();
  const { offences, measures, rights, duties, unread, notInForce, regime, date: on, milder } = assessment;
  const applies = offences.filter(({ verdict }) => verdict === "applies");
  const possible = byNorm(offences.filter(({ verdict }) => verdict === "possible"));
  const notHeld = offences.filter(({ verdict }) => verdict === "unknown-text");
  const unmet = notInForce.filter(({ verdict }) => verdict === "applies");
  const reporting = duties.filter((duty) => duty.reporting !== undefined);
  const begins =
    channel === null ? [] : startingDuties(duties, channel).filter((duty) => duty.reporting === undefined);
  const common = { on, ask };
  return (
    <>
      <p className="law-summary" role="status">
        {t("law.summary", {
          applies: applies.length,
          possible: offences.filter(({ verdict }) => verdict === "possible").length,
        })}
      </p>
      {!regime.established && <Text size="sm">{t("law.unsettled")}</Text>}
      {applies.length === 0 && notInForce.length > 0 && (
        <Block
          title="law.notInForce"
          content={() =>
            (unmet.length > 0 ? unmet : notInForce).map((one) => (
              <NotInForceLine key={`${key(one)} ${one.from}`} answer={one} on={on} />
            ))
          }
        />
      )}
      {offences.length === 0 && notInForce.length === 0 && <Text>{t("law.nothing")}</Text>}
      {applies.length > 0 && (
        <Block
          title="law.applies"
          content={() => applies.map((one) => <OffenceLine key={key(one)} answer={one} {...common} />)}
        />
      )}
      {milder.length > 0 && <Milder of={milder} />}
      <Questions questions={assessment.questions} ask={ask} />
      {possible.length > 0 && (
        <Block
          title="law.possible"
          count={possible.length}
          content={() =>
            possible.map((parts) => <PossibleOffence key={keyOf(parts)} parts={parts} {...common} />)
          }
        />
      )}
      {notHeld.length > 0 && (
        <Block
          title="law.textNotHeld"
          content={() => notHeld.map((one) => <OffenceLine key={key(one)} answer={one} {...common} />)}
        />
      )}
      {reporting.length > 0 && (
        <Block
          title="law.reporting"
          count={reporting.length}
          content={() => reporting.map((one) => <DutyLine key={dutyKey(one)} answer={one} {...common} />)}
        />
      )}
      {measures.length > 0 && (
        <Block
          title="law.protections"
          count={measures.length}
          content={() => measures.map((one) => <ProvisionLine key={key(one)} answer={one} {...common} />)}
        />
      )}
      {begins.length > 0 && (
        <Block
          title="law.duties"
          count={begins.length}
          content={() => begins.map((one) => <DutyLine key={dutyKey(one)} answer={one} {...common} />)}
        />
      )}
      {unread.length > 0 && (
        <Block
          title="law.unread"
          count={unread.length}
          open={false}
          content={() => unread.map((one) => <ProvisionLine key={key(one)} answer={one} {...common} />)}
        />
      )}
      {rights.length > 0 && (
        <Block
          title="law.rights"
          count={rights.length}
          open={false}
          content={() => rights.map((one) => <ProvisionLine key={key(one)} answer={one} {...common} />)}
        />
      )}
      <Block
        title="compare.title"
        open={false}
        content={() => <Comparison facts={facts} on={on} today={today} />}
      />
    </>
  );
}

/** Later law that treats it more lightly: proposed, and for a person to decide. */
function Milder({ of }: { readonly of: Assessment["milder"] }) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <Block
      title="milder.title"
      count={of.length}
      // What cannot be weighed against the old law does not press itself on anybody.
      open={of.some(({ verdict }) => verdict !== "not-comparable")}
      content={() => (
        <>
          {of.map((one) => (
            <div key={`${one.norm}#${one.part} ${one.from} ${one.instead}`} className="law-line">
              <MilderTitle norm={one.norm} />
              <NormMark norm={one.norm} part={one.part} on={one.from} />
              <Text size="sm" c="dimmed">
                {t(`milder.${one.verdict}`, { from: dateInWords(one.from, language) })}
              </Text>
            </div>
          ))}
          <Text size="sm">
            {t("milder.hint")} {of[0]?.by && <NormMark norm={of[0].by} />}
          </Text>
        </>
      )}
    />
  );
}

function MilderTitle({ norm }: { readonly norm: string }) {
  const text = useText();
  const law = useLaw();
  const title = law?.norms.get(norm)?.norm.title;
  return <Text>{title ? text(title) : norm}</Text>;
}

type Named = { readonly norm: string; readonly part?: string | null; readonly wording?: string };

function key({ norm, part, wording }: Named): string {
  return `${norm}#${part ?? ""} ${wording ?? ""}`;
}

function keyOf(parts: readonly OffenceAnswer[]): string {
  return parts[0] === undefined ? "" : `${parts[0].norm} ${parts[0].wording}`;
}

function dutyKey(duty: Assessment["duties"][number]): string {
  return JSON.stringify([duty.norm, duty.agency, duty.starts, duty.within, duty.title.en]);
}

/** The parts of one wording of an article together, in the order of the answer. */
function byNorm(offences: readonly OffenceAnswer[]): readonly (readonly OffenceAnswer[])[] {
  const groups = new Map<string, OffenceAnswer[]>();
  for (const one of offences) {
    const name = `${one.norm} ${one.wording}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
}
