import { dateInWords, type Facts, type Law, type OffenceAnswer } from "@arasha/law";
import { Select, Text, TextInput } from "@mantine/core";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useLanguage, useT, useText } from "../../i18n/language.tsx";
import { useLaw } from "../engine.ts";
import { NormMark } from "../norm-mark.tsx";
import { sanctionWords } from "../norm-words.ts";
import { type BreakDay, breakDays, compared, type Difference, standing } from "./compared.ts";

type Props = { readonly facts: Facts; readonly on: string; readonly today: string };

/** The same incident under the law of any other day: what that law adds, drops and changes, side by side. */
export function Comparison({ facts, on, today }: Props) {
  const t = useT();
  const { language } = useLanguage();
  const law = useLaw();
  const [other, setOther] = useState("");
  // The fields answer at once; the two columns follow.
  const shown = useDeferredValue(facts);
  if (!law) return null;
  return (
    <div className="comparison">
      <Text size="sm" c="dimmed">
        {t("compare.hint", { date: dateInWords(on, language) })}
      </Text>
      <div className="compare-day">
        <TextInput
          type="date"
          label={t("compare.day")}
          value={other}
          min={law.pack.coversFrom}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
        <BreakSelect law={law} facts={shown} on={on} today={today} value={other} onChange={setOther} />
      </div>
      {other !== "" && <Differences law={law} facts={shown} on={on} other={other} />}
    </div>
  );
}

type SelectProps = Props & {
  readonly law: Law;
  readonly value: string;
  readonly onChange: (date: string) => void;
};

/** The days on which the law changed; those that change this answer first. */
function BreakSelect({ law, facts, on, today, value, onChange }: SelectProps) {
  const t = useT();
  const { language } = useLanguage();
  const days = useMemo(() => breakDays(law), [law]);
  const changing = useChanging(law, facts, on, days);
  const label = ({ date, amendments }: BreakDay) => {
    const acts = amendments.map((id) => law.amendments.get(id)?.title[language] ?? id);
    return { value: date, label: `${dateInWords(date, language)}: ${acts.join("; ")}` };
  };
  const first =
    on === today ? [] : [{ value: today, label: t("compare.today", { date: dateInWords(today, language) }) }];
  const own = days.filter(({ date }) => changing.has(date) && date !== today);
  const rest = days.filter(({ date }) => !changing.has(date) && date !== today);
  return (
    <Select
      label={t("compare.break")}
      placeholder={t("compare.breakHint")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("action.remove") }}
      nothingFoundMessage={t("compare.noDay")}
      data={[
        ...first,
        { group: t("compare.changing", { n: own.length }), items: own.map(label) },
        { group: t("compare.others"), items: rest.map(label) },
      ].filter((one) => !("items" in one) || one.items.length > 0)}
      value={
        first.some((one) => one.value === value) || days.some(({ date }) => date === value) ? value : null
      }
      onChange={(date) => onChange(date ?? "")}
    />
  );
}

/** So long the engine may be asked before the page gets its turn. */
const SLICE_MS = 6;

/** Which of the days change the answer, worked out a few at a time so that typing is never kept waiting. */
function useChanging(law: Law, facts: Facts, on: string, days: readonly BreakDay[]): ReadonlySet<string> {
  const [changing, setChanging] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const found = new Set<string>();
    const own = standing(law, facts, on);
    let next = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = () => {
      const began = performance.now();
      while (next < days.length && performance.now() - began < SLICE_MS) {
        const { date } = days[next++] as BreakDay;
        if (standing(law, facts, date) !== own) found.add(date);
      }
      if (next < days.length) timer = setTimeout(work, 0);
      else setChanging(found);
    };
    timer = setTimeout(work, 0);
    return () => clearTimeout(timer);
  }, [law, facts, on, days]);
  return changing;
}

type DifferencesProps = Omit<Props, "today"> & { readonly law: Law; readonly other: string };

