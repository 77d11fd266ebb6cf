import { type Assessment, type Explained, reasons, type Source, type Text as Texts } from "@arasha/law";
import { Text } from "@mantine/core";
import { createContext, useContext } from "react";
import { useLanguage, useText } from "../../i18n/language.tsx";
import { useLaw } from "../engine.ts";
import { Sources } from "../sources.tsx";
import type { Ask } from "./missing.tsx";
import { ReasonTree } from "./tree.tsx";

export type Reasoned = Explained & { readonly summary: Texts; readonly source: readonly Source[] };

type Props = { readonly answer: Reasoned; readonly on: string; readonly ask: Ask };

/** The assessment with its reasons, for what is unfolded. */
export const ExplainedContext = createContext<(() => Assessment) | null>(null);

/** What the norm says, why it answers as it does, and where it was read. */
export function Why({ answer, on, ask }: Props) {
  const text = useText();
  const { language } = useLanguage();
  const law = useLaw();
  const explained = useContext(ExplainedContext);
  const whole = explained && sameAnswer(explained(), answer);
  return (
    <div className="why">
      <Text size="sm">{text(answer.summary)}</Text>
      {law && whole && <ReasonTree reason={reasons(whole, on, language, law)} on={on} ask={ask} />}
      <Sources sources={answer.source} />
    </div>
  );
}

/** The same answer in the assessment that has the reasons: both are made from the same facts, in the same order. */
function sameAnswer(explained: Assessment, answer: Reasoned): Explained | undefined {
  const { offences, measures, duties, rights, unread } = explained;
  const name = identity(answer);
  const all = [...offences, ...measures, ...duties, ...rights, ...unread];
  return all.find((one) => one.norm === answer.norm && identity(one) === name);
}

/** Everything that tells one answer from another: a norm may impose several duties, a day may have two wordings. */
function identity(answer: Reasoned): string {
  const { because: _reasons, source: _source, summary: _summary, ...rest } = answer;
  return JSON.stringify(rest);
}
