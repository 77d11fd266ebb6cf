import { dateInWords } from "@arasha/law";
import type { CaseView } from "@arasha/server/contract";
import { Alert, Button, Group, Text } from "@mantine/core";
import { useSession } from "../api/queries.ts";
import { localDate } from "../i18n/format.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import type { Language } from "../i18n/translate.ts";
import { askedAnew } from "../intake/opening.tsx";
import { codesOf } from "../shell/country.ts";
import type { FormType } from "./forms/fields.ts";
import { Withheld } from "./withheld.tsx";

type Props = {
  readonly view: CaseView;
  readonly now: string;
  readonly start: (type: FormType, preset: Readonly<Record<string, unknown>>) => void;
};
type Agreed = NonNullable<CaseView["safeContact"]>;

/** How she may be reached, whether that still holds, and what anybody who reaches her has to ask. */
export function ReachCard({ view, now, start }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { me, country } = useSession();
  const { safeContact } = view;
  const until = askedAnew(localDate(now, country.zone), country.zone);
  const may = (type: FormType) => me.mayWrite.includes(type);
  const withheld = view.entries.find(({ seq }) => seq === safeContact?.seq)?.withheld ?? [];
  return (
    <section className="card" aria-label={t("reach.title")}>
      <h2>{t("reach.title")}</h2>
      {safeContact === null ? <Text size="sm">{t("reach.none")}</Text> : <Rule agreed={safeContact} />}
      <Withheld classes={withheld} />
      <Group gap={8} mt={8}>
        {may("contact-tried") && safeContact !== null && safeContact.endedAt === null && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => start("contact-tried", { agreement: safeContact.seq })}
          >
            {t("do.contact-tried")}
          </Button>
        )}
        {may("safe-contact-agreed") && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() =>
              start("safe-contact-agreed", { until, ...(safeContact === null && firstOf(language)) })
            }
          >
            {t(safeContact === null ? "do.safe-contact-agreed" : "reach.anew")}
          </Button>
        )}
        {may("safe-contact-withdrawn") && safeContact !== null && safeContact.endedAt === null && (
          <Button variant="subtle" size="compact-sm" onClick={() => start("safe-contact-withdrawn", {})}>
            {t("do.safe-contact-withdrawn")}
          </Button>
        )}
      </Group>
    </section>
  );
}

function firstOf(language: Language) {
  return { language, hours: [], says: { kind: "nothing" } };
}

function Rule({ agreed }: { readonly agreed: Agreed }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const { country } = useSession();
  const day = (at: string) => dateInWords(localDate(at, country.zone), language);
  const { channel, says, hours } = agreed;
  const disguise =
    says.kind === "disguise"
      ? codesOf(country, "disguises").find(({ id }) => id === says.disguise)
      : undefined;
  return (
    <>
      {agreed.endedAt !== null && (
        <Alert color="red">{t("reach.ended", { date: day(agreed.endedAt) })}</Alert>
      )}
      {agreed.endedAt === null && agreed.forcedSince && <Alert color="red">{t("reach.forced")}</Alert>}
      {agreed.endedAt === null && agreed.until !== null && !agreed.holds && (
        <Alert color="amber">{t("reach.expired", { date: day(agreed.until) })}</Alert>
      )}
      <Text fw={600}>{t(`safeContact.${channel}`)}</Text>
      {channel !== "none" && (
        <ul className="plain-list">
          {agreed.to && <li>{agreed.to}</li>}
          {hours.map(({ days, from, to }) => (
            <li key={`${days.join()} ${from}`}>
              {days.map((one) => t(`day.${one as 1}`)).join(", ")}: {from}–{to}
            </li>
          ))}
          {hours.length === 0 && <li>{t("reach.noHours")}</li>}
          {channel === "call" && (
            <li>
              {t(`reach.answers.${agreed.answers}`)};{" "}
              {t(agreed.voicemail ? "reach.mayVoicemail" : "reach.noVoicemail")}
            </li>
          )}
          {(channel === "sms" || channel === "e-mail") && (
            <li>
              {disguise ? t("reach.looksLike", { name: text(disguise.name) }) : t(`reach.says.${says.kind}`)}
              {agreed.codeWord && `: ${agreed.codeWord}`}
            </li>
          )}
        </ul>
      )}
      {agreed.note && <Text size="sm">{agreed.note}</Text>}
      {agreed.holds && agreed.until !== null && (
        <Text size="sm" c="dimmed">
          {t("reach.holds", { date: day(agreed.until) })}
        </Text>
      )}
    </>
  );
}
