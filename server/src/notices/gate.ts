import { holdsAt, type SafeContactState } from "../cases/safe-contact.ts";
import type { NotSent, SafeContact } from "../journal/safe-contact.ts";
import { nextSafeHour, safeUntil } from "./hours.ts";

declare const passed: unique symbol;

/** What the gate lets through: nobody else can make one, and nothing is sent to a survivor without. */
export type Pass = {
  readonly [passed]: true;
  readonly channel: Channel;
  readonly says: Exclude<SafeContact["says"], { readonly kind: "nothing" }>;
  readonly language: SafeContact["language"];
  /** The entry it rests on. */
  readonly agreement: number;
  /** Until when it is safe: the end of the hours it is now, of the agreement, or of the news, whichever comes first. */
  readonly until: string;
};

/** Ways a message can go by itself. */
export type Channel = "e-mail" | "sms";

export type Verdict =
  | { readonly kind: "go"; readonly pass: Pass }
  | { readonly kind: "wait"; readonly until: string }
  | { readonly kind: "lapse"; readonly why: NotSent };

export type Asked = {
  /** What she agreed to, as the case stands now. */
  readonly safeContact: SafeContactState | null;
  /** Ways this installation can send by. */
  readonly carriers: ReadonlySet<Channel>;
  /** When the news came; after so many hours it is none. */
  readonly askedAt: string;
  readonly lapsesHours: number;
  readonly zone: string;
  readonly now: string;
};

/**
 * The safe-contact gate: whether a message to a survivor may go at this moment. Asked when it is sent and never before, since
 * what was safe when the news came need not be so now.
 */
export function gate({ safeContact, carriers, askedAt, lapsesHours, zone, now }: Asked): Verdict {
  if (safeContact === null || safeContact.endedAt !== null || safeContact.agreed.channel === "none")
    return lapse("no-agreement");
  const { agreed, until, seq } = safeContact;
  if (!holdsAt(safeContact, now) || until === null) return lapse("expired");
  if (safeContact.forcedSince) return lapse("forced");
  const { channel, says, hours, language } = agreed;
  if (!isChannel(channel) || !carriers.has(channel)) return lapse("no-carrier");
  if (says.kind === "nothing") return lapse("nothing-said");
  if (hours.length === 0) return lapse("no-hours");
  const stale = Temporal.Instant.from(askedAt).add({ hours: lapsesHours }).toString();
  if (!isBefore(now, stale)) return lapse("no-window");
  const ends = safeUntil(hours, zone, now);
  if (ends !== null) {
    const [first = ends] = [ends, until, stale].sort((a, b) => (isBefore(a, b) ? -1 : 1));
    return { kind: "go", pass: { channel, says, language, agreement: seq, until: first } as Pass };
  }
  const next = nextSafeHour(hours, zone, now);
  return next !== null && isBefore(next, stale) && isBefore(next, until)
    ? { kind: "wait", until: next }
    : lapse("no-window");
}

function lapse(why: NotSent): Verdict {
  return { kind: "lapse", why };
}

function isChannel(channel: SafeContact["channel"]): channel is Channel {
  return channel === "e-mail" || channel === "sms";
}

function isBefore(a: string, b: string): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
