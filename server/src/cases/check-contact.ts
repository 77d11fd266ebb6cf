import type { Contact } from "@arasha/packs";
import { type Actor, POST } from "../access/actor.ts";
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

/** Where messages are to go by themselves they need one address to go to. */
export function mailFaults(entry: NewEntry): FieldFault[] {
  if (
    entry.type !== "safe-contact-agreed" ||
    entry.body.channel !== "e-mail" ||
    entry.body.hours.length === 0
  )
    return [];
  return isOneAddress(entry.sealed?.to ?? "") ? [] : [{ field: "sealed.to", message: "oneAddress" }];
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
