import type { Contact } from "@arasha/packs";
import { linkOriginFrom, type MailSettings, mailFrom } from "./mail-settings.ts";
import { type SmsSettings, smsFrom } from "./sms-settings.ts";

/** By which ways messages are sent, and where their links lead. */
export type MessageSettings = {
  readonly mail: MailSettings | null;
  readonly sms: SmsSettings | null;
  /** Null: to the public pages' own address. */
  readonly linkOrigin: string | null;
};

export function messagesFrom(
  env: Readonly<Record<string, string | undefined>>,
  contact: Contact,
): MessageSettings {
  return {
    mail: mailFrom(env, contact),
    sms: smsFrom(env, contact),
    linkOrigin: linkOriginFrom(env, contact),
  };
}