function Differences({ law, facts, on, other }: DifferencesProps) {
  const t = useT();
  const { language } = useLanguage();
  const result = useMemo(() => compared(law, facts, on, other), [law, facts, on, other]);
  if (result.state === "refused") {
    return (
      <Text role="status" size="sm">
        {result.code === "before-coverage"
          ? t("law.beforeCoverage", { date: dateInWords(result.coversFrom, language) })
          : t("compare.noDay")}
      </Text>
    );
  }
  const { differences } = result;
  const count = (change: Difference["change"]) => differences.filter((one) => one.change === change).length;
  if (differences.length === 0) {
    return (
      <Text role="status" size="sm">
        {t("compare.same", { date: dateInWords(other, language) })}
      </Text>
    );
  }
  return (
    <>
      <Text role="status" size="sm">
        {t("compare.summary", {
          gained: count("gained"),
          lost: count("lost"),
          changed: count("changed"),
          date: dateInWords(other, language),
        })}
      </Text>
      {KINDS.map((kind) => (
        <DifferenceTable
          key={kind}
          kind={kind}
          differences={differences.filter((one) => one.kind === kind)}
          on={on}
          other={other}
        />
      ))}
    </>
  );
}

const KINDS = ["offence", "measure", "right"] as const;

type TableProps = {
  readonly kind: (typeof KINDS)[number];
  readonly differences: readonly Difference[];
  readonly on: string;
  readonly other: string;
};

function DifferenceTable({ kind, differences, on, other }: TableProps) {
  const t = useT();
  const { language } = useLanguage();
  if (differences.length === 0) return null;
  return (
    <table className="differences">
      <caption>{t(`compare.kind.${kind}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{dateInWords(on, language)}</th>
          <th scope="col">{dateInWords(other, language)}</th>
        </tr>
      </thead>
      {differences.map((one) => (
        <DifferenceRow key={`${one.norm}#${one.part}`} difference={one} on={on} other={other} />
      ))}
    </table>
  );
}

type RowProps = { readonly difference: Difference; readonly on: string; readonly other: string };

/** One answer: its name over two columns, and how it stands under each law, in words. */
function DifferenceRow({ difference, on, other }: RowProps) {
  const t = useT();
  const text = useText();
  const law = useLaw();
  const { norm, part, change, before, after } = difference;
  const title = law?.norms.get(norm)?.norm.title;
  return (
    <tbody data-change={change}>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          <span className="change" data-change={change}>
            {t(`compare.${change}`)}
          </span>{" "}
          {title ? text(title) : norm}{" "}
          <NormMark norm={norm} part={part} on={change === "gained" ? other : on} />
        </th>
      </tr>
      <tr>
        <td>
          <Stands of={before} otherwise={change === "changed" ? after : []} />
        </td>
        <td>
          <Stands of={after} otherwise={change === "changed" ? before : []} />
        </td>
      </tr>
    </tbody>
  );
}

type StandsProps = { readonly of: Difference["before"]; readonly otherwise: Difference["before"] };

function Stands({ of, otherwise }: StandsProps) {
  const t = useT();
  const { language } = useLanguage();
  const currency = useLaw()?.pack.currency ?? "";
  if (of.length === 0) return <span className="stand-none">{t("compare.none")}</span>;
  return of.map((stand, index) => {
    const penalties = penaltyWords(stand.sanctions, currency, language, t);
    const words = [
      t(`verdict.${stand.verdict}`),
      stand.class && stand.class !== "unknown" ? t(`class.${stand.class}`) : "",
    ].filter((one) => one !== "");
    const sameElsewhere = otherwise.some(
      (one) => JSON.stringify(one.sanctions) === JSON.stringify(stand.sanctions),
    );
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: two wordings of an uncertain day differ in nothing but their place.
      <div key={index}>
        {words.join(", ")}
        {penalties !== "" && !sameElsewhere && <div className="stand-penalties">{penalties}</div>}
      </div>
    );
  });
}

function penaltyWords(
  sanctions: OffenceAnswer["sanctions"] | undefined,
  ...[currency, language, t]: [string, ReturnType<typeof useLanguage>["language"], ReturnType<typeof useT>]
): string {
  if (sanctions === undefined) return "";
  if (sanctions === "unknown") return t("law.sanctionUnknown");
  const open = sanctions.filter(({ imposable }) => imposable !== "no");
  return open.map((one) => sanctionWords(one, currency, language, t)).join(t("law.or"));
}
