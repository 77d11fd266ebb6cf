import type { ProposeInput, RegisterItems } from "@arasha/server/contract";
import { Group, MultiSelect, Select, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSession } from "../api/queries.ts";
import { itemsQuery } from "../api/registers.ts";
import { useT, useText } from "../i18n/language.tsx";
import { translate } from "../i18n/translate.ts";
import { Failing, LoadingRows } from "../shell/states.tsx";
import { CountrySelect } from "./country-select.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { NO_TEXT, TextsField, trimmed } from "./texts.tsx";

/** A judgement: which norm answers which item of a treaty, how far, why, and what it lacks. */
export function JudgementForm({ close }: { readonly close: () => void }) {
  const query = useQuery(itemsQuery);
  if (query.error) return <Failing error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows rows={4} height={60} />;
  return <Fields items={query.data} close={close} />;
}

const SURENESS = ["official", "secondary"] as const;

function Fields({ items, close }: { readonly items: RegisterItems; readonly close: () => void }) {
  const t = useT();
  const text = useText();
  const today = useToday();
  const [countryId, setCountry] = useState(items.countries[0]?.id ?? "");
  const country = items.countries.find(({ id }) => id === countryId) ?? items.countries[0];
  const [treatyId, setTreaty] = useState("");
  const treaty = country?.treaties.find(({ id }) => id === treatyId) ?? country?.treaties[0];
  const [itemId, setItem] = useState<string | null>(null);
  const item = treaty?.items.find(({ id }) => id === itemId);
  const [norm, setNorm] = useState<string | null>(null);
  const [extent, setExtent] = useState<"full" | "partial">("partial");
  const [points, setPoints] = useState<readonly string[]>([]);
  const [sure, setSure] = useState<(typeof SURENESS)[number]>("official");
  const [since, setSince] = useState(today);
  const [why, setWhy] = useState(NO_TEXT);
  const [missing, setMissing] = useState(NO_TEXT);
  const [rest, setRest] = useState(NO_TEXT);
  const all = item?.tests.map(({ id }) => id) ?? [];
  const left = points.length === 0 ? [] : all.filter((id) => !points.includes(id));
  const make = (): ProposeInput => ({
    kind: "judgement",
    body: {
      country: country?.id ?? "",
      treaty: treaty?.id ?? "",
      judgement: {
        item: itemId ?? "",
        confidence: sure,
        answers: [
          {
            norm: norm ?? "",
            extent,
            why: trimmed(why),
            ...(points.length > 0 && { tests: [...points] }),
            ...(extent === "partial" && { missing: trimmed(missing) }),
          },
        ],
        ...(left.length > 0 && { absent: [{ tests: left, why: trimmed(rest) }] }),
        silent: [
          {
            until: since,
            why: {
              kk: translate("kk", "registers.silent", { date: since }),
              ru: translate("ru", "registers.silent", { date: since }),
              en: translate("en", "registers.silent", { date: since }),
            },
          },
        ],
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
              setNorm(null);
            }}
          />
          {(country?.treaties.length ?? 0) > 1 && (
            <Select
              label={t("registers.treaty")}
              allowDeselect={false}
              data={country?.treaties.map(({ id, title }) => ({ value: id, label: text(title) })) ?? []}
              value={treaty?.id ?? null}
              onChange={(value) => {
                if (value === null) return;
                setTreaty(value);
                setItem(null);
                setPoints([]);
              }}
            />
          )}
          <Select
            label={t("registers.item")}
            description={t("registers.itemHint")}
            searchable
            limit={60}
            data={
              treaty?.items
                .filter(({ answeredBy }) => answeredBy === "law")
                .map((one) => ({ value: one.id, label: `${one.id} · ${text(one.text)}` })) ?? []
            }
            value={itemId}
            error={faults.at("judgement.item")}
            onChange={(value) => {
              setItem(value);
              setPoints([]);
            }}
            required
            withAsterisk={false}
          />
          {item && <Text size="sm">{text(item.text)}</Text>}
          <Select
            label={t("registers.norm")}
            searchable
            limit={60}
            data={
              country?.norms.map(({ id, title }) => ({ value: id, label: `${text(title)} (${id})` })) ?? []
            }
            value={norm}
            error={faults.at("answers.0.norm")}
            onChange={setNorm}
            required
            withAsterisk={false}
          />
          {item && item.tests.length > 0 && (
            <MultiSelect
              label={t("registers.points")}
              description={t("registers.pointsHint")}
              data={item.tests.map(({ id, asks }) => ({ value: id, label: text(asks) }))}
              value={[...points]}
              error={faults.at("answers.0.tests")}
              onChange={setPoints}
            />
          )}
          <Select
            label={t("registers.extent")}
            allowDeselect={false}
            data={(["full", "partial"] as const).map((value) => ({
              value,
              label: t(`registers.extent.${value}`),
            }))}
            value={extent}
            onChange={(value) => value && setExtent(value as typeof extent)}
          />
          <TextsField
            label={t("registers.why")}
            hint={t("registers.textsHint")}
            value={why}
            onChange={setWhy}
            errors={faults.in("answers.0.why")}
          />
          {extent === "partial" && (
            <TextsField
              label={t("registers.missing")}
              value={missing}
              onChange={setMissing}
              errors={faults.in("answers.0.missing")}
            />
          )}
          {left.length > 0 && (
            <TextsField
              label={t("registers.rest")}
              value={rest}
              onChange={setRest}
              errors={faults.in("absent.0.why")}
            />
          )}
          <Group gap="md" align="flex-end">
            <TextInput
              type="date"
              label={t("registers.since")}
              value={since}
              onChange={(event) => setSince(event.currentTarget.value)}
              error={faults.at("silent.0.until")}
              required
              withAsterisk={false}
            />
            <Select
              label={t("registers.sure")}
              allowDeselect={false}
              data={SURENESS.map((value) => ({ value, label: t(`registers.sure.${value}`) }))}
              value={sure}
              onChange={(value) => value && setSure(value as typeof sure)}
            />
          </Group>
        </>
      )}
    </ProposalForm>
  );
}

function useToday(): string {
  const { zone } = useSession().country;
  return Temporal.Now.zonedDateTimeISO(zone).toPlainDate().toString();
}
