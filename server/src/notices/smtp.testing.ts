import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailServer } from "./mail.ts";

type Received = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly tls: boolean;
  readonly greeting: string;
};

/** A real SMTP server in this process, and what it was sent, byte by byte; the caller closes it. */
export async function smtpServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          tls: session.secure,
          greeting: String(session.hostNameAppearsAs),
        });
        done();
      });
    },
    ...options,
  });
  // What goes wrong on a line is the sender's to notice.
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  const to = (host: string, more: Partial<MailServer> = {}): MailServer => ({
    host,
    port,
    secure: false,
    login: null,
    ...more,
  });
  return { server, received, to };
}
