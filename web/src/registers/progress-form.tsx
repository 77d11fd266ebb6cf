import { dateInWords } from "@arasha/law";
import type { RegisterCommitments } from "@arasha/server/contract";
import { Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { commitmentsQuery } from "../api/registers.ts";
import { useLanguage, useT, useText } from "../i18n/language.tsx";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { Line } from "./line.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { NO_PAGE, SourceFields } from "./source-fields.tsx";
import { NO_TEXT, TextsField, trimmed } from "./texts.tsx";

/** What was seen of a commitment: on which day, what it means for it, and where it can be read. */
export function ProgressForm({ close }: { readonly close: () => void }) {
  const query = useQuery(commitmentsQuery);
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows rows={4} height={60} />;
  return <Fields commitments={query.data.commitments} close={close} />;
}

const MEANS = ["progress", "fulfilled", "withdrawn"] as const;
type Listed = RegisterCommitments["commitments"][number];

function Fields(props: { readonly commitments: readonly Listed[]; readonly close: () => void }) {
  const { commitments, close } = props;
  const t = useT();
  const text = useText();
  const [id, setId] = useState<string | null>(null);
  const [on, setOn] = useState("");
  const [means, setMeans] = useState<(typeof MEANS)[number]>("progress");
  const [says, setSays] = useState(NO_TEXT);
  const [source, setSource] = useState(NO_PAGE);
  const chosen = commitments.find((one) => one.id === id);
  return (
    <ProposalForm
      close={close}
      make={() => ({
        kind: "progress",
        body: {
          commitment: id ?? "",
          report: {
            on: on.trim(),
            means,
            says: trimmed(says),
            sources: [{ ...source, title: source.title.trim(), url: source.url.trim() }],
          },
        },
      })}
    >
      {(faults) => (
        <>
          <Select
            label={t("registers.commitment")}
            description={t("registers.commitmentHint")}
            searchable
            nothingFoundMessage={t("registers.nothingFound")}
            data={commitments.map((one) => ({
              value: one.id,
              label: `${text(one.text)} · ${t(`registers.state.${one.state}`)}`,
            }))}
            value={id}
            onChange={setId}
            required
            withAsterisk={false}
            error={faults.at("body.commitment")}
          />
          {chosen && <Standing commitment={chosen} />}
          <Line
            label={t("registers.seenOn")}
            hint={t("registers.seenOnHint")}
            value={on}
            set={setOn}
            most={10}
            required
            error={faults.at("report.on")}
          />
          <Select
            label={t("registers.means")}
            description={chosen?.told ? t("registers.told") : undefined}
            allowDeselect={false}
            data={MEANS.map((one) => ({ value: one, label: t(`registers.means.${one}`) }))}
            value={means}
            onChange={(one) => one && setMeans(one as typeof means)}
            error={faults.at("report.means")}
          />
          <TextsField
            label={t("registers.seen")}
            hint={t("registers.textsHint")}
            value={says}
            onChange={setSays}
            errors={faults.in("report.says")}
          />
          <SourceFields value={source} onChange={setSource} path="report.sources.0" faults={faults} />
        </>
      )}
    </ProposalForm>
  );
}

/** The commitment chosen, whole: the list may have cut it short. */
function Standing({ commitment: { text: what, owner, state, due } }: { readonly commitment: Listed }) {
  const t = useT();
  const text = useText();
  const { language } = useLanguage();
  return (
    <div className="told">
      <Text size="sm">{text(what)}</Text>
      <Text size="sm" c="dimmed">
        {[
          text(owner),
          t(`registers.state.${state}`),
          ...(due === null ? [] : [t("registers.dueOn", { date: dateInWords(due, language) })]),
        ].join(" · ")}
      </Text>
    </div>
  );
}
