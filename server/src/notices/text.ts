import { type Contact, LINK } from "@arasha/packs";
import type { SafeContactSealed } from "../journal/safe-contact.ts";
import type { Letter } from "./carrier.ts";
import type { Pass } from "./gate.ts";

/**
 * The words of a message to a survivor. They are the same whatever the news is, so that neither sender nor subject nor length
 * tells anything: a text she chose, with a link, or the word agreed with her and nothing else. Null where the pack has no
 * such text any more, or there is no word.
 */
export function letterTo(
  contact: Contact,
  pass: Pass,
  { to, codeWord }: SafeContactSealed,
  link: () => string,
): Letter | null {
  if (to === undefined) return null;
  const { says, language } = pass;
  if (says.kind === "code-word")
    return codeWord === undefined ? null : { to, sender: "", subject: codeWord, text: codeWord };
  const disguise = contact.disguises.find(({ id }) => id === says.disguise);
  if (disguise === undefined) return null;
  return {
    to,
    sender: disguise.sender[language],
    subject: disguise.subject[language],
    text: disguise.text[language].replace(LINK, link()),
  };
}

/** Where a link of ours leads: nothing of the case is in it. */
export function linkAt(origin: string, token: string): string {
  return `${origin}${LINK_PATH}/${token}`;
}

export const LINK_PATH = "/n";
