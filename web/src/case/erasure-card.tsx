import type { CaseView } from "@arasha/server/contract";
import { Alert, Button, Text } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { formatMoment } from "../i18n/format.ts";
import { useLanguage, useT } from "../i18n/language.tsx";
import { useAgencyName, useCodeName } from "../shell/country.ts";
import { compartmentWords } from "./compartment-words.ts";
import { useEntrySentence } from "./entry-words.ts";
import { openRequests } from "./erasure.ts";
import type { FormType } from "./forms/fields.ts";

type Props = {
  readonly view: CaseView;
  readonly now: string;
  readonly start: (type: FormType, preset: Readonly<Record<string, unknown>>) => void;
};

/** What of the case was erased, when and why; what is asked to be; and whether it is held. Not there while there is nothing to say. */
export function ErasureCard({ view, now, start }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const agency = useAgencyName();
  const code = useCodeName();
  const sentence = useEntrySentence(view);
  const requests = openRequests(view);
  if (view.erasures.length + view.holds.length + requests.length === 0) return null;
  const moment = (at: string) => formatMoment(at, now, country.zone, language);
  return (
    <section className="card" aria-label={t("erasure.title")}>
      <h2>{t("erasure.title")}</h2>
      {view.erasures.map((one) => (
        <Alert key={one.seq} color="gray" mb={8}>
          {t("erasure.done", {
            moment: moment(one.at),
            what: one.record
              ? t("erasure.record")
              : one.classes.map((name) => compartmentWords(t, name)).join(", "),
            ground: code("erasureGrounds", one.ground),
          })}
        </Alert>
      ))}
      <ul className="plain-list">
        {view.holds.map((hold) => (
          <li key={hold.seq}>
            <Text size="sm">
              {t("erasure.held", {
                moment: moment(hold.since),
                agency: agency(hold.agency),
                ground: code("holdGrounds", hold.ground),
              })}
            </Text>
            {hold.agency === me.agency.id && me.mayWrite.includes("hold-lifted") && (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => start("hold-lifted", { hold: hold.seq })}
              >
                {t("do.hold-lifted")}
              </Button>
            )}
          </li>
        ))}
        {requests.map(({ asked, approved }) => (
          <li key={asked.seq}>
            <Text size="sm">
              {sentence(asked)} {t(approved ? "erasure.agreed" : "erasure.waits")}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
