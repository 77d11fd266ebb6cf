import type { ProposalView, ProposeInput, RegisterItems } from "@arasha/server/contract";
import { Group, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { itemsQuery } from "../api/registers.ts";
import { useT, useText } from "../i18n/language.tsx";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { uuid } from "../uuid.ts";
import { Line } from "./line.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { isEmpty, NO_TEXT, type Texts, TextsField, trimmed } from "./texts.tsx";

type Props = { readonly from: ProposalView | null; readonly close: () => void };

/** A claim in the form of the register: what was said, of whom and when, by whom, where, and whether it holds. */
export function ClaimForm(props: Props) {
  const query = useQuery(itemsQuery);
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows rows={4} height={60} />;
  return <Fields items={query.data} {...props} />;
}

const VERDICTS = ["matches", "differs", "cannot-be-checked", "not-a-valid-figure"] as const;
const NEW = "new";

function Fields({ items, from, close }: Props & { readonly items: RegisterItems }) {
  const t = useT();
  const text = useText();
  const said = from?.suggestion ?? null;
  const inHers = (words: string | undefined): Texts =>
    said && words ? { ...NO_TEXT, [said.language]: words } : NO_TEXT;
  const [statement, setStatement] = useState(() => inHers(said?.statement));
  const [printed, setPrinted] = useState(said?.figure ?? "");
  const [value, setValue] = useState("");
  const [unit, setUnit] = useState<string | null>(null);
  const [begins, setBegins] = useState("");
  const [population, setPopulation] = useState(() => inHers(said?.about));
  const [speaker, setSpeaker] = useState<string>(said ? NEW : "");
  const [speakerName, setSpeakerName] = useState(() => inHers(said?.who));
  const [title, setTitle] = useState("");
  const [url, setUrl] = useState(said?.where ?? "");
  const [day, setDay] = useState("");
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number]>("cannot-be-checked");
  const [note, setNote] = useState(NO_TEXT);
  const make = (): ProposeInput => {
    const [page, newSpeaker] = [`page-${uuid().slice(0, 8)}`, `speaker-${uuid().slice(0, 8)}`];
    const number = value.trim() === "" ? null : Number(value.replace(",", "."));
    return {
      kind: "claim",
      ...(from && { completes: from.id }),
      body: {
        claim: {
          statement: trimmed(statement),
          value: number !== null && Number.isFinite(number) ? number : value.trim() === "" ? null : value,
          ...(printed.trim() && { printed: printed.trim() }),
          ...(unit !== null && { unit }),
          period: begins.trim() === "" ? "not-stated" : { from: begins.trim() },
          population: trimmed(population),
          speaker: speaker === NEW ? newSpeaker : speaker,
          said: page,
          verdict,
          ...(!isEmpty(note) && { note: trimmed(note) }),
        },
        speakers: speaker === NEW ? [{ id: newSpeaker, name: trimmed(speakerName) }] : [],
        documents: [
          {
            id: page,
            ...(day.trim() && { date: day.trim() }),
            source: { title: title.trim(), url: url.trim(), confidence: "secondary" },
          },
        ],
      },
    };
  };
  return (
    <ProposalForm make={make} close={close}>
      {(faults) => (
        <>
          {said && <Text size="sm">{t("registers.completing")}</Text>}
          <TextsField
            label={t("registers.statement")}
            hint={t("registers.textsHint")}
            value={statement}
            onChange={setStatement}
            errors={faults.in("claim.statement")}
          />
          <Group gap="md" align="flex-end">
            <Line
              label={t("registers.printed")}
              value={printed}
              set={setPrinted}
              most={60}
              error={faults.at("claim.printed")}
            />
            <Line
              label={t("registers.value")}
              value={value}
              set={setValue}
              most={20}
              error={faults.at("claim.value")}
            />
            <Select
              label={t("registers.unit")}
              searchable
              clearable
              data={items.units.map(({ id, name }) => ({ value: id, label: text(name) }))}
              value={unit}
              onChange={setUnit}
              error={faults.at("claim.unit")}
            />
          </Group>
          <Line
            label={t("registers.period")}
            hint={t("registers.periodHint")}
            value={begins}
            set={setBegins}
            most={10}
            error={faults.at("claim.period.from")}
          />
          <TextsField
            label={t("registers.population")}
            value={population}
            onChange={setPopulation}
            errors={faults.in("claim.population")}
          />
          <Select
            label={t("registers.speaker")}
            searchable
            data={[
              { value: NEW, label: t("registers.newSpeaker") },
              ...items.speakers.map(({ id, name }) => ({ value: id, label: text(name) })),
            ]}
            value={speaker === "" ? null : speaker}
            onChange={(chosen) => setSpeaker(chosen ?? "")}
            required
            withAsterisk={false}
            error={faults.at("claim.speaker")}
          />
          {speaker === NEW && (
            <TextsField
              label={t("registers.speakerName")}
              value={speakerName}
              onChange={setSpeakerName}
              errors={faults.in("speakers.0.name")}
            />
          )}
          <Line
            label={t("registers.sourceTitle")}
            value={title}
            set={setTitle}
            most={300}
            required
            error={faults.at("documents.0.source.title")}
          />
          <Line
            label={t("registers.sourceUrl")}
            value={url}
            set={setUrl}
            most={500}
            required
            error={faults.at("documents.0.source.url")}
          />
          <Line
            label={t("registers.saidOn")}
            hint={t("registers.periodHint")}
            value={day}
            set={setDay}
            most={10}
            error={faults.at("documents.0.date")}
          />
          <Select
            label={t("registers.verdict")}
            allowDeselect={false}
            data={VERDICTS.map((one) => ({ value: one, label: t(`registers.verdict.${one}`) }))}
            value={verdict}
            onChange={(chosen) => chosen && setVerdict(chosen as typeof verdict)}
            error={faults.at("claim.verdict")}
          />
          <TextsField
            label={t("registers.note")}
            value={note}
            onChange={setNote}
            required={false}
            errors={faults.in("claim.note")}
          />
        </>
      )}
    </ProposalForm>
  );
}
