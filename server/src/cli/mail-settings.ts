import { type Contact, clueIn } from "@arasha/packs";
import { isOneAddress } from "../cases/check-contact.ts";
import type { MailServer } from "../notices/mail.ts";
import { CannotStart } from "../store/failure.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type MailSettings = {
  readonly server: MailServer;
  /** The address messages to survivors come from. */
  readonly from: string;
  /** The address notices to staff come from; null: staff are not written to. */
  readonly staffFrom: string | null;
};

/**
 * What the environment says of sending e-mail: `ARASHA_SMTP`, `ARASHA_MAIL_FROM`, `ARASHA_STAFF_MAIL_FROM`. Null: none is sent.
 * Whatever a survivor's message shows must tell nothing.
 */
export function mailFrom(env: Environment, contact: Contact): MailSettings | null {
  const { ARASHA_SMTP: smtp, ARASHA_MAIL_FROM: from, ARASHA_STAFF_MAIL_FROM: staff } = env;
  if (!smtp) {
    const idle = Object.entries({
      ARASHA_MAIL_FROM: from,
      ARASHA_STAFF_MAIL_FROM: staff,
    });
    const [set] = idle.flatMap(([name, value]) => (value ? [name] : []));
    if (set !== undefined)
      throw new CannotStart(`With ${set}, ARASHA_SMTP must say by which server e-mail is sent.`);
    return null;
  }
  if (!from)
    throw new CannotStart(
      "With ARASHA_SMTP, ARASHA_MAIL_FROM must say from which address survivors are written to.",
    );
  refuseClues(contact, "ARASHA_MAIL_FROM", addressIn("ARASHA_MAIL_FROM", from));
  return {
    server: serverFrom(smtp),
    from,
    staffFrom: staff ? addressIn("ARASHA_STAFF_MAIL_FROM", staff) : null,
  };
}

/** Where links in messages to survivors lead, if not to the public pages' own address: `ARASHA_LINK_ORIGIN`. */
export function linkOriginFrom(env: Environment, contact: Contact): string | null {
  const { ARASHA_LINK_ORIGIN: link, ARASHA_SMTP: smtp, ARASHA_SMPP: smpp } = env;
  if (!link) return null;
  if (!smtp && !smpp)
    throw new CannotStart(
      "With ARASHA_LINK_ORIGIN, ARASHA_SMTP or ARASHA_SMPP must say by which server messages are sent.",
    );
  const origin = originOf(link);
  refuseClues(contact, "ARASHA_LINK_ORIGIN", new URL(origin).hostname);
  return origin;
}

/** Throws where the address of links would say what kind of house they come from. */
export function refuseClues(contact: Contact, name: string, text: string): void {
  const clue = clueIn(contact, text);
  if (clue === null) return;
  throw new CannotStart(
    `${name} holds "${clue}": whoever reads a survivor's messages would learn from "${text}" what they are. Use a name that tells nothing.`,
  );
}

/** `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. */
function serverFrom(text: string): MailServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === "" || !/^\/?$/.test(url.pathname))
    throw new CannotStart(
      "ARASHA_SMTP must be an address such as smtp://user:password@mail.example:587, or smtps://….",
    );
  const secure = url.protocol === "smtps:";
  if ((url.username === "") !== (url.password === ""))
    throw new CannotStart("ARASHA_SMTP must hold both a user and a password, or neither.");
  const login = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    login: url.username === "" ? null : login,
  };
}

function addressIn(name: string, text: string): string {
  if (isOneAddress(text)) return text;
  throw new CannotStart(`${name} must be one e-mail address, without a name.`);
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" || url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new CannotStart("ARASHA_LINK_ORIGIN must be an https address without a path.");
  return url.origin;
}
