import { dateInWords, type When } from "@arasha/law";
import type { ProposalView } from "@arasha/server/contract";
import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { commitmentsQuery, itemsQuery } from "../api/registers.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";

/** What is proposed, in the reader's language. */
export function Said({ proposal }: { readonly proposal: ProposalView }) {
  const t = useT();
  const text = useText();
  const items = useQuery(itemsQuery).data;
  const { judgement, claim, commitment, progress, suggestion } = proposal;
  if (commitment !== null) return <Promised commitment={commitment.commitment} />;
  if (progress !== null) return <Reported progress={progress} />;
  if (judgement !== null) {
    const { item, answers, absent } = judgement.judgement;
    const country = items?.countries.find(({ id }) => id === judgement.country);
    const treaty = country?.treaties.find(({ id }) => id === judgement.treaty);
    const asked = treaty?.items.find(({ id }) => id === item);
    const title = (norm: string | undefined) => {
      const found = country?.norms.find(({ id }) => id === norm);
      return found ? `${text(found.title)} (${norm})` : (norm ?? "");
    };
    return (
      <>
        <Text fw={600}>{[country ? text(country.name) : judgement.country, item].join(" · ")}</Text>
        {asked && <Text size="sm">{text(asked.text)}</Text>}
        {answers?.map((answer) => (
          <div key={`${answer.norm}${answer.evidence}`} className="told">
            <Text size="sm" fw={600}>
              {t(`registers.extent.${answer.extent}`)}: {title(answer.norm ?? answer.evidence)}
            </Text>
            <Text size="sm">{text(answer.why)}</Text>
            {answer.missing && (
              <Text size="sm">
                {t("registers.missing")}: {text(answer.missing)}
              </Text>
            )}
          </div>
        ))}
        {absent?.map((remark) => (
          <Text size="sm" key={text(remark.why)} className="told">
            {t("registers.open")}: {text(remark.why)}
          </Text>
        ))}
      </>
    );
  }
  if (claim !== null) {
    const said = claim.claim as {
      readonly statement?: Parameters<typeof text>[0];
      readonly population?: Parameters<typeof text>[0];
      readonly value?: number | null;
      readonly verdict?: string;
    };
    const [source] = claim.documents;
    return (
      <>
        <Text fw={600}>
          {said.statement && text(said.statement)}
          {typeof said.value === "number" && ` · ${said.value}`}
        </Text>
        {said.population && <Text size="sm">{text(said.population)}</Text>}
        {source && <PageLine source={source.source} date={source.date} />}
      </>
    );
  }
  if (suggestion === null) return <Text size="sm">{t("registers.destroyed")}</Text>;
  return (
    <>
      <p className="told" lang={suggestion.language}>
        {suggestion.statement}
      </p>
      <Text size="sm">
        {[suggestion.who, suggestion.when, suggestion.about, suggestion.figure, suggestion.unit]
          .filter((part) => part !== "")
          .join(" · ")}
      </Text>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {suggestion.where}
      </Text>
    </>
  );
}

/** What was seen of which commitment. */
function Reported({ progress }: { readonly progress: NonNullable<ProposalView["progress"]> }) {
  const t = useT();
  const text = useText();
  const day = useDay();
  const known = useQuery(commitmentsQuery).data?.commitments;
  const { commitment, report } = progress;
  const found = known?.find(({ id }) => id === commitment);
  return (
    <>
      <Text fw={600}>{found ? text(found.text) : commitment}</Text>
      <div className="told">
        <Text size="sm" fw={600}>
          {t(`registers.means.${report.means}`)} · {day(report.on)}
        </Text>
        <Text size="sm">{text(report.says)}</Text>
      </div>
      {report.sources.map((source) => (
        <PageLine key={source.url} source={source} />
      ))}
    </>
  );
}

/** Who is to do what by when, and who said so. */
function Promised(props: { readonly commitment: NonNullable<ProposalView["commitment"]>["commitment"] }) {
  const t = useT();
  const text = useText();
  const day = useDay();
  const {
    kind,
    text: what,
    owner,
    by,
    to,
    made,
    due,
    about,
    claims,
    doneWhen,
    unconfirmed,
    sources,
  } = props.commitment;
  const facts = [
    [t("registers.commitmentKind"), t(`registers.commitmentKind.${kind}`)],
    [t("registers.owner"), text(owner)],
    [t("registers.saidBy"), text(by)],
    [t("registers.saidTo"), text(to)],
    [t("registers.made"), day(made)],
    [t("registers.due"), due === "none-stated" ? t("registers.state.no-deadline") : day(due)],
    [t("registers.aboutItems"), [...about.items, ...about.norms, ...about.treaties, ...claims].join(", ")],
    [t("registers.doneWhen"), doneWhen ? Object.values(doneWhen).flat().join(", ") : ""],
    [t("registers.unconfirmed"), unconfirmed ? text(unconfirmed) : ""],
  ] as const;
  return (
    <>
      <Text fw={600}>{text(what)}</Text>
      {facts.map(
        ([name, value]) =>
          value !== "" && (
            <Text size="sm" key={name}>
              {name}: {value}
            </Text>
          ),
      )}
      {sources.map((source) => (
        <PageLine key={source.url} source={source} />
      ))}
    </>
  );
}

type PageRead = { readonly title: string; readonly url?: string };

function PageLine({ source, date }: { readonly source: PageRead; readonly date?: string | undefined }) {
  return (
    <Text size="sm">
      {source.url !== undefined && /^https?:/.test(source.url) ? (
        <Anchor href={source.url} target="_blank" rel="noreferrer" inherit>
          {source.title}
        </Anchor>
      ) : (
        source.title
      )}
      {date && ` · ${date}`}
    </Text>
  );
}

/** A day in words, a month or a year as it was given, or the days between which it lies. */
function useDay(): (when: When) => string {
  const { language } = useLanguage();
  return (when) =>
    typeof when === "string"
      ? when.length === 10
        ? dateInWords(when, language)
        : when
      : `${dateInWords(when.earliest, language)} – ${dateInWords(when.latest, language)}`;
}
