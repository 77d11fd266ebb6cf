import { dateInWords, type OffenceAnswer, type SanctionLimit, type SanctionOnDay } from "@arasha/law";
import { Text, VisuallyHidden } from "@mantine/core";
import { IconBan, IconCheck, IconQuestionMark } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useLanguage, useT } from "../../i18n/language.tsx";
import { useBodyName } from "../bodies.ts";
import { useLaw } from "../engine.ts";
import { NormMark } from "../norm-mark.tsx";
import { sanctionWords } from "../norm-words.ts";

type Props = { readonly answer: OffenceAnswer; readonly on: string };

/** What the article threatens and whether it can be imposed; then until when, by whom, and what sets it going or ends it. */
export function PenaltyAndProcedure({ answer, on }: Props) {
  const t = useT();
  return (
    <div className="procedure">
      <h4>{t("penalty.title")}</h4>
      {answer.sanctions === "unknown" ? (
        <Text size="sm">{t("law.sanctionUnknown")}</Text>
      ) : (
        <ul className="penalties">
          {answer.sanctions.map((sanction) => (
            <Penalty key={JSON.stringify(sanction)} sanction={sanction} on={on} />
          ))}
        </ul>
      )}
      <dl className="facts-of">
        {answer.gravity !== null && <Row term={t("procedure.gravity")}>{t(`gravity.${answer.gravity}`)}</Row>}
        <Row term={t("procedure.limitation")}>
          <LimitationWords answer={answer} on={on} />
        </Row>
        <Competent answer={answer} on={on} />
        <Row term={t("procedure.begins")}>
          {t(`prosecution.${answer.prosecution.mode}` as "prosecution.public")}{" "}
          <Mark norm={answer.prosecution.norm} on={on} />
        </Row>
        <Row term={t("procedure.reconciliation")}>
          <Reconciliation answer={answer} on={on} />
        </Row>
      </dl>
    </div>
  );
}

const LOOK = {
  yes: { Icon: IconCheck, words: "penalty.yes" },
  no: { Icon: IconBan, words: "penalty.no" },
  unknown: { Icon: IconQuestionMark, words: "penalty.unknown" },
} as const;

/** One penalty as it stands. That it can be imposed is said by its mark alone; anything else in words too. */
function Penalty({ sanction, on }: { readonly sanction: SanctionOnDay; readonly on: string }) {
  const t = useT();
  const { language } = useLanguage();
  const currency = useLaw()?.pack.currency ?? "";
  const { Icon, words } = LOOK[sanction.imposable];
  const size = sanctionWords(sanction, currency, language, t);
  return (
    <li className="penalty" data-imposable={sanction.imposable}>
      <Icon size={15} className="line-mark" aria-hidden />
      <div>
        <span className="penalty-size">{sanction.additional ? t("penalty.besides", { size }) : size}</span>
        {sanction.imposable === "yes" ? (
          <VisuallyHidden>: {t(words)}</VisuallyHidden>
        ) : (
          <span className="penalty-why">
            {t(words)}:{" "}
            {sanction.limits.map((limit) => (
              <LimitWords key={`${limit.why} ${limit.norm}`} limit={limit} on={on} />
            ))}
          </span>
        )}
      </div>
    </li>
  );
}

function LimitWords({ limit, on }: { readonly limit: SanctionLimit; readonly on: string }) {
  const t = useT();
  return (
    <span className="limit">
      {t(`limit.${limit.why}.${limit.truth === "yes" ? "yes" : "unknown"}`)}{" "}
      <NormMark norm={limit.norm} on={on} />
    </span>
  );
}

function LimitationWords({ answer: { limitation }, on }: Props) {
  const t = useT();
  const { language } = useLanguage();
  if (limitation.kind === "unknown") return t("limitation.unknown");
  return (
    <>
      {limitation.kind === "never"
        ? t("limitation.never")
        : t("limitation.until", { date: dateInWords(limitation.until, language) })}{" "}
      <NormMark norm={limitation.norm} on={on} />
    </>
  );
}

function Competent({ answer: { competent }, on }: Props) {
  const t = useT();
  const body = useBodyName();
  if (competent === "unknown") return <Row term={t("procedure.competent")}>{t("state.unknown")}</Row>;
  const named = (bodies: readonly string[]) => bodies.map(body).join(", ");
  return (
    <Row term={t("procedure.competent")}>
      {t("procedure.preparesDecides", {
        prepares: named(competent.prepares),
        decides: named(competent.decides),
      })}{" "}
      {competent.norms.map((norm) => (
        <Mark key={norm} norm={norm} on={on} />
      ))}
    </Row>
  );
}

function Reconciliation({ answer: { reconciliation }, on }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const { effect, barred, norm, note } = reconciliation;
  const ends = effect === "ends" || effect === "may-release";
  return (
    <>
      {t(`reconciliation.${effect}` as "reconciliation.ends")}
      {ends && barred !== "no" && ` ${t(`reconciliation.barred.${barred}`)}`} <Mark norm={norm} on={on} />
      {note && <Text size="xs">{note[language]}</Text>}
    </>
  );
}

function Mark({ norm, on }: { readonly norm: string | undefined; readonly on: string }) {
  const [id, part] = norm?.split("#") ?? [];
  return id === undefined ? null : <NormMark norm={id} part={part ?? null} on={on} />;
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
