import type { Contact, Identifiers } from "@arasha/packs";
import { type Actor, POST } from "../access/actor.ts";
import { telephonesIn } from "../access/marks/numbers.ts";
import type { NewEntry } from "../journal/entries.ts";
import type { FieldFault } from "../journal/refused.ts";
import type { ContactTried, SafeContact } from "../journal/safe-contact.ts";
import type { SafeContactState } from "./safe-contact.ts";

/** What can be agreed about reaching her, and what can be said of having tried to. */

/** It ends, and is asked anew, unless nobody contacts her at all; what a message may look like is one of the pack's texts. */
export function agreementFaults(contact: Contact, body: SafeContact, at: string): FieldFault[] {
  if (body.channel === "none") return [];
  return [
    ...untilFaults(contact, body.until, at),
    ...(body.says.kind === "disguise" && !contact.disguises.some(({ id }) => id === disguiseOf(body))
      ? [
          {
            field: "body.says.disguise",
            message: "unknownCode",
            values: {
              value: disguiseOf(body),
              known: contact.disguises.map(({ id }) => id).join(", "),
            },
          },
        ]
      : []),
  ];
}

/** Only by what stands agreed; and whoever reached her has asked whether it is still safe. */
export function triedFaults(
  contact: Contact,
  state: SafeContactState | null,
  { agreement, outcome, stillSafe, until, why }: ContactTried,
  at: string,
): FieldFault[] {
  if (state === null || state.seq !== agreement) return [{ field: "body.agreement", message: "noAgreement" }];
  if ((outcome === "not-sent") !== (why !== null)) return [{ field: "body.why", message: "invalidValue" }];
  if (outcome === "reached" && stillSafe === "not-asked")
    return [{ field: "body.stillSafe", message: "askAnew" }];
  if (outcome !== "reached" && stillSafe !== "not-asked")
    return [{ field: "body.stillSafe", message: "invalidValue" }];
  if (stillSafe !== "yes" || state.agreed.channel === "none") return [];
  return untilFaults(contact, until, at);
}

/** Whether a message went is for the one who sends them to say; whether she was reached, for a person. */
export function triedByFaults({ account }: Actor, entry: NewEntry): FieldFault[] {
  if (entry.type !== "contact-tried") return [];
  const { outcome } = entry.body;
  const ofMessage = outcome === "sent" || outcome === "not-sent";
  return ofMessage === (account === POST) ? [] : [{ field: "body.outcome", message: "invalidValue" }];
}

/** Where messages are to go by themselves they need one address or number to go to. */
export function reachFaults(identifiers: Identifiers, entry: NewEntry): FieldFault[] {
  if (entry.type !== "safe-contact-agreed" || entry.body.hours.length === 0) return [];
  const { channel } = entry.body;
  if (channel !== "e-mail" && channel !== "sms") return [];
  if (addressIn(channel, entry.sealed?.to ?? "", identifiers) !== null) return [];
  return [{ field: "sealed.to", message: channel === "sms" ? "oneNumber" : "oneAddress" }];
}

/** Where a message goes by that way: the address, or the number as E.164 without the plus; null where it is not exactly one. */
export function addressIn(channel: "e-mail" | "sms", to: string, { telephone }: Identifiers): string | null {
  if (channel === "e-mail") return isOneAddress(to) ? to : null;
  const [number, another] = telephonesIn(to, telephone);
  return number !== undefined && another === undefined ? number : null;
}

/** One address and nothing that a mail program could read as more than one, or as a line of its own. */
export function isOneAddress(text: string): boolean {
  return /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,190}\.[^\s@<>(),;:"\\[\].]{2,}$/u.test(text);
}

function untilFaults({ longestDays }: Contact, until: string | null, at: string): FieldFault[] {
  if (until === null) return [{ field: "body.until", message: "untilRequired" }];
  const hours = Temporal.Instant.from(until).since(at).total("hours");
  if (hours <= 0) return [{ field: "body.until", message: "untilPast" }];
  if (hours > longestDays * 24)
    return [{ field: "body.until", message: "askedTooRarely", values: { days: longestDays } }];
  return [];
}

function disguiseOf({ says }: SafeContact): string {
  return says.kind === "disguise" ? says.disguise : "";
}
