import type { SMTPServer, SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { mailCarrier } from "./mail.ts";
import { smtpServer } from "./testing.ts";

const servers: SMTPServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function serve(options: SMTPServerOptions = {}) {
  const made = await smtpServer(options);
  servers.push(made.server);
  return made;
}

const FROM = "post@uqi.example";
const LETTER = {
  to: "she@post.example",
  sender: "Справочная",
  subject: "Ответ",
  text: "Ответ: https://uqi.example/n/abc",
};
/** This machine under a name that is not taken for it, so that the line must be encrypted. */
const ELSEWHERE = "LOCALHOST";

describe("e-mail by SMTP", () => {
  it("arrives as it was written, and says of this house nothing but the address it comes from", async () => {
    const { received, to } = await serve();
    expect(await mailCarrier(to("127.0.0.1"), FROM)(LETTER)).toBe("taken");
    const [mail] = received;
    expect(mail).toMatchObject({ from: FROM, to: ["she@post.example"], greeting: "uqi.example" });
    const [head = "", body = ""] = mail?.raw.split("\r\n\r\n") ?? [];
    const names = head
      .replaceAll(/\r\n\s+/g, " ")
      .split("\r\n")
      .map((line) => line.split(":")[0]);
    expect(names.sort()).toEqual(
      [
        "Auto-Submitted",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
      ].sort(),
    );
    expect(head).toMatch(/^Message-ID: <[\w-]+@uqi\.example>$/m);
    expect(head).not.toMatch(/nodemailer|arasha/i);
    expect(Buffer.from(body, "base64").toString()).toBe(LETTER.text);
  });

  it("goes to one address: none that could be read as two, or as a line of its own", async () => {
    const { received, to } = await serve();
    const send = mailCarrier(to("127.0.0.1"), FROM);
    for (const address of [
      "a@b.example, he@b.example",
      "a@b.example\r\nBcc: he@b.example",
      "She <a@b.example>",
      "a@b",
      "",
      "a@b.example;c@d.example",
    ])
      expect([address, await send({ ...LETTER, to: address })]).toEqual([address, "refused"]);
    expect(await send({ ...LETTER, subject: "x\r\nBcc: he@b.example" })).toBe("taken");
    expect(received[0]?.to).toEqual(["she@post.example"]);
    expect(received[0]?.raw).not.toMatch(/^Bcc/m);
  });

  it("is not sent to another machine without an encrypted line, nor to one nobody vouches for", async () => {
    const plain = await serve();
    expect(await mailCarrier(plain.to(ELSEWHERE), FROM)(LETTER)).toBe("later");
    const unknown = await serve({ disabledCommands: [] });
    expect(await mailCarrier(unknown.to(ELSEWHERE), FROM)(LETTER)).toBe("later");
    expect([...plain.received, ...unknown.received]).toEqual([]);
  });

  it("is signed in for where a login is given", async () => {
    const seen: string[] = [];
    const guarded = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        seen.push(`${auth.username}/${auth.password}`);
        done(auth.password === "right" ? null : new Error("wrong"), { user: "u" });
      },
    });
    const login = (pass: string) => guarded.to("127.0.0.1", { login: { user: "u", pass } });
    expect(await mailCarrier(login("wrong"), FROM)(LETTER)).toBe("later");
    expect(await mailCarrier(login("right"), FROM)(LETTER)).toBe("taken");
    expect(seen).toEqual(["u/wrong", "u/right"]);
  });

  it("tells apart what was turned away now, for good, and what may have arrived", async () => {
    const refusing = (code: number) =>
      serve({
        onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no"), { responseCode: code })),
      });
    expect(await mailCarrier((await refusing(450)).to("127.0.0.1"), FROM)(LETTER)).toBe("later");
    expect(await mailCarrier((await refusing(550)).to("127.0.0.1"), FROM)(LETTER)).toBe("refused");
    const cut = await serve({
      onData(stream, session) {
        stream.resume();
        stream.on("end", () => {
          for (const server of servers)
            for (const line of server.connections) if (session.id === line.id) line.close();
        });
      },
    });
    expect(await mailCarrier(cut.to("127.0.0.1"), FROM)(LETTER)).toBe("uncertain");
    const gone = await serve();
    await new Promise<void>((resolve) => servers.pop()?.close(() => resolve()));
    expect(await mailCarrier(gone.to("127.0.0.1"), FROM)(LETTER)).toBe("later");
  });
});
