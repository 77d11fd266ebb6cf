import { loadCountry } from "@arasha/packs";
import { addressIn, isOneAddress } from "../cases/check-contact.ts";
import type { Carrier, Delivery, Letter } from "../notices/carrier.ts";
import { mailCarrier } from "../notices/mail.ts";
import { smsLine } from "../notices/sms.ts";
import { CannotStart } from "../store/failure.ts";
import type { MailSettings } from "./mail-settings.ts";
import { messagesFrom } from "./message-settings.ts";
import { answer, type Common, Ended, type Surroundings } from "./output.ts";
import type { SmsSettings } from "./sms-settings.ts";

/** Sends one message to an address or number of the operator's own, as a survivor's would look, to see that it arrives and how. */
export async function notifyTest(
  options: Common & { readonly test: string; readonly country: string },
  around: Surroundings,
): Promise<void> {
  const { contact, identifiers } = loadCountry(options.country);
  const number = addressIn("sms", options.test, identifiers);
  if (number === null && !isOneAddress(options.test))
    throw new Ended(2, "--test takes one e-mail address, or one telephone number.");
  const { mail, sms, linkOrigin } = settings(() => messagesFrom(around.env, contact));
  const [disguise] = contact.disguises;
  const letter = {
    to: number ?? options.test,
    sender: disguise?.sender.en ?? "",
    subject: disguise?.subject.en ?? "",
    text: disguise?.text.en.replace("{link}", linkOrigin ?? "https://…") ?? "",
  };
  const [host, told] = number === null ? await byMail(mail, letter) : await bySms(sms, letter);
  const delivery = typeof told === "object" ? "taken" : told;
  if (delivery !== "taken") throw new Ended(1, `${host}: ${SAID[delivery]}`);
  answer(around, options, { delivery }, () => `${host} has taken the message.`);
}

type Told = readonly [host: string, Awaited<ReturnType<Carrier>>];

async function byMail(mail: MailSettings | null, letter: Letter): Promise<Told> {
  if (mail === null) throw new Ended(2, "ARASHA_SMTP is not set: no e-mail is sent.");
  return [mail.server.host, await mailCarrier(mail.server, mail.from)(letter)];
}

async function bySms(sms: SmsSettings | null, letter: Letter): Promise<Told> {
  if (sms === null) throw new Ended(2, "ARASHA_SMPP is not set: no SMS is sent.");
  const line = smsLine(sms.centre, sms.from);
  try {
    return [sms.centre.host, await line.carrier(letter)];
  } finally {
    await line.close();
  }
}

const SAID: Readonly<Record<Exclude<Delivery, "taken">, string>> = {
  later: "not reached, no encrypted line, or not now; nothing was sent.",
  refused: "the message was refused.",
  uncertain: "the line broke while the message was being sent.",
};

function settings<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CannotStart) throw new Ended(2, error.message);
    throw error;
  }
}
