import { IntlMessageFormat } from "intl-messageformat";
import { en } from "../messages/en.ts";
import { kk } from "../messages/kk.ts";
import { ru } from "../messages/ru.ts";

export type Language = "kk" | "ru" | "en";
export const LANGUAGES: readonly Language[] = ["kk", "ru", "en"];
export type MessageKey = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: Values) => string;

export const MESSAGES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { kk, ru, en };

/** One message in one language, its ICU arguments filled in. Throws when an argument is missing: that is a bug. */
export function translate(language: Language, key: MessageKey, values?: Values): string {
  const source = MESSAGES[language][key];
  if (!source.includes("{")) return source;
  const id = `${language}:${key}`;
  const known = formats.get(id);
  const format = known ?? new IntlMessageFormat(source, language, undefined, { ignoreTag: true });
  if (!known) formats.set(id, format);
  return String(format.format({ ...values }));
}

const formats = new Map<string, IntlMessageFormat>();

/** Narrows text from data to a message key that may not exist: a code added to a pack has no message of ours. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}
