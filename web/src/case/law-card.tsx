import type { FactPath } from "@arasha/law";
import type { CaseView } from "@arasha/server/contract";
import { Text } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { localDate } from "../i18n/format.ts";
import { useT } from "../i18n/language.tsx";
import { useAssessment } from "../law/engine.ts";
import { LawPanel } from "../law/panel/law-panel.tsx";

type Props = {
  readonly view: CaseView;
  readonly now: string;
  /** Opens the form for what is known of the incident at one of its questions; absent for those who may not write it. */
  readonly ask: ((fact: FactPath) => void) | undefined;
};

/** What the law answers to the facts as recorded, later and milder law included. The same panel as at intake. */
export function LawCard({ view, now, ask }: Props) {
  const t = useT();
  const { zone } = useSession().country;
  const today = localDate(now, zone);
  const answer = useAssessment(view.facts, {
    caseOpened: localDate(view.case.openedAt, zone),
    decided: today,
  });
  return (
    <section className="card" aria-label={t("case.law")}>
      <h2>{t("case.law")}</h2>
      {view.facts === null ? (
        <Text c="dimmed">{t("case.noFacts")}</Text>
      ) : (
        <LawPanel
          answer={answer}
          facts={view.facts}
          asked={(view.facts.acts ?? []).length > 0}
          channel={null}
          today={today}
          ask={ask}
        />
      )}
    </section>
  );
}
