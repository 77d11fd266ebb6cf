import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { isOneAddress } from "../cases/check-contact.ts";
import type { Carrier, Delivery, Letter } from "./carrier.ts";
import { isLoopback } from "./loopback.ts";

export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. Otherwise STARTTLS, without which nothing is sent, save on this machine. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
  /** Certificates trusted besides those of the system (PEM). */
  readonly ca?: string;
};

/**
 * E-mail by SMTP (RFC 5321). `from` is the address it comes from: its domain is all a message says of this installation, in
 * the greeting, in the message's id and in its head.
 */
export function mailCarrier(server: MailServer, from: string): Carrier {
  return async (letter) => {
    if (!isOneAddress(letter.to)) return "refused";
    const message = await messageOf(letter, from);
    const connection = new SMTPConnection(optionsOf(server, from));
    try {
      await opened(connection, server);
    } catch {
      // Nothing of the message has left this machine yet.
      connection.close();
      return "later";
    }
    try {
      return await sent(connection, { from, to: letter.to }, message);
    } finally {
      connection.quit();
    }
  };
}

function messageOf({ to, sender, subject, text }: Letter, from: string): Promise<Buffer> {
  const composed = new MailComposer({
    from: { name: sender, address: from },
    to: { name: "", address: to },
    subject,
    text,
    textEncoding: "base64",
    // Programs that answer by themselves are asked not to.
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composed.compile().build();
}

function optionsOf({ host, port, secure, ca }: MailServer, from: string) {
  const here = isLoopback(host);
  return {
    host,
    port,
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: !secure && here,
    // The name of the machine says who writes.
    name: from.split("@")[1] ?? "localhost",
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: 3 * PATIENCE_MS,
    tls: { minVersion: "TLSv1.2" as const, ...(ca !== undefined && { ca }) },
  };
}

const PATIENCE_MS = 15_000;

async function opened(connection: SMTPConnection, { login }: MailServer): Promise<void> {
  await step(connection, (done) => connection.connect(done));
  if (login === null) return;
  await step(connection, (done) => connection.login({ credentials: login }, done));
}

async function sent(
  connection: SMTPConnection,
  envelope: { readonly from: string; readonly to: string },
  message: Buffer,
): Promise<Delivery> {
  try {
    await step(connection, (done) => connection.send({ ...envelope }, message, done));
    return "taken";
  } catch (error) {
    const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string };
    // What the server said in so many words holds; where it said nothing, the message may have arrived.
    if (responseCode !== undefined) return responseCode < 500 ? "later" : "refused";
    return code === "EENVELOPE" ? "refused" : "uncertain";
  }
}

/** One exchange; a connection that breaks meanwhile tells so by an event. */
function step(
  connection: SMTPConnection,
  run: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // It stays: what a connection still says when it is closed must not end the process.
    connection.on("error", reject);
    run((error) => (error ? reject(error) : resolve()));
  });
}
