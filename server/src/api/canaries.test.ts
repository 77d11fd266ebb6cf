import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { DATA_CLASSES, type DataClass } from "@arasha/packs";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import pg from "pg";
import { pino } from "pino";
import { extractText } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseSearch } from "../contract/index.ts";
import { NOW, startService, type TestService } from "./testing.ts";

/**
 * Words that stand nowhere else are put into every place personal content can be told; then everything the system can put
 * out is searched for them: tables, the files of the cluster, its write-ahead log, the service's log, lists, searches,
 * statistics, problems, headers, and the pages of those who may not read.
 */

/** One word a class, in letters both alphabets use, so that no encoding hides it. */
const canary = (name: DataClass | "typed") => `qanaryzz${name}qx7`;
/** A child's date of birth: only its band is coded. */
const BORN = "2013-04-17";
const EVERYWHERE = [...DATA_CLASSES.map(canary), canary("typed"), BORN];

let service: TestService;
let log = "";
let caseId = "";
const said: string[] = [];

beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  service = await startService({ logger: pino({ level: "trace" }, sink) });
  const opened = await service.as("hotline-operator", {
    method: "POST",
    url: "/api/cases",
    headers: { "idempotency-key": randomUUID() },
    payload: {
      report: {
        channel: "phone",
        place: "TL-N",
        reportedBy: "survivor",
        sealed: { account: canary("narrative") },
      },
      safeContact: {
        body: { channel: "call", language: "ru", until: "2026-04-10T09:00:00Z" },
        sealed: { to: canary("contact"), codeWord: canary("contact"), note: canary("contact") },
      },
      persons: {
        body: {
          persons: [
            { id: "p1", role: "survivor" },
            { id: "p2", role: "child" },
          ],
        },
        sealed: {
          persons: [
            { id: "p1", name: canary("identity"), phone: canary("contact"), address: canary("address") },
            { id: "p2", name: canary("child"), born: BORN },
          ],
        },
      },
      referrals: [
        {
          to: "police",
          agency: "testland.police.tl-n",
          purpose: "safe-place",
          ground: { kind: "consent", language: "ru", method: "spoken" },
          classes: [],
          until: "2026-06-08T09:00:00Z",
        },
      ],
    },
  });
  expect(opened.statusCode).toBe(201);
  caseId = opened.json().caseId;
  let after = opened.json().seq;
  for (const name of ["health", "plan"] as const) {
    const entry = { type: "note", body: { class: name }, sealed: { text: canary(name) } };
    after = (await write("hotline-operator", { after, entry })).json().seq;
  }
  const why = { type: "correction", body: { corrects: 1, body: {} }, sealed: { why: canary("typed") } };
  await write("hotline-operator", { after, entry: why });
  await service.as("hotline-operator", {
    method: "PUT",
    url: "/api/draft",
    payload: { content: { account: canary("typed") } },
  });
});
afterAll(() => service.close());

function write(role: string, payload: object) {
  return service.as(role, {
    method: "POST",
    url: `/api/cases/${caseId}/entries`,
    headers: { "idempotency-key": randomUUID() },
    payload,
  });
}

const found = (text: string) => EVERYWHERE.filter((word) => text.includes(word));

