import { speaker } from "../../messages/speaker.ts";
import { en, type MessageKey } from "./en.ts";
import { kk } from "./kk.ts";
import { ru } from "./ru.ts";

export type { MessageKey };

/** What the public pages say, one message in one language. */
export const saySite = speaker<MessageKey>({ kk, ru, en });
