import { actId, type Law } from "@arasha/law";
import type { Language } from "../../i18n/translate.ts";

/** What an answer would settle, as it is cited, article by article under its act: `CC 106, 107; CPC 131`. */
export function settledNorms(settles: readonly string[], language: Language, law: Law): string {
  const byAct = new Map<string, Set<string>>();
  for (const reference of settles) {
    const [id = reference] = reference.split("#");
    const act = law.acts.get(actId(id))?.cited[language] ?? actId(id);
    const articles = byAct.get(act) ?? new Set();
    byAct.set(act, articles.add(id.split(".")[2] ?? id));
  }
  return [...byAct].map(([act, articles]) => `${act} ${[...articles].join(", ")}`).join("; ");
}
