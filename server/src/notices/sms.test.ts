import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import smpp, { type Pdu, type Session } from "smpp";
import { afterEach, describe, expect, it } from "vitest";
import { type SmsCentre, smsLine } from "./sms.ts";

/** A short message centre in this process, which speaks the protocol and keeps what it was sent. */

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const LOGIN = { user: "esme", pass: "secret" };
const LETTER = {
  to: "77011234567",
  sender: "",
  subject: "Жауап",
  text: "Жауап: https://uqi.example/n/ҚҢӘ_-abc",
  minutes: 75,
};

type Centre = {
  readonly at: SmsCentre;
  readonly submitted: Pdu[];
  readonly sessions: Session[];
};

/** `answer`: what comes back to a message, as fields of the response; null: the line is cut instead. */
async function centre(answer: (pdu: Pdu) => object | null = () => ({ message_id: "7f01" })): Promise<Centre> {
  const submitted: Pdu[] = [];
  const sessions: Session[] = [];
  const server = smpp.createServer((session) => {
    sessions.push(session);
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: Pdu) => {
      const known = pdu.system_id === LOGIN.user && pdu.password === LOGIN.pass;
      session.send(pdu.response({ command_status: known ? 0 : 0x0e }));
    });
    session.on("submit_sm", (pdu: Pdu) => {
      submitted.push(pdu);
      const told = answer(pdu);
      if (told === null) session.destroy();
      else session.send(pdu.response(told));
    });
    session.on("unbind", (pdu: Pdu) => session.send(pdu.response()));
  });
  const at = await listening(server);
  closers.push(() => {
    for (const session of sessions) session.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { at, submitted, sessions };
}

async function listening(server: Server): Promise<SmsCentre> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port, secure: false, login: LOGIN };
}

function lineTo(at: SmsCentre, from = "Uqi") {
  const line = smsLine(at, from);
  closers.push(() => line.close());
  return line;
}

const tellOf = (session: Session, fields: object) =>
  new Promise<Pdu>((resolve) => session.deliver_sm({ esm_class: 4, ...fields }, resolve));

describe("SMS by SMPP", () => {
  it("arrives in one piece in every alphabet, from a sender that tells nothing, and only while it is safe", async () => {
    const { at, submitted, sessions } = await centre();
    const line = lineTo(at);
    expect(await line.carrier(LETTER)).toEqual({ reference: "7f01" });
    expect(await line.carrier({ ...LETTER, text: "Reply" })).toEqual({ reference: "7f01" });
    expect(submitted[0]).toMatchObject({
      destination_addr: LETTER.to,
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      source_addr: "Uqi",
      source_addr_ton: 5,
      data_coding: 8,
      registered_delivery: 1,
      esm_class: 0,
    });
    expect(submitted.map((pdu) => pdu.short_message?.message)).toEqual([LETTER.text, "Reply"]);
    // One line for both.
    expect(sessions).toHaveLength(1);
  });

  it("is on the wire what the protocol says, read byte by byte", async () => {
    const raw = await new Promise<Buffer>((resolve) => {
      const held: Buffer<ArrayBufferLike>[] = [];
      const server = createServer((socket: Socket) => {
        socket.on("error", () => undefined);
        socket.on("data", (chunk: Buffer) => {
          held.push(chunk);
          const all = Buffer.concat(held);
          const first = all.readUInt32BE(0);
          if (held.length === 1) {
            // bind_transceiver_resp: length, command, status, sequence, system id.
            const answer = Buffer.alloc(17);
            answer.writeUInt32BE(17, 0);
            answer.writeUInt32BE(0x80000009, 4);
            answer.writeUInt32BE(all.readUInt32BE(12), 12);
            socket.write(answer);
          } else if (all.length > first && all.length === first + all.readUInt32BE(first)) {
            resolve(all.subarray(first));
            socket.destroy();
          }
        });
      });
      closers.push(() => new Promise((done) => server.close(done)));
      listening(server).then((at) => lineTo(at, "+77001112233").carrier(LETTER));
    });
    expect(raw.readUInt32BE(4)).toBe(0x00000004);
    // Fields as they stand one after the other in submit_sm (SMPP 3.4, 4.4.1).
    let at = 16;
    const text = () => {
      const end = raw.indexOf(0, at);
      const found = raw.toString("latin1", at, end);
      at = end + 1;
      return found;
    };
    const byte = () => raw.readUInt8(at++);
    expect([text(), byte(), byte(), text()]).toEqual(["", 1, 1, "77001112233"]);
    expect([byte(), byte(), text()]).toEqual([1, 1, LETTER.to]);
    expect([byte(), byte(), byte()]).toEqual([0, 0, 0]);
    // Sent at once, and given up after an hour and a quarter.
    expect([text(), text()]).toEqual(["", "000000011500000R"]);
    expect([byte(), byte(), byte(), byte()]).toEqual([1, 0, 8, 0]);
    const length = byte();
    expect(length).toBeLessThanOrEqual(140);
    expect(new TextDecoder("utf-16be").decode(raw.subarray(at, at + length))).toBe(LETTER.text);
    expect(at + length).toBe(raw.length);
  });

  it("says what became of it: not now, never, or nobody knows", async () => {
    const answers: [object | null, unknown][] = [
      [{ command_status: 0x58 }, "later"],
      [{ command_status: 0x14 }, "later"],
      [{ command_status: 0x0b }, "refused"],
      [null, "uncertain"],
      [{ message_id: "1" }, { reference: "1" }],
    ];
    const told = answers.map(([answer]) => answer);
    const { at, submitted, sessions } = await centre(() => told.shift() ?? null);
    const line = lineTo(at);
    for (const [, became] of answers) expect(await line.carrier(LETTER)).toEqual(became);
    // A line that was cut is opened anew.
    expect(sessions).toHaveLength(2);
    expect(await line.carrier({ ...LETTER, to: "she@post.example" })).toBe("refused");
    expect(submitted).toHaveLength(answers.length);
  });

  it("goes nowhere where nobody listens, where it is not let in, or where the line would be in the clear", async () => {
    const { at, submitted } = await centre();
    const gone = await centre();
    await closers.pop()?.();
    for (const where of [
      gone.at,
      { ...at, login: { ...LOGIN, pass: "wrong" } },
      { ...at, host: "LOCALHOST" },
    ]) {
      const line = lineTo(where);
      expect(await line.listen()).toBe(false);
      expect(await line.carrier(LETTER)).toBe("later");
    }
    expect(submitted).toEqual([]);
    expect(await lineTo(at).listen()).toBe(true);
  });

  it("is told of later where it did not arrive; what was written from a telephone is not read", async () => {
    const { at, sessions } = await centre();
    const line = lineTo(at);
    await line.carrier(LETTER);
    const [session] = sessions as [Session];
    const receipt = (id: string, stat: string) =>
      `id:${id} sub:001 dlvrd:000 submit date:2411 stat:${stat} err:045 text:`;
    await tellOf(session, { short_message: receipt("7f01", "DELIVRD") });
    await tellOf(session, { esm_class: 0, short_message: receipt("8", "UNDELIV") });
    expect(line.failed()).toEqual([]);
    await tellOf(session, { short_message: receipt("7f01", "EXPIRED") });
    await tellOf(session, { short_message: receipt("9", "UNDELIV") });
    const answer = await tellOf(session, { short_message: "", receipted_message_id: "a0", message_state: 8 });
    expect(answer.command_status).toBe(0);
    expect(line.failed()).toEqual(["7f01", "9", "a0"]);
    expect(line.failed()).toEqual([]);
  });
});