describe("what was told", () => {
  it("is read by the one who took it, so the words are there to be found", async () => {
    const { body } = await service.as("hotline-operator", { url: `/api/cases/${caseId}` });
    expect(found(body)).toEqual([...DATA_CLASSES.map(canary), BORN]);
  });

  it("stands in no row of any table", async () => {
    const { owner } = service.deps.store;
    const { rows } = await owner.query(
      "select table_name as name from information_schema.tables where table_schema = 'arasha'",
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { name } of rows) {
      const { rows: text } = await owner.query(
        `select coalesce(string_agg(t::text, ' '), '') as all from ${name} t`,
      );
      expect([name, found(text[0].all)]).toEqual([name, []]);
    }
  });

  it("stands in no file of the cluster: a stolen disk or backup does not tell it", async () => {
    const client = new pg.Client({ connectionString: service.superuserUrl });
    await client.connect();
    await client.query("checkpoint");
    const { rows } = await client.query("select current_setting('data_directory') as folder");
    await client.end();
    const search = (word: string) => {
      try {
        return execFileSync("grep", ["-rlaF", word, rows[0].folder], { encoding: "utf8", stdio: "pipe" });
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
        // Nothing found is an exit of 1. Other tests drop their databases meanwhile; any other failure is one of the search.
        const gone = stderr
          .trim()
          .split("\n")
          .every((line) => line.endsWith("No such file or directory"));
        if (status === 1 || (status === 2 && gone)) return stdout;
        throw error;
      }
    };
    // The search does find what is there in clear: the code of the channel.
    expect(search("hotline-operator")).not.toBe("");
    for (const word of EVERYWHERE) expect([word, search(word)]).toEqual([word, ""]);
  });

  it("stands in no answer to those it was not opened to, nor in a list, a search or a count", async () => {
    const asked = [
      `/api/cases/${caseId}`,
      "/api/cases",
      "/api/queue",
      "/api/statistics/funnel?breakOn=2024-06-16",
      "/api/country",
      "/api/session",
      "/api/account",
      "/api/account/declaration",
      "/api/people",
      "/api/draft",
      "/api/trail/checkpoint",
      "/api/health",
      "/api/openapi.json",
      `/api/${canary("typed")}`,
    ];
    for (const role of ["police-inspector", "prosecutor", "court-clerk", "shelter-worker", "ombudsman", null])
      for (const request of [...asked.map((url) => ({ url })), search(canary("typed"), "code")])
        keep(await service.as(role, request));
    keep(await service.as("hotline-operator", { url: "/api/cases" }));
    keep(await service.as("hotline-operator", { url: "/api/queue" }));
    const wrong = [
      {
        after: 1,
        entry: { type: "note", body: { class: canary("typed") }, sealed: { text: canary("plan") } },
      },
      { after: 1, entry: { type: canary("typed"), body: {} } },
      { after: 1, entry: { type: "note", body: {}, sealed: { text: canary("plan") } } },
      { after: 99, entry: { type: "note", body: {}, sealed: { [canary("typed")]: 1 } } },
    ];
    for (const payload of wrong)
      for (const role of ["hotline-operator", "police-inspector", "prosecutor"])
        keep(await write(role, payload));
    expect(said.length).toBeGreaterThan(90);
    // A field nobody knows is named to the one who sent it; nothing else comes back.
    const echoed = said.filter((text) => found(text).length > 0);
    for (const text of echoed) {
      expect(found(text)).toEqual([canary("typed")]);
      expect(JSON.parse(text).status).toBe(422);
    }
  });

  it("stands in no line of the log, at its most talkative", () => {
    expect(log).toContain("answered");
    expect(found(log)).toEqual([]);
  });
});

function keep(response: LightMyRequestResponse): void {
  expect(response.statusCode).toBeLessThan(500);
  expect(found(JSON.stringify(response.headers))).toEqual([]);
  said.push(response.body);
}

describe("what leaves the house", () => {
  it("tells nothing of address, telephone, plan or story: not the file, the page, their names, or the list", async () => {
    const { caseId: own, seq } = await ownCase();
    const at = (path: string) => `/api/cases/${own}/documents${path}`;
    const send = (role: string, url: string, payload: object) =>
      service.as(role, {
        method: "POST",
        url,
        headers: { "idempotency-key": randomUUID() },
        payload,
      });
    const asked = {
      after: seq,
      template: "bundle",
      language: "en",
      fields: ["agency.name", "protected.name"],
    };
    const told = await send("police-inspector", at(""), { ...asked, text: canary("address") });
    expect([told.statusCode, told.json().errors[0].field]).toEqual([422, "text"]);
    const made = (await send("police-inspector", at(""), asked)).json();
    const approved = await send("police-counsel", at(`/${made.seq}/approval`), { after: made.seq });
    expect(approved.statusCode).toBe(201);
    const pdf = await service.as("police-inspector", { url: at(`/${made.seq}/pdf`) });
    const page = await service.as("police-inspector", { url: at(`/${made.seq}/page`) });
    expect(pdf.headers["content-disposition"]).toMatch(
      /^attachment; filename="[0-9A-Z]{4}-[0-9A-Z]{4}\.pdf"$/,
    );
    const { text } = await extractText(new Uint8Array(pdf.rawPayload), { mergePages: true });
    expect(text).toContain(canary("identity"));
    expect(page.body).toContain(canary("identity"));
    const view = (await service.as("police-inspector", { url: `/api/cases/${own}` })).json();
    const out = [
      text,
      pdf.rawPayload.toString("latin1"),
      page.body,
      JSON.stringify([pdf.headers, page.headers]),
    ];
    for (const printed of [...out, JSON.stringify(view.documents)])
      expect(found(printed).filter((word) => word !== canary("identity"))).toEqual([]);
    expect(found(log)).toEqual([]);
  });
});

/** A case of the police's own, with every place filled they may write. */
async function ownCase(): Promise<{ readonly caseId: string; readonly seq: number }> {
  const opened = await service.as("police-inspector", {
    method: "POST",
    url: "/api/cases",
    headers: { "idempotency-key": randomUUID() },
    payload: {
      report: {
        channel: "phone",
        place: "TL-N",
        reportedBy: "survivor",
        sealed: { account: canary("narrative") },
      },
      persons: {
        body: { persons: [{ id: "p1", role: "survivor" }] },
        sealed: {
          persons: [
            {
              id: "p1",
              name: canary("identity"),
              phone: canary("contact"),
              address: canary("address"),
              workplace: canary("address"),
            },
          ],
        },
      },
    },
  });
  return opened.json();
}

