import { dateInWords } from "@arasha/law";
import type { CaseView } from "@arasha/server/contract";
import { Button, Group, Text } from "@mantine/core";
import { useCallback } from "react";
import { useSession } from "../api/queries.ts";
import { BreakGlass } from "../glass/break-glass.tsx";
import { isOpenTo } from "../glass/standing.ts";
import { formatMoment, localDate } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { isMessageKey, type Translate } from "../i18n/translate.ts";
import { useAgencyName } from "../shell/country.ts";
import { compartmentWords } from "./compartment-words.ts";
import type { FormType } from "./forms/fields.ts";
import { childWords, personWords } from "./use-children.ts";

type Grant = CaseView["grants"][number];
type Props = {
  readonly view: CaseView;
  readonly now: string;
  readonly start: (type: FormType, preset: Readonly<Record<string, unknown>>) => void;
};

/** Who takes part in the case, on what ground, and what of it each may read until when: hers to change at any time. */
export function WhoReads({ view, now, start }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const agency = useAgencyName();
  const may = (type: FormType) =>
    me.mayWrite.includes(type) && view.case.status === "open" && isOpenTo(view, me.agency.id, type);
  const closed = view.entries.some(({ withheld }) => withheld.length > 0);
  return (
    <section className="card who-reads" aria-label={t("whoReads.title")}>
      <h2>{t("whoReads.title")}</h2>
      {view.limits !== "said" && (
        <Text size="sm" mb={6}>
          {t(view.limits === null ? "case.limits.none" : `limits.done.${view.limits}`)}
        </Text>
      )}
      <ul className="plain-list">
        {view.participants.map((participant) => {
          const grants = view.grants.filter((grant) => grant.agency === participant.agency);
          const mine = participant.agency === me.agency.id;
          const wrote = view.entries.some((entry) => entry.agency === participant.agency);
          return (
            <li key={participant.agency}>
              <Text fw={600}>{agency(participant.agency)}</Text>
              <Text size="sm" c="dimmed">
                {t("case.seesSince", {
                  moment: formatMoment(participant.since, now, country.zone, language),
                  ground:
                    participant.ground === "report"
                      ? t("whoReads.report")
                      : groundWords(t, participant.ground),
                })}
              </Text>
              {wrote && <Text size="sm">{t("whoReads.own")}</Text>}
              {grants.length === 0 && !wrote && <Text size="sm">{t("whoReads.coded")}</Text>}
              {grants.map((grant) => (
                <GrantItem
                  key={grant.seq}
                  view={view}
                  grant={grant}
                  takeBack={
                    grant.ground === "consent" && may("consent-withdrawn")
                      ? () => start("consent-withdrawn", { consent: grant.seq, language })
                      : null
                  }
                />
              ))}
              {!mine && may("consent-given") && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() =>
                    start("consent-given", { agency: participant.agency, language, method: "spoken" })
                  }
                >
                  {t("whoReads.more")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {view.closedTo.length > 0 && (
        <Text size="sm" mt={6}>
          {t("whoReads.closedTo", { agencies: view.closedTo.map(agency).join(", ") })}
        </Text>
      )}
      {closed && view.glass === null && <BreakGlass code={view.case.code} />}
    </section>
  );
}

function GrantItem({
  view,
  grant,
  takeBack,
}: {
  readonly view: CaseView;
  readonly grant: Grant;
  readonly takeBack: (() => void) | null;
}) {
  const t = useT();
  const { language } = useLanguage();
  const { zone } = useSession().country;
  const nameOf = (id: string) => {
    const child = view.children.find((one) => one.id === id);
    return child ? childWords(t, view, child) : id;
  };
  return (
    <Group gap={8} justify="space-between" wrap="nowrap" align="flex-start">
      <Text size="sm">
        {grant.classes
          .map((name) => (name.startsWith("child/") ? nameOf(name.slice(6)) : compartmentWords(t, name)))
          .join(", ")}
        {grant.until !== null && (
          <Text span c="dimmed">
            {" · "}
            {t("whoReads.until", { date: dateInWords(localDate(grant.until, zone), language) })}
          </Text>
        )}
        {grant.children.map(({ child, by, assent, comesOfAge }) => (
          <Text key={child} span size="sm" c="dimmed" display="block">
            {t("whoReads.agreed", {
              child: nameOf(child),
              by: by === "self" || by === "stand-in" ? t(`child.by.${by}`) : personWords(t, view, by),
              word: t(`child.word.${assent as "given" | "refused" | "not-asked"}`),
            })}
            {comesOfAge && ` ${t("whoReads.comesOfAge")}`}
          </Text>
        ))}
      </Text>
      {takeBack && (
        <Button variant="subtle" size="compact-sm" onClick={takeBack} style={{ flexShrink: 0 }}>
          {t("whoReads.takeBack")}
        </Button>
      )}
    </Group>
  );
}

/** A grant in one line, to choose among several. */
export function useGrantWords(): (grant: Grant) => string {
  const t = useT();
  const agency = useAgencyName();
  return useCallback(
    (grant) =>
      `${agency(grant.agency)}: ${grant.classes.map((name) => compartmentWords(t, name)).join(", ")}`,
    [t, agency],
  );
}

export function groundWords(t: Translate, ground: string): string {
  const key = `participant.${ground}`;
  return isMessageKey(key) ? t(key) : ground;
}
