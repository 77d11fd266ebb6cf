import type { Language } from "@arasha/law";
import { IntlMessageFormat } from "intl-messageformat";
import type { FieldFault } from "../journal/refused.ts";
import { type Catalogue, en, type MessageKey } from "./en.ts";
import { kk } from "./kk.ts";
import { ru } from "./ru.ts";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { kk, ru, en };

export type MessageValues = Readonly<Record<string, string | number>>;

/** One message in one language, its placeholders filled in. */
export function say(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return String(compiled(language, key).format(values));
}

/** What is wrong with a field, in plain words. A fault the catalogue has no words for is still named as a fault. */
export function sayFault(language: Language, fault: FieldFault): string {
  const key = `field.${fault.message}`;
  return isMessage(key) ? say(language, key, fault.values) : say(language, "field.invalidValue");
}

/**
 * The word for one of a closed list of values (`cli.verdict.applies`); a value without a word is shown as it is.
 * `values` fill in what the word depends on: the number before a unit.
 */
export function sayValue(
  language: Language,
  list: ValueList,
  value: string,
  values: MessageValues = {},
): string {
  const [word, other] = [`${list}.${value}`, `${list}.other`];
  if (isMessage(word)) return say(language, word, values);
  return isMessage(other) ? say(language, other, values) : value;
}

/** The lists there are: every key with two dots belongs to one. */
export type ValueList = MessageKey extends infer Key
  ? Key extends `cli.${infer List}.${string}`
    ? `cli.${List}`
    : never
  : never;

export function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

const cache = new Map<string, IntlMessageFormat>();

// Parsing a message costs more than filling it in; the catalogue is closed, so the cache is bounded.
function compiled(language: Language, key: MessageKey): IntlMessageFormat {
  const place = `${language}:${key}`;
  const known = cache.get(place);
  if (known) return known;
  const message = new IntlMessageFormat(CATALOGUES[language][key], language, undefined, { ignoreTag: true });
  cache.set(place, message);
  return message;
}
