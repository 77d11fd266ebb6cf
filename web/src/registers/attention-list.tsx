import { dateInWords } from "@arasha/law";
import type { RegisterCommitments } from "@arasha/server/contract";
import { Anchor, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock, IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../api/queries.ts";
import { commitmentsQuery } from "../api/registers.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { Failing, LoadingRows } from "../shell/states.tsx";
import "../styles/registers.css";

/** What is overdue or soon due, as it stands on the public pages: the same that those who gave an address are written to about. */
export function AttentionList() {
  const t = useT();
  const { language } = useLanguage();
  const { publicOrigin } = useSession().me;
  const query = useQuery(commitmentsQuery);
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows rows={1} height={120} />;
  const near = query.data.commitments.filter(({ attention }) => attention);
  const pageOf = (path: string) => `${publicOrigin ?? ""}${path}?lang=${language}`;
  return (
    <section className="card attention" aria-labelledby="attention">
      <h2 id="attention">{t("registers.attention")}</h2>
      {near.length === 0 ? (
        <Text size="sm">{t("registers.attentionNone")}</Text>
      ) : (
        <ul className="plain-list">
          {near.map((one) => (
            <Item key={one.id} commitment={one} page={pageOf(`/commitments/${one.id}`)} />
          ))}
        </ul>
      )}
      <Anchor size="sm" href={pageOf("/commitments")} target="_blank" rel="noreferrer noopener">
        {t("registers.allCommitments")} <IconExternalLink size={13} aria-hidden />
      </Anchor>
    </section>
  );
}

type ItemProps = {
  readonly commitment: RegisterCommitments["commitments"][number];
  readonly page: string;
};

function Item({ commitment: { text: what, owner, due, daysLeft }, page }: ItemProps) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  const days = daysLeft ?? 0;
  const late = days < 0;
  return (
    <li>
      <Anchor size="sm" href={page} target="_blank" rel="noreferrer noopener">
        {text(what)}
      </Anchor>
      <Text size="sm" c="dimmed">
        <span className={late ? "late" : "soon"}>
          {late ? <IconAlertTriangle size={14} aria-hidden /> : <IconClock size={14} aria-hidden />}{" "}
          {t(late ? "registers.daysLate" : "registers.daysLeft", { days: Math.abs(days) })}
        </span>
        {due !== null && ` · ${t("registers.dueOn", { date: dateInWords(due, language) })}`}
        {` · ${text(owner)}`}
      </Text>
    </li>
  );
}
