import type { ProposeInput, RegisterItems } from "@arasha/server/contract";
import { MultiSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { itemsQuery } from "../api/registers.ts";
import { useT, useText } from "../i18n/language.tsx";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { CountrySelect } from "./country-select.tsx";
import { Line } from "./line.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { NO_PAGE, SourceFields } from "./source-fields.tsx";
import { isEmpty, NO_TEXT, TextsField, trimmed } from "./texts.tsx";

/** A commitment: who said to whom that who is to do what by when, and where that can be read. */
export function CommitmentForm({ close }: { readonly close: () => void }) {
  const query = useQuery(itemsQuery);
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows rows={4} height={60} />;
  return <Fields items={query.data} close={close} />;
}

const KINDS = ["plan", "announcement", "recommendation"] as const;
/** Of a long list, how many are shown before a word narrows it. */
const SHOWN = 60;

function Fields({ items, close }: { readonly items: RegisterItems; readonly close: () => void }) {
  const t = useT();
  const text = useText();
  const [countryId, setCountry] = useState(items.countries[0]?.id ?? "");
  const country = items.countries.find(({ id }) => id === countryId) ?? items.countries[0];
  const [kind, setKind] = useState<(typeof KINDS)[number]>("announcement");
  const [what, setWhat] = useState(NO_TEXT);
  const [owner, setOwner] = useState(NO_TEXT);
  const [by, setBy] = useState(NO_TEXT);
  const [to, setTo] = useState(NO_TEXT);
  const [made, setMade] = useState("");
  const [due, setDue] = useState("");
  const [about, setAbout] = useState<readonly string[]>([]);
  const [norms, setNorms] = useState<readonly string[]>([]);
  const [unconfirmed, setUnconfirmed] = useState(NO_TEXT);
  const [source, setSource] = useState(NO_PAGE);
  const make = (): ProposeInput => ({
    kind: "commitment",
    body: {
      country: country?.id ?? "",
      commitment: {
        kind,
        text: trimmed(what),
        owner: trimmed(owner),
        by: trimmed(by),
        to: trimmed(to),
        made: made.trim(),
        due: due.trim() === "" ? "none-stated" : due.trim(),
        about: { items: [...about], norms: [...norms] },
        ...(!isEmpty(unconfirmed) && { unconfirmed: trimmed(unconfirmed) }),
        sources: [{ ...source, title: source.title.trim(), url: source.url.trim() }],
      },
    },
  });
  return (
    <ProposalForm make={make} close={close}>
      {(faults) => (
        <>
          <CountrySelect
            countries={items.countries}
            value={country?.id ?? null}
            onChange={(value) => {
              setCountry(value);
              setNorms([]);
            }}
            error={faults.at("body.country")}
          />
          <Select
            label={t("registers.commitmentKind")}
            allowDeselect={false}
            data={KINDS.map((one) => ({ value: one, label: t(`registers.commitmentKind.${one}`) }))}
            value={kind}
            onChange={(one) => one && setKind(one as typeof kind)}
            error={faults.at("commitment.kind")}
          />
          <TextsField
            label={t("registers.toDo")}
            hint={t("registers.textsHint")}
            value={what}
            onChange={setWhat}
            errors={faults.in("commitment.text")}
          />
          <TextsField
            label={t("registers.owner")}
            hint={t("registers.ownerHint")}
            value={owner}
            onChange={setOwner}
            errors={faults.in("commitment.owner")}
          />
          <TextsField
            label={t("registers.saidBy")}
            value={by}
            onChange={setBy}
            errors={faults.in("commitment.by")}
          />
          <TextsField
            label={t("registers.saidTo")}
            value={to}
            onChange={setTo}
            errors={faults.in("commitment.to")}
          />
          <Line
            label={t("registers.made")}
            hint={t("registers.madeHint")}
            value={made}
            set={setMade}
            most={10}
            required
            error={faults.at("commitment.made")}
          />
          <Line
            label={t("registers.due")}
            hint={t("registers.periodHint")}
            value={due}
            set={setDue}
            most={10}
            error={faults.at("commitment.due")}
          />
          <MultiSelect
            label={t("registers.aboutItems")}
            description={t("registers.aboutHint")}
            searchable
            limit={SHOWN}
            nothingFoundMessage={t("registers.nothingFound")}
            data={
              country?.treaties.flatMap((treaty) =>
                treaty.items.map((one) => ({ value: one.id, label: `${one.id} · ${text(one.text)}` })),
              ) ?? []
            }
            value={[...about]}
            onChange={setAbout}
            error={faults.at("commitment.about.items.0")}
          />
          <MultiSelect
            label={t("registers.aboutNorms")}
            searchable
            limit={SHOWN}
            nothingFoundMessage={t("registers.nothingFound")}
            data={
              country?.norms.map(({ id, title }) => ({ value: id, label: `${text(title)} (${id})` })) ?? []
            }
            value={[...norms]}
            onChange={setNorms}
            error={faults.at("commitment.about.norms.0")}
          />
          <TextsField
            label={t("registers.unconfirmed")}
            value={unconfirmed}
            onChange={setUnconfirmed}
            required={false}
            errors={faults.in("commitment.unconfirmed")}
          />
          <SourceFields value={source} onChange={setSource} path="commitment.sources.0" faults={faults} />
        </>
      )}
    </ProposalForm>
  );
}
