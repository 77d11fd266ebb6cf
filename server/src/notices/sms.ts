/// <reference path="./smpp.d.ts" />
import { setTimeout as sleep } from "node:timers/promises";
import smpp, { type Pdu, type Session } from "smpp";
import type { Carrier, Delivery, Letter } from "./carrier.ts";
import { isLoopback } from "./loopback.ts";

/** A short message centre that speaks SMPP 3.4, of an operator or of somebody who passes on to operators. */
export type SmsCentre = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. Without it nothing is sent, save to this machine, where a tunnel may begin. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string };
  /** Certificates trusted besides those of the system (PEM). */
  readonly ca?: string;
};

/** A line to it, opened when the first message goes and kept, because what became of a message is told on it later. */
export type SmsLine = {
  readonly carrier: Carrier;
  /** Opens the line where it is not. False where the centre is not to be reached or lets nobody in. */
  readonly listen: () => Promise<boolean>;
  /** References of messages that were taken and will not arrive any more, told of since it was last asked. */
  readonly failed: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** `from`: what a telephone shows as sender; up to eleven Latin signs, a short number, or a number with a plus. */
export function smsLine(centre: SmsCentre, from: string): SmsLine {
  let failures: string[] = [];
  let opening: Promise<Session> | null = null;
  const line = (): Promise<Session> => {
    const next = opening ?? bound(centre, (reference) => failures.push(reference));
    if (opening !== null) return next;
    opening = next;
    const forget = () => {
      if (opening === next) opening = null;
    };
    next.then((session) => session.once("close", forget), forget);
    return next;
  };
  return {
    carrier: async (letter) => {
      const session = await line().catch(() => null);
      // Nothing of the message has left this machine yet.
      return session === null || !session.socket.writable ? "later" : submitted(session, from, letter);
    },
    listen: () =>
      line().then(
        () => true,
        () => false,
      ),
    failed: () => {
      const told = failures;
      failures = [];
      return told;
    },
    close: async () => {
      const session = await opening?.catch(() => null);
      if (!session) return;
      await answered(session, (done) => session.unbind(done)).catch(() => undefined);
      session.destroy();
    },
  };
}

const PATIENCE_MS = 15_000;
const ASK_EVERY_MS = 30_000;

async function bound(centre: SmsCentre, failed: (reference: string) => void): Promise<Session> {
  const { host, port, secure, login, ca } = centre;
  if (!secure && !isLoopback(host)) throw new Error("the line to the centre would not be encrypted");
  const tls = secure && {
    tls: true,
    servername: host,
    minVersion: "TLSv1.2",
    ...(ca !== undefined && { ca }),
  };
  let session!: Session;
  await new Promise<void>((resolve, reject) => {
    session = smpp.connect({ host, port, ...tls }, resolve);
    // It stays: a line that breaks, or says what nobody understands, is given up, and must not end the process.
    session.on("error", (error) => {
      session.destroy();
      reject(error);
    });
    session.once("close", () => reject(new Error("the line was closed")));
    sleep(PATIENCE_MS, undefined, { ref: false }).then(() => reject(new Error("no answer")));
  }).catch((error) => {
    session.destroy();
    throw error;
  });
  listenTo(session, failed);
  const { user: system_id, pass: password } = login;
  const answer = await answered(session, (done) =>
    session.bind_transceiver({ system_id, password, interface_version: 0x34 }, done),
  );
  if (answer?.command_status !== 0) {
    session.destroy();
    throw new Error("the centre does not let this service in");
  }
  keepAsking(session);
  return session;
}

/** What the centre says of itself: that it is there, that it goes, and what became of a message. */
function listenTo(session: Session, failed: (reference: string) => void): void {
  session.on("enquire_link", (pdu: Pdu) => session.send(pdu.response()));
  session.on("unbind", (pdu: Pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on("deliver_sm", (pdu: Pdu) => {
    session.send(pdu.response());
    // What somebody answered from her telephone is not for a program to read: it is not even looked at.
    const reference = failureIn(pdu);
    if (reference !== null) failed(reference);
  });
}

/** A line nobody answers on any more is given up, so that the next message does not go into it. */
function keepAsking(session: Session): void {
  const timer = setInterval(async () => {
    const answer = await answered(session, (done) => session.enquire_link(done)).catch(() => null);
    if (answer === null) session.destroy();
  }, ASK_EVERY_MS);
  timer.unref();
  session.once("close", () => clearInterval(timer));
}

async function submitted(
  session: Session,
  from: string,
  letter: Letter,
): Promise<Delivery | { readonly reference: string }> {
  if (!/^\d{8,15}$/.test(letter.to)) return "refused";
  // The same alphabet for all: what the default one of a centre is, and whether it has every sign, differs.
  const text = Buffer.from(letter.text, "utf16le").swap16();
  const fields = {
    ...senderOf(from),
    dest_addr_ton: INTERNATIONAL,
    dest_addr_npi: ISDN,
    destination_addr: letter.to,
    registered_delivery: 1,
    validity_period: lasting(letter.minutes ?? LONGEST_MINUTES),
    data_coding: UCS2,
    // More than one short message holds, the centre takes apart.
    ...(text.length <= ONE_SEGMENT ? { short_message: text } : { message_payload: text }),
  };
  const answer = await answered(session, (done) => session.submit_sm(fields, done)).catch(() => null);
  if (answer === null) {
    // It may have been taken. Whatever comes on this line later belongs to no message that is waited for.
    session.destroy();
    return "uncertain";
  }
  if (answer.command_status === 0) return { reference: answer.message_id ?? "" };
  return LATER.has(answer.command_status) ? "later" : "refused";
}

const UCS2 = 8;
const ONE_SEGMENT = 140;
const LONGEST_MINUTES = 24 * 60;

// Numbering of SMPP 3.4, 5.2.5 and 5.2.6.
const INTERNATIONAL = 1;
const NETWORK_SPECIFIC = 3;
const ALPHANUMERIC = 5;
const ISDN = 1;

/** The centre fails itself, its queue is full, it is asked too fast, or the way on is blocked for now (5.1.3). */
const LATER: ReadonlySet<number> = new Set([0x08, 0x14, 0x58, 0x64]);

function senderOf(from: string) {
  if (from.startsWith("+"))
    return { source_addr_ton: INTERNATIONAL, source_addr_npi: ISDN, source_addr: from.slice(1) };
  const source_addr_ton = /^\d+$/.test(from) ? NETWORK_SPECIFIC : ALPHANUMERIC;
  return { source_addr_ton, source_addr_npi: 0, source_addr: from };
}

/** How long from now the centre may try, in its way of writing it (7.1.1): a telephone that is off gets it at no other hour. */
function lasting(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const most = Math.min(Math.max(minutes, 1), LONGEST_MINUTES);
  return `0000${two(Math.floor(most / 1440))}${two(Math.floor((most % 1440) / 60))}${two(most % 60)}00000R`;
}

/** The reference of a message that a receipt says will not arrive: expired, deleted, undeliverable, rejected (5.2.28, appendix B). */
function failureIn(pdu: Pdu): string | null {
  if (((pdu.esm_class ?? 0) & 0x3c) !== RECEIPT) return null;
  const { message } = pdu.short_message ?? {};
  const text = Buffer.isBuffer(message) ? message.toString("latin1") : (message ?? "");
  const failed = GONE.has(pdu.message_state ?? 0) || /\bstat:(?:EXPIRED|DELETED|UNDELIV|REJECTD)/i.test(text);
  return failed ? (pdu.receipted_message_id ?? /\bid:(\S+)/i.exec(text)?.[1] ?? null) : null;
}

const RECEIPT = 0x04;
const GONE: ReadonlySet<number> = new Set([3, 4, 5, 8]);

/** One exchange. Rejects where the line closes first, or nothing is heard for too long. */
function answered(session: Session, ask: (done: (answer: Pdu) => void) => boolean): Promise<Pdu> {
  return new Promise((resolve, reject) => {
    const closed = () => reject(new Error("the line was closed"));
    session.once("close", closed);
    const late = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
    const sent = ask((answer) => {
      clearTimeout(late);
      session.off("close", closed);
      resolve(answer);
    });
    if (!sent) closed();
  });
}
