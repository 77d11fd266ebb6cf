import type { Person } from "@arasha/server/contract";
import { compareWords } from "../i18n/format.ts";
import type { Language } from "../i18n/translate.ts";

/** `current`: everybody who can come in, or is invited to. */
export const STATES = ["current", "invited", "closed"] as const;
export type StateFilter = (typeof STATES)[number];

/** The people of one state whose words hold every word asked for, in the order of their names. */
export function matching(
  people: readonly Person[],
  state: StateFilter,
  asked: string,
  wordsOf: (person: Person) => string,
  language: Language,
): readonly Person[] {
  const wanted = plain(asked).split(/\s+/).filter(Boolean);
  const compare = compareWords(language);
  return people
    .filter((person) => (state === "current" ? person.state !== "closed" : person.state === state))
    .filter((person) => wanted.every((word) => plain(wordsOf(person)).includes(word)))
    .toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function plain(text: string): string {
  return text.normalize("NFC").toLocaleLowerCase("ru");
}
