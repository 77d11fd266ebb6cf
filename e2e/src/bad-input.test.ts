import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARASHA, dataFolder, type Running, signIn, startArasha } from "./server.ts";

/**
 * What goes wrong outside, against the real process over real HTTP: each gets one clear message that names the field,
 * and nothing half-written. The words of single faults are tested beside the API and the command line.
 */
let data: ReturnType<typeof dataFolder>;
let files: ReturnType<typeof dataFolder>;
let arasha: Running;
let cookie: string;
beforeAll(async () => {
  data = dataFolder();
  files = dataFolder();
  arasha = await startArasha(data.path, { cases: 0 });
  cookie = await signIn(arasha, "Hotline operator");
});
afterAll(async () => {
  await arasha?.stop();
  data?.remove();
  files?.remove();
});

const REPORT = { channel: "hotline-111", place: "KZ-75", reportedBy: "survivor" };
const FACTS = { date: "2024-07-01", acts: ["battery"], harm: "pain", relation: "spouse" };

type Answer = { readonly status: number; readonly body: Body };
type Body = {
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly changed: readonly { readonly seq: number; readonly type: string }[];
  readonly rows: readonly { readonly caseId: string }[];
  readonly entries: readonly { readonly sealed: { readonly text?: string } | null }[];
};

describe("a first report with one thing wrong", () => {
  const wrong: readonly (readonly [string, object, string, RegExp])[] = [
    [
      "an unknown fact name",
      { facts: { ...FACTS, harn: "pain" } },
      "facts.harn",
      /Unknown fact `harn`: did you mean `harm`\?/,
    ],
    [
      "an impossible date",
      { facts: { ...FACTS, date: "2024-02-30" } },
      "facts.date",
      /^`2024-02-30` is not a day of the calendar/,
    ],
    [
      "an act before 2009",
      { facts: { ...FACTS, date: "2008-12-31" } },
      "facts.date",
      /^Lies before 2009-\d\d-\d\d, the first day/,
    ],
    [
      "a relation that does not exist",
      { facts: { ...FACTS, relation: "wife" } },
      "facts.relation",
      /^`wife` is not one of: spouse, /,
    ],
    [
      "a last part that is wrong after good ones",
      {
        facts: FACTS,
        referrals: [
          {
            to: "police",
            agency: "kz.police.nowhere",
            purpose: "police-response",
            ground: { kind: "emergency", why: "threat-to-life" },
          },
        ],
      },
      "referrals.0.agency",
      /^There is no such agency/,
    ],
  ];

  it.each(wrong)("%s: one message at its field, and no case", async (_, change, field, message) => {
    const before = await cases();
    const answer = await post("/api/cases", { report: REPORT, ...change });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ field, message: expect.stringMatching(message) }]);
    expect(await cases()).toEqual(before);
  });

  it("a body of 20 MB: refused with the limit, no case, and the next report is taken", async () => {
    const before = await cases();
    const account = "a".repeat(20 * 1024 * 1024);
    const answer = await upload(JSON.stringify({ report: { ...REPORT, sealed: { account } } }));
    expect(answer.status).toBe(413);
    expect(answer.body.detail).toBe("At most 1 MB are accepted. Nothing was written.");
    expect(await cases()).toEqual(before);
    expect((await post("/api/cases", { report: REPORT })).status).toBe(201);
  });
});

describe("two commands racing on one case", () => {
  it("one is written; the other is told what is new, and is written once it has read that", async () => {
    const { caseId, seq } = (await post("/api/cases", { report: REPORT })).body;
    const url = `/api/cases/${caseId}/entries`;
    const texts = ["first hand", "second hand"];
    const race = await Promise.all(texts.map((text) => post(url, { after: seq, entry: note(text) })));
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = race.findIndex(({ status }) => status === 409);
    expect(race[lost]?.body).toMatchObject({
      type: "urn:arasha:problem:case-moved",
      detail: expect.stringMatching(/^Nothing of yours was written\. One new entry/),
      changed: [{ seq: seq + 1, type: "note" }],
    });
    expect(await notes(caseId)).toEqual([texts[1 - lost]]);
    const again = await post(url, { after: seq + 1, entry: note(texts[lost] ?? "") });
    expect(again.status).toBe(201);
    expect(await notes(caseId)).toEqual([texts[1 - lost], texts[lost]]);
  });
});

