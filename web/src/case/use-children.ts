import { type Ages, agesOn, isDate } from "@arasha/law";
import type { CaseView } from "@arasha/server/contract";
import { useCallback } from "react";
import { useT } from "../i18n/language.tsx";
import type { Translate } from "../i18n/translate.ts";
import { type ChildToAsk, whoMayAgree } from "../intake/children.ts";
import { useAgreeWords, useChildhood } from "../intake/use-children.ts";

type Child = CaseView["children"][number];

/** The children of a case, and who may agree for each to a purpose, by what the service says of guardians and age. */
export function useChildrenOfCase(view: CaseView, today: string): (purpose: string) => readonly ChildToAsk[] {
  const t = useT();
  const words = useAgreeWords();
  const childhood = useChildhood(today);
  return useCallback(
    (purpose) =>
      view.children.map((child): ChildToAsk => {
        const guardians = child.guardians
          .filter(({ why }) => why === null)
          .map(({ adult }) => ({ value: adult, label: personWords(t, view, adult) }));
        return {
          id: child.id,
          label: childWords(t, view, child),
          herself: view.persons.some(({ id, role }) => id === child.id && role === "survivor"),
          ...whoMayAgree(childhood, agesOf(view, child, childhood, today), purpose, guardians, words),
        };
      }),
    [view, t, words, childhood, today],
  );
}

type Childhood = ReturnType<typeof useChildhood>;

/** By the date of birth where it is open, else by the bands the service gives. */
function agesOf(
  view: CaseView,
  { id, bands, adult, decides }: Child,
  childhood: Childhood,
  today: string,
): Ages | null {
  const born = view.persons.find((person) => person.id === id)?.born;
  if (childhood && born && isDate(born) && born <= today) return agesOn(born, today, childhood.majority);
  if (!childhood || (decides.length === 0 && adult === "unknown")) return null;
  if (adult === "yes") return { least: childhood.majority.age, most: childhood.majority.age };
  const among = childhood.bands.filter(({ id }) => bands.includes(id));
  const [first, last] = [among[0], among.at(-1)];
  return first && last ? { least: first.first, most: last.last } : null;
}

/** A child as a line: its name where it is open, and how old it is. */
export function childWords(t: Translate, view: CaseView, { id, bands, adult }: Child): string {
  const person = view.persons.find((one) => one.id === id);
  const age = adult === "yes" ? t("child.adult") : bands.join(" / ");
  const name = person?.name ?? `${t("role.child")} ${id}`;
  return age === "" ? name : `${name}, ${age}`;
}

export function personWords(t: Translate, view: CaseView, id: string): string {
  const person = view.persons.find((one) => one.id === id);
  if (!person) return id;
  const role = t(`role.${person.role as "survivor" | "respondent" | "child" | "witness" | "guardian"}`);
  return person.name ? `${role}: ${person.name}` : role;
}
