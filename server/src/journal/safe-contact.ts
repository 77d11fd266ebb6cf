import { z } from "zod";

/**
 * What a survivor agreed to about being reached: by what, when, by whom answered, and what may be said. Coded here; the
 * number or address, her code word and whatever else was said of it are sealed, of the class `contact`.
 */

/** `none`: "do not contact me, I will call". `through-agency`: only by word of an agency she named. */
export const CONTACT_CHANNELS = ["none", "call", "sms", "e-mail", "through-agency"] as const;

/** Hours and minutes on the clock of the country; `24:00` is midnight at the end of the day. */
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** Days of the week (1 is Monday) and the hours between which it is safe on each of them. */
export const SafeHours = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: clock,
    to: clock,
  })
  .refine(({ from, to }) => from < to, { path: ["to"] });
export type SafeHours = z.infer<typeof SafeHours>;

const instant = z.iso.datetime({ offset: true });
const shortText = z.string().trim().min(1).max(300);

export const SafeContact = z.strictObject({
  channel: z.enum(CONTACT_CHANNELS),
  /** None named: nothing is ever sent by itself. */
  hours: z.array(SafeHours).max(7).default([]),
  /** Who may answer when somebody calls. */
  answers: z.enum(["only-her", "trusted", "anybody"]).default("only-her"),
  voicemail: z.boolean().default(false),
  /** What a message may look like: an id of the pack's disguises, or her code word and nothing else. */
  says: z
    .union([
      z.strictObject({ kind: z.literal("nothing") }),
      z.strictObject({ kind: z.literal("disguise"), disguise: z.string().min(1).max(80) }),
      z.strictObject({ kind: z.literal("code-word") }),
    ])
    .default({ kind: "nothing" }),
  language: z.enum(["kk", "ru", "en"]),
  /** Instant from which it is no longer relied on unless she was asked again. Null only where nobody contacts her. */
  until: instant.nullable(),
});
export type SafeContact = z.infer<typeof SafeContact>;

export const SafeContactSealed = z.strictObject({
  /** The number or address. */
  to: shortText.optional(),
  codeWord: z.string().trim().min(1).max(60).optional(),
  note: shortText.optional(),
});
export type SafeContactSealed = z.infer<typeof SafeContactSealed>;

/** Why a message was not sent. */
export const NOT_SENT = [
  /** She was never asked, took it back, or said that nobody contacts her. */
  "no-agreement",
  "expired",
  /** Somebody made her open her page since: until she is asked again, nothing is sent. */
  "forced",
  /** By a way this installation cannot send by itself. */
  "no-carrier",
  "nothing-said",
  "no-hours",
  /** No safe hour came before the news was old, or the agreement ran out. */
  "no-window",
  /** What it would tell is hidden from her page, because telling it would endanger her. */
  "untold",
  /** It is so no longer: the duty was done meanwhile. */
  "over",
  /** What she agreed is sealed under a key this service does not have, or that was destroyed. */
  "sealed",
  "refused",
  /** It broke off while it was being sent: nobody knows whether it arrived, and it is not sent twice. */
  "uncertain",
] as const;
export type NotSent = (typeof NOT_SENT)[number];

export const ContactTried = z.strictObject({
  /** The agreement it rested on. */
  agreement: z.int().positive(),
  outcome: z.enum(["reached", "not-reached", "sent", "not-sent"]),
  /** Asked at every contact whether it is still safe this way: yes until then, or no from now on. */
  stillSafe: z.enum(["yes", "no", "not-asked"]).default("not-asked"),
  until: instant.nullable().default(null),
  /** Of a message: why it was not sent. */
  why: z.enum(NOT_SENT).nullable().default(null),
});
export type ContactTried = z.infer<typeof ContactTried>;
