import type { Contact } from "@arasha/packs";
import { isLoopback } from "../notices/loopback.ts";
import type { SmsCentre } from "../notices/sms.ts";
import { CannotStart } from "../store/failure.ts";
import { refuseClues } from "./mail-settings.ts";

export type SmsSettings = {
  readonly centre: SmsCentre;
  /** What her telephone shows as sender. */
  readonly from: string;
};

/**
 * What the environment says of sending SMS: `ARASHA_SMPP` and `ARASHA_SMS_FROM`. Null: none are sent. The sender stands on her
 * telephone and must tell nothing.
 */
export function smsFrom(
  env: Readonly<Record<string, string | undefined>>,
  contact: Contact,
): SmsSettings | null {
  const { ARASHA_SMPP: smpp, ARASHA_SMS_FROM: from } = env;
  if (!smpp && !from) return null;
  if (!smpp)
    throw new CannotStart("With ARASHA_SMS_FROM, ARASHA_SMPP must say by which centre SMS are sent.");
  if (!from || !/^(?:\+\d{8,15}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 .-]{1,11})$/.test(from))
    throw new CannotStart(
      "With ARASHA_SMPP, ARASHA_SMS_FROM must say what telephones show as sender: up to eleven Latin letters and digits, a short number, or a number with a plus, as agreed with the operator.",
    );
  refuseClues(contact, "ARASHA_SMS_FROM", from);
  return { centre: centreFrom(smpp), from };
}

/** `smpps://user:password@host:3550`; `smpp://…:2775` to this machine alone. */
function centreFrom(text: string): SmsCentre {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    !url ||
    !/^smpps?:$/.test(url.protocol) ||
    url.hostname === "" ||
    !/^\/?$/.test(url.pathname) ||
    url.username === "" ||
    url.password === ""
  )
    throw new CannotStart("ARASHA_SMPP must be an address such as smpps://user:password@sms.example:3550.");
  const secure = url.protocol === "smpps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!secure && !isLoopback(host))
    throw new CannotStart(
      "ARASHA_SMPP must be smpps://…: numbers and texts would go in clear. Where the operator gives a tunnel, let it end on this machine.",
    );
  return {
    host,
    port: url.port === "" ? (secure ? 3550 : 2775) : Number(url.port),
    secure,
    login: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}
