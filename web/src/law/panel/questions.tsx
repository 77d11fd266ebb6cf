import type { Assessment, FactPath, Question } from "@arasha/law";
import { Anchor } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { memo, useState } from "react";
import { useLanguage, useT } from "../../i18n/language.tsx";
import { useLaw } from "../engine.ts";
import { useFactWords } from "../labels.ts";
import { Block } from "./folds.tsx";
import type { Ask } from "./missing.tsx";
import { settledNorms } from "./settled.ts";

const SHOWN = 5;

type Props = { readonly questions: Assessment["questions"]; readonly ask: Ask };

/** The questions whose answers would settle most, with what each would settle. Choosing one leads the keyboard to it. */
export function Questions({ questions, ask }: Props) {
  const t = useT();
  const [all, setAll] = useState(false);
  if (questions.length === 0) return null;
  return (
    <Block
      title="law.askNext"
      content={() => (
        <>
          <ul className="ask-list">
            {questions.slice(0, all ? questions.length : SHOWN).map((question) => (
              <li key={question.fact}>
                <QuestionItem question={question} ask={ask} />
              </li>
            ))}
          </ul>
          {questions.length > SHOWN && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              ml={8}
              aria-expanded={all}
              onClick={() => setAll(!all)}
            >
              {all ? t("law.fewerQuestions") : t("law.moreQuestions", { n: questions.length - SHOWN })}
            </Anchor>
          )}
        </>
      )}
    />
  );
}

type ItemProps = { readonly question: Question; readonly ask: Ask };

const QuestionItem = memo(function QuestionItem({ question: { fact, settles }, ask }: ItemProps) {
  const words = <QuestionWords fact={fact} settles={settles} />;
  if (ask === undefined) return <div className="ask-plain">{words}</div>;
  return (
    <button type="button" className="ask" onClick={() => ask(fact)}>
      <IconArrowRight size={14} className="ask-arrow" aria-hidden />
      {words}
    </button>
  );
});

function QuestionWords({ fact, settles }: { readonly fact: FactPath; readonly settles: readonly string[] }) {
  const t = useT();
  const { name } = useFactWords();
  const { language } = useLanguage();
  const law = useLaw();
  return (
    <span className="ask-words">
      <span className="ask-name">
        {name(fact)}
        <span className="ask-settles">{t("law.settles", { n: settles.length })}</span>
      </span>
      {law && <span className="ask-what">{settledNorms(settles, language, law)}</span>}
    </span>
  );
}
