import { LANGUAGES, type Language } from "@arasha/law";
import { IntlMessageFormat } from "intl-messageformat";

export type MessageValues = Readonly<Record<string, string | number>>;

/** One set of words in every language, keyed alike: a language that lacks a key does not compile. */
export type Catalogues<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Says messages of a set of catalogues (ICU MessageFormat), their placeholders filled in. */
export function speaker<Key extends string>(
  catalogues: Catalogues<Key>,
): (language: Language, key: Key, values?: MessageValues) => string {
  // Parsing a message costs more than filling it in; the catalogues are closed, so the caches are bounded.
  const caches = new Map(LANGUAGES.map((language) => [language, new Map<Key, IntlMessageFormat>()]));
  return (language, key, values = {}) => {
    const cache = caches.get(language);
    const message =
      cache?.get(key) ??
      new IntlMessageFormat(catalogues[language][key], language, undefined, { ignoreTag: true });
    cache?.set(key, message);
    return String(message.format(values));
  };
}
