import { childhoodOn } from "@arasha/law";
import { useCallback, useMemo } from "react";
import { useSession } from "../api/queries.ts";
import { useT } from "../i18n/language.tsx";
import { useBodyName } from "../law/bodies.ts";
import { agesOfTold, type ChildToAsk, childrenOf, whoMayAgree } from "./children.ts";
import { childId, type IntakeForm, SURVIVOR } from "./form.ts";

/** The words for who may agree for a child, wherever it is asked. */
export function useAgreeWords() {
  const t = useT();
  const body = useBodyName();
  return useMemo(
    () => ({
      self: t("child.self"),
      standIn: (kind: string) => t("child.standIn", { body: body(kind) }),
      nobody: t("child.nobody"),
      ageNeeded: t("child.ageNeeded"),
    }),
    [t, body],
  );
}

/** What the pack has of childhood today. */
export function useChildhood(today: string) {
  const { country } = useSession();
  return useMemo(() => childhoodOn(country.childhood, today), [country, today]);
}

/** The children of a call, and who may agree for each to a purpose: she herself where she is their parent. */
export function useChildrenToAsk(
  { childrenAges, parents, answers }: Pick<IntakeForm, "childrenAges" | "parents" | "answers">,
  today: string,
): (purpose: string) => readonly ChildToAsk[] {
  const t = useT();
  const words = useAgreeWords();
  const childhood = useChildhood(today);
  const age = answers["victim.age"];
  return useCallback(
    (purpose) => {
      const young = childhood !== null && age !== undefined && age < childhood.majority.age;
      const herself: readonly ChildToAsk[] = young
        ? [
            {
              id: SURVIVOR,
              label: t("child.herself"),
              herself: true,
              ...whoMayAgree(childhood, { least: age, most: age }, purpose, [], words),
            },
          ]
        : [];
      const guardians =
        parents.survivor === "yes" && !young ? [{ value: SURVIVOR, label: t("role.survivor") }] : [];
      const told = childrenOf(childrenAges).children.map((child, index): ChildToAsk => {
        const ages = childhood && agesOfTold(child, childhood, today);
        return {
          id: childId(index),
          label: t("child.aged", { age: ages ? ages.least : "" }),
          herself: false,
          ...whoMayAgree(childhood, ages, purpose, guardians, words),
        };
      });
      return [...herself, ...told];
    },
    [t, words, childhood, age, parents.survivor, childrenAges, today],
  );
}
