import { type Assessment, dateInWords, type FactPath } from "@arasha/law";
import { Badge, Skeleton, Text } from "@mantine/core";
import { IconAlertOctagonFilled, IconArrowRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSession } from "../api/queries.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import type { MessageKey } from "../i18n/translate.ts";
import type { LawAnswer } from "../law/engine.ts";
import { useFactWords } from "../law/labels.ts";
import { codesOf } from "../shell/country.ts";
import type { YesNoUnknown } from "./form.ts";
import { DutyLine, NotInForceLine, OffenceLine, ProvisionLine } from "./law-lines.tsx";
import { startingDuties } from "./starting-duties.ts";

export type LawPanelProps = {
  readonly answer: LawAnswer;
  /** Whether anything was said about what happened; before that the law has nothing to answer. */
  readonly asked: boolean;
  /** How the report reached us: some duties bind only those who took it themselves. */
  readonly channel: string;
  readonly flags: Readonly<Record<string, YesNoUnknown>>;
  readonly ask: (fact: FactPath) => void;
};

const QUESTIONS_SHOWN = 6;

/** The law answering while the operator types: danger first, then what applies, what may, what to ask next. */
export function LawPanel({ answer, asked, channel, flags, ask }: LawPanelProps) {
  const t = useT();
  const { language } = useLanguage();
  return (
    <div className="law-panel">
      <Danger flags={flags} />
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
          <Answers assessment={answer.assessment} channel={channel} ask={ask} />
        ) : (
          <Text c="dimmed">{t("law.waiting")}</Text>
        ))}
    </div>
  );
}

/** Danger signs said "yes" to rise to the top, and stay. */
function Danger({ flags }: Pick<LawPanelProps, "flags">) {
  const t = useT();
  const text = useText();
  const { country } = useSession();
  const signs = codesOf(country, "riskFlags").filter(({ id }) => flags[id] === "yes");
  return (
    <div role="status">
      {signs.length > 0 && (
        <section className="danger-panel" aria-label={t("law.danger")}>
          <h3>
            <IconAlertOctagonFilled size={16} aria-hidden /> {t("law.danger")}
          </h3>
          <ul>
            {signs.map(({ id, name }) => (
              <li key={id}>{text(name)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Answers({
  assessment,
  channel,
  ask,
}: Pick<LawPanelProps, "channel"> & {
  readonly assessment: Assessment;
  readonly ask: (fact: FactPath) => void;
}) {
  const t = useT();
  const { offences, measures, rights, duties, unread, notInForce, regime, date } = assessment;
  const on = date;
  const applies = offences.filter(({ verdict }) => verdict === "applies");
  const possible = offences.filter(({ verdict }) => verdict === "possible");
  const notHeld = offences.filter(({ verdict }) => verdict === "unknown-text");
  const unmet = notInForce.filter(({ verdict }) => verdict === "applies");
  const begins = startingDuties(duties, channel);
  const key = (one: { readonly norm: string; readonly part?: string | null }) =>
    `${one.norm}#${one.part ?? ""}`;
  return (
    <>
      <p className="law-summary" role="status">
        {t("law.summary", { applies: applies.length, possible: possible.length })}
      </p>
      {!regime.established && <Text size="sm">{t("law.unsettled")}</Text>}
      {applies.length === 0 && notInForce.length > 0 && (
        <Block title="law.notInForce">
          {(unmet.length > 0 ? unmet : notInForce).map((one) => (
            <NotInForceLine key={`${key(one)} ${one.from}`} answer={one} on={on} />
          ))}
        </Block>
      )}
      {applies.length === 0 && possible.length === 0 && notHeld.length === 0 && notInForce.length === 0 && (
        <Text>{t("law.nothing")}</Text>
      )}
      {applies.length > 0 && (
        <Block title="law.applies">
          {applies.map((one) => (
            <OffenceLine key={`${key(one)} ${one.wording}`} answer={one} on={on} ask={ask} />
          ))}
        </Block>
      )}
      <Questions assessment={assessment} ask={ask} />
      {possible.length > 0 && (
        <Block title="law.possible" count={possible.length}>
          {possible.map((one) => (
            <OffenceLine key={`${key(one)} ${one.wording}`} answer={one} on={on} ask={ask} />
          ))}
        </Block>
      )}
      {notHeld.length > 0 && (
        <Block title="law.textNotHeld">
          {notHeld.map((one) => (
            <OffenceLine key={`${key(one)} ${one.wording}`} answer={one} on={on} ask={ask} />
          ))}
        </Block>
      )}
      {measures.length > 0 && (
        <Block title="law.protections">
          {measures.map((one) => (
            <ProvisionLine key={one.norm} answer={one} on={on} ask={ask} />
          ))}
        </Block>
      )}
      {begins.length > 0 && (
        <Block title="law.duties">
          {begins.map((one) => (
            <DutyLine key={`${one.norm} ${one.agency} ${JSON.stringify(one.within)}`} answer={one} on={on} />
          ))}
        </Block>
      )}
      {unread.length > 0 && (
        <Block title="law.unread">
          {unread.map((one) => (
            <ProvisionLine key={one.norm} answer={one} on={on} ask={ask} />
          ))}
        </Block>
      )}
      {rights.length > 0 && (
        <Block title="law.rights">
          {rights.map((one) => (
            <ProvisionLine key={one.norm} answer={one} on={on} ask={ask} />
          ))}
        </Block>
      )}
    </>
  );
}

/** The questions whose answers would settle most. Choosing one leads the keyboard to it. */
function Questions({
  assessment,
  ask,
}: {
  readonly assessment: Assessment;
  readonly ask: (fact: FactPath) => void;
}) {
  const t = useT();
  const { name } = useFactWords();
  const questions = assessment.questions.slice(0, QUESTIONS_SHOWN);
  if (questions.length === 0) return null;
  return (
    <Block title="law.askNext">
      <ul className="ask-list">
        {questions.map(({ fact, settles }) => (
          <li key={fact}>
            <button type="button" className="ask" onClick={() => ask(fact)}>
              <IconArrowRight size={14} aria-hidden />
              <span>{name(fact)}</span>
              <span className="ask-settles">{t("law.settles", { n: settles.length })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Block>
  );
}

type BlockProps = { readonly title: MessageKey; readonly count?: number; readonly children: ReactNode };

function Block({ title, count, children }: BlockProps) {
  const t = useT();
  return (
    <section className="law-block" aria-label={t(title)}>
      <h3>
        {t(title)}
        {count !== undefined && (
          <Badge variant="default" size="sm" ml={6} fw={400}>
            {count}
          </Badge>
        )}
      </h3>
      {children}
    </section>
  );
}
