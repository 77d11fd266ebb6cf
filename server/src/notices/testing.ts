import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Actor } from "../access/actor.ts";
import { openCase, writeEntry } from "../cases/command.ts";
import { NOW, request, type Testland, testland } from "../cases/testing.ts";
import type { NewEntryInput } from "../contract/index.ts";
import type { Delivery, Letter } from "./carrier.ts";
import type { MailServer } from "./mail.ts";
import type { Post } from "./post.ts";

/** Takes letters instead of sending them, and answers as it is told. */
export type Drawer = { readonly letters: Letter[]; answer: Delivery };

export type Correspondence = Testland & {
  readonly post: Post;
  readonly drawer: Drawer;
  /** A case of the operator's, with police; returns its id. */
  readonly newCase: () => Promise<string>;
  readonly write: (actor: Actor, caseId: string, entry: NewEntryInput, now: string) => Promise<number>;
};

export const MAIL = "she@post.example";

/** She may be written to on weekdays from ten to four. */
export const AGREED = {
  channel: "e-mail",
  hours: [{ days: [1, 2, 3, 4, 5], from: "10:00", to: "16:00" }],
  says: { kind: "disguise", disguise: "reply" },
  language: "ru",
  until: "2024-08-01T10:00:00Z",
} as const;

export const agreement = (part: object = {}): NewEntryInput => ({
  type: "safe-contact-agreed",
  body: { ...AGREED, hours: [...AGREED.hours].map((one) => ({ ...one, days: [...one.days] })), ...part },
  sealed: { to: MAIL, codeWord: "plums", note: "never at home" },
});

export const order = (): NewEntryInput => ({
  type: "protective-order-issued",
  body: { norm: "testland.family-2010.12", consent: "agrees" },
});

export async function correspondence(): Promise<Correspondence> {
  const land = await testland();
  const drawer: Drawer = { letters: [], answer: "taken" };
  const carrier = async (letter: Letter) => {
    drawer.letters.push(letter);
    return drawer.answer;
  };
  return {
    ...land,
    drawer,
    post: { deps: land.deps, carriers: { "e-mail": carrier }, linkOrigin: () => "https://uqi.example" },
    newCase: async () => {
      const { caseId } = await openCase(land.deps, land.operator, CASE, request(NOW));
      return caseId;
    },
    write: async (actor, caseId, entry, now) => {
      const { rows } = await land.deps.store.owner.query(
        "select max(seq) as seq from journal where case_id = $1",
        [caseId],
      );
      return (await writeEntry(land.deps, actor, caseId, { after: rows[0].seq, entry }, request(now))).seq;
    },
  };
}

const CASE = {
  report: { channel: "phone", place: "TL-N", reportedBy: "survivor" as const },
  facts: {
    date: "2024-06-30",
    acts: ["battery" as const],
    harm: "pain" as const,
    relation: "spouse" as const,
  },
  referrals: [
    {
      to: "police",
      agency: "testland.police.tl-n",
      purpose: "safe-place",
      ground: { kind: "consent" as const, language: "ru" as const, method: "spoken" as const },
      classes: ["contact" as const],
      until: "2024-09-29T10:00:00Z",
    },
  ],
};

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