describe("a connection lost after the commit", () => {
  it("a report sent again with its key is the same case, and there is one", async () => {
    const before = await cases();
    const key = randomUUID();
    const body = { report: REPORT, facts: FACTS };
    const lost = sendAndNeverRead("/api/cases", body, key);
    // Committed: others can see it. Only now does the client that sent it go away, its answer unread.
    const [caseId] = await eventually(async () => (await cases()).filter((id) => !before.includes(id)));
    lost.destroy();
    const again = await post("/api/cases", body, key);
    expect(again.status).toBe(201);
    expect(again.body.caseId).toBe(caseId);
    expect((await cases()).filter((id) => !before.includes(id))).toEqual([caseId]);
  });

  it("an entry sent again with its key has the same place, and is there once", async () => {
    const { caseId, seq } = (await post("/api/cases", { report: REPORT })).body;
    const url = `/api/cases/${caseId}/entries`;
    const key = randomUUID();
    const body = { after: seq, entry: note("said once") };
    const lost = sendAndNeverRead(url, body, key);
    await eventually(() => notes(caseId));
    lost.destroy();
    // The case has moved on by her own entry: sent again it is an answer, not a conflict.
    const again = await post(url, body, key);
    expect(again).toMatchObject({ status: 201, body: { caseId, seq: seq + 1 } });
    expect(await notes(caseId)).toEqual(["said once"]);
  });

  it("a client that hangs up at once, before it can know, is served once all the same", async () => {
    const { caseId, seq } = (await post("/api/cases", { report: REPORT })).body;
    const url = `/api/cases/${caseId}/entries`;
    const key = randomUUID();
    const body = { after: seq, entry: note("cut short") };
    const socket = sendAndNeverRead(url, body, key);
    await once(socket, "connect");
    socket.end();
    const again = await post(url, body, key);
    expect(again).toMatchObject({ status: 201, body: { seq: seq + 1 } });
    expect(await notes(caseId)).toEqual(["cut short"]);
    socket.destroy();
  });
});

describe("the command line as a process", () => {
  it("facts cut off in the middle: exit 2 and one line with file and line", async () => {
    const file = join(files.path, "facts.yaml");
    writeFileSync(file, "date: 2024-06-16\nacts: [battery]\nvictim: { age: 3");
    const { exit, out, err } = await run("law", "assess", file);
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err.startsWith(`${file}:3: is not readable as YAML: `)).toBe(true);
  });

  it("a pack in which two versions of a norm overlap: exit 1, the norm and its line", async () => {
    const pack = join(files.path, "kz");
    cpSync(join(import.meta.dirname, "../../packs/kz"), pack, { recursive: true });
    const norm = join(pack, "law/dv-2009/20.yaml");
    const text = readFileSync(norm, "utf8");
    writeFileSync(norm, text.replace("    until: kz.245-VIII\n", "").replace("    until: kz.72-VIII\n", ""));
    const { exit, out, err } = await run("law", "check", pack);
    expect(exit).toBe(1);
    expect(out).toMatch(/law\/dv-2009\/20\.yaml:\d+ versions\[\d\].*overlap/);
    expect(err).toMatch(/^\d+ faults?\n$/);
  });
});

const note = (text: string) => ({ type: "note", body: {}, sealed: { text } });

function headers(key: string): Record<string, string> {
  return { "content-type": "application/json", origin: arasha.address, cookie, "idempotency-key": key };
}

async function post(path: string, body: object, key: string = randomUUID()): Promise<Answer> {
  const answer = await fetch(`${arasha.address}${path}`, {
    method: "POST",
    headers: headers(key),
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** Sends all of it, whatever is answered meanwhile: `fetch` gives up when the server stops reading. */
function upload(body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${arasha.address}/api/cases`, {
      method: "POST",
      headers: headers(randomUUID()),
    });
    // The answer comes before the body is through: the pipe may break while it is still to be read.
    request.on("error", (error) => setTimeout(() => reject(error), 5_000));
    request.on("response", async (response) => {
      const text = (await response.setEncoding("utf8").toArray()).join("");
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
    });
    request.end(body);
  });
}

/** Sends a request whole and leaves the answer lying in the socket. */
function sendAndNeverRead(path: string, body: object, key: string) {
  const { hostname, port, host } = new URL(arasha.address);
  const payload = JSON.stringify(body);
  const head = Object.entries({ ...headers(key), host, "content-length": Buffer.byteLength(payload) });
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(
    `POST ${path} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${payload}`,
  );
  return socket;
}

async function get(path: string): Promise<Body> {
  const answer = await fetch(`${arasha.address}${path}`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Body;
}

async function cases(): Promise<readonly string[]> {
  return (await get("/api/cases?limit=200")).rows.map(({ caseId }) => caseId);
}

/** The notes on a case, in order. */
async function notes(caseId: string): Promise<readonly string[]> {
  const { entries } = await get(`/api/cases/${caseId}`);
  return entries.flatMap(({ sealed }) => sealed?.text ?? []);
}

/** Asks until there is something, for as long as the test may take. */
async function eventually<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  for (;;) {
    const found = await ask();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function run(...args: string[]) {
  const child = spawn(process.execPath, [ARASHA, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, [exit]] = await Promise.all([
    child.stdout.setEncoding("utf8").toArray(),
    child.stderr.setEncoding("utf8").toArray(),
    once(child, "close"),
  ]);
  return { exit, out: out.join(""), err: err.join("") };
}