/** Why a case does not exist for somebody: her agency takes no part in it, or she is related to somebody in it. */
const HIDDEN: readonly [string, { readonly who: string; readonly phone: string }][] = [
  ["one takes no part in", { who: "court-clerk", phone: "5550100" }],
  ["of somebody close to oneself", { who: "police-inspector", phone: "5550200" }],
];

describe.each(HIDDEN)("a case %s", (_, { who: stranger, phone }) => {
  let caseId = "";
  beforeAll(async () => {
    const persons = {
      body: { persons: [{ id: "p1", role: "survivor" }] },
      sealed: { persons: [{ id: "p1", phone }] },
    };
    const referral = {
      to: "police",
      agency: "testland.police.tl-n",
      purpose: "safe-place",
      ground: { kind: "consent", language: "ru", method: "spoken" },
      classes: ["contact"],
      until: "2026-06-08T09:00:00Z",
    };
    const opened = await service.as("hotline-operator", {
      method: "POST",
      url: "/api/cases",
      headers: { "idempotency-key": randomUUID() },
      payload: {
        report: { channel: "phone", place: "TL-N", reportedBy: "survivor" },
        facts: { date: "2026-03-09", acts: ["battery"], harm: "pain", relation: "spouse" },
        persons,
        referrals: [referral],
      },
    });
    caseId = opened.json().caseId;
    if (stranger !== "police-inspector") return;
    // It is there, until she tells that the number is hers.
    expect((await service.as(stranger, { url: `/api/cases/${caseId}` })).statusCode).toBe(200);
    const declared = await service.as(stranger, {
      method: "POST",
      url: "/api/account/declaration",
      payload: { telephones: [phone] },
    });
    expect([declared.statusCode, declared.json()]).toEqual([200, { at: NOW }]);
  });

  it("is, to whoever asks, a case that does not exist: the same answer to every request, to the letter", async () => {
    const requests = (id: string) => [
      { method: "GET" as const, url: `/api/cases/${id}` },
      {
        method: "POST" as const,
        url: `/api/cases/${id}/entries`,
        headers: { "idempotency-key": randomUUID() },
        payload: { after: 1, entry: { type: "note", body: {}, sealed: { text: "x" } } },
      },
      {
        method: "POST" as const,
        url: `/api/cases/${id}/entries`,
        headers: { "idempotency-key": randomUUID() },
        payload: { after: 1, entry: { type: "outcome", body: { outcome: "nonsense" } } },
      },
    ];
    const answers = async (id: string) => {
      const all: unknown[] = [];
      for (const request of requests(id)) {
        const { statusCode, body, headers } = await service.as(stranger, request);
        const { "x-request-id": _, date: __, ...same } = headers;
        all.push([statusCode, same, { ...JSON.parse(body), instance: null }]);
      }
      return all;
    };
    expect(await answers(caseId)).toEqual(await answers(randomUUID()));
    const { rows } = await service.deps.store.owner.query("select code from case_file where case_id = $1", [
      caseId,
    ]);
    const { code } = rows[0];
    expect((await service.as("hotline-operator", search(code, "code"))).json().rows).toHaveLength(1);
    expect((await service.as(stranger, search(code, "code"))).body).toBe(
      (await service.as(stranger, search("0000-0000", "code"))).body,
    );
    expect((await service.as("hotline-operator", search(phone))).json().rows).toHaveLength(1);
    expect((await service.as(stranger, search(phone))).body).toBe(
      (await service.as(stranger, search("5550999"))).body,
    );
    for (const url of ["/api/cases", "/api/queue"])
      expect((await service.as(stranger, { url })).body).not.toContain(caseId);
  });

  it("costs the database the same, known or not", async () => {
    const asked = async (request: InjectOptions) => {
      const queries: string[] = [];
      const { query } = pg.Client.prototype;
      // Every statement sent, in order: the work done is the time taken.
      pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
        const [first] = args as [string | { readonly text: string }];
        queries.push(typeof first === "string" ? first.slice(0, 6) : first.text);
        return (query as (...all: unknown[]) => unknown).apply(this, args);
      } as typeof query;
      try {
        await service.as(stranger, request);
      } finally {
        pg.Client.prototype.query = query;
      }
      return queries;
    };
    const { code } = (await service.as("hotline-operator", search(phone))).json().rows[0];
    for (const [known, unknown] of [
      [{ url: `/api/cases/${caseId}` }, { url: `/api/cases/${randomUUID()}` }],
      [search(phone), search("5550999")],
      [search(code, "code"), search("0000-0000", "code")],
    ] as const) {
      const work = await asked(known);
      expect(work.length).toBeGreaterThan(2);
      expect(work).toEqual(await asked(unknown));
    }
  });
});

function search(number: string, by: CaseSearch["by"] = "telephone"): InjectOptions {
  return { method: "POST", url: "/api/cases/search", payload: { by, number } };
}
