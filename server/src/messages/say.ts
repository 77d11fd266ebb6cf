import type { Language } from "@arasha/law";
import type { FieldFault } from "../journal/refused.ts";
import { en, type MessageKey } from "./en.ts";
import { kk } from "./kk.ts";
import { ru } from "./ru.ts";
import { type MessageValues, speaker } from "./speaker.ts";

export type { MessageValues };

/** One message in one language, its placeholders filled in. */
export const say = speaker<MessageKey>({ kk, ru, en });

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
