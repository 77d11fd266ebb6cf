import type { Language } from "@arasha/law";
import { type MessageValues, speaker } from "../../messages/speaker.ts";
import { en, type MessageKey } from "./en.ts";
import { kk } from "./kk.ts";
import { ru } from "./ru.ts";

export type { MessageKey };

/** What the public pages say, one message in one language. */
export const saySite = speaker<MessageKey>({ kk, ru, en });

/** The word for one of a closed list (`agency.police`); a value without a word is shown as it is. */
export function siteWord(language: Language, key: string, value: string, values?: MessageValues): string {
  return Object.hasOwn(en, key) ? saySite(language, key as MessageKey, values) : value;
}
