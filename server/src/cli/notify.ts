import { loadCountry } from "@arasha/packs";
import { isOneAddress } from "../cases/check-contact.ts";
import type { Delivery } from "../notices/carrier.ts";
import { mailCarrier } from "../notices/mail.ts";
import { CannotStart } from "../store/failure.ts";
import { mailFrom } from "./mail-settings.ts";
import { answer, type Common, Ended, type Surroundings } from "./output.ts";

/** Sends one message to an address of the operator's own, as a survivor's would look, to see that it arrives and how. */
export async function notifyTest(
  options: Common & { readonly test: string; readonly country: string },
  around: Surroundings,
): Promise<void> {
  if (!isOneAddress(options.test)) throw new Ended(2, "--test takes one e-mail address.");
  const { contact } = loadCountry(options.country);
  const mail = settings(() => mailFrom(around.env, contact));
  if (mail === null) throw new Ended(2, "ARASHA_SMTP is not set: no e-mail is sent.");
  const [disguise] = contact.disguises;
  const delivery = await mailCarrier(
    mail.server,
    mail.from,
  )({
    to: options.test,
    sender: disguise?.sender.en ?? "",
    subject: disguise?.subject.en ?? "",
    text: disguise?.text.en.replace("{link}", mail.linkOrigin ?? "https://…") ?? "",
  });
  if (delivery !== "taken") throw new Ended(1, `${mail.server.host}: ${SAID[delivery]}`);
  answer(around, options, { delivery }, () => `${mail.server.host} has taken the message.`);
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
