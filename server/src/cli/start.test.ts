import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get, type RequestOptions } from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { connect as secure } from "node:tls";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findEmbedded } from "../store/embedded.ts";
import { findProcess } from "../store/process-mark.ts";
import { emptyDatabase, freshDatabase, startedBefore, temporaryFolder } from "../store/testing.ts";
import { makeCertificate } from "./certificate.testing.ts";
import { type StartOptions, start, withEnvironment } from "./start.ts";

const NOW = "2026-06-01T06:00:00Z";

let folder: string;
let running: Run[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, "web"));
  writeFileSync(join(folder, "web", "index.html"), "<title>Arasha</title>");
});
afterEach(async () => {
  await Promise.all(running.map((run) => run.stop()));
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

type Run = {
  readonly out: () => string;
  readonly err: () => string;
  readonly over: Promise<number>;
  /** Resolves when the text was printed; rejects when the program ended without it. */
  until(text: string): Promise<void>;
  stop(): Promise<number>;
};

function run(options: StartOptions = {}): Run {
  const asked = new AbortController();
  let out = "";
  let err = "";
  const over = start(
    { port: 0, cases: 0, country: "testland", ...folders(), ...options },
    {
      out: { write: (text) => (out += text) },
      err: { write: (text) => (err += text) },
      clock: () => NOW,
      signal: asked.signal,
    },
  );
  const self: Run = {
    out: () => out,
    err: () => err,
    over,
    async until(text) {
      let ended = false;
      over.finally(() => (ended = true)).catch(() => undefined);
      while (!out.includes(text)) {
        if (ended) throw new Error(`ended without ${JSON.stringify(text)}:\n${out}\n${err}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    stop() {
      asked.abort();
      return over;
    },
  };
  running.push(self);
  return self;
}

const folders = () => ({ dataFolder: join(folder, "data"), webFolder: join(folder, "web") });
const UP = "Ctrl-C stops Arasha.";
const addressIn = (out: string) => out.match(/serving +(http:\S+)/)?.[1] ?? "";
const linksIn = (out: string) => [...out.matchAll(/^ {2}(.+?) +(http:\S+)\/sign-in#([\w-]{43})$/gm)];

async function caseCount(): Promise<number> {
  const config = findEmbedded(join(folder, "data"));
  const client = new pg.Client({ connectionString: config?.ownerUrl });
  await client.connect();
  try {
    return (await client.query("select count(*)::integer as n from arasha.case_file")).rows[0].n;
  } finally {
    await client.end();
  }
}

async function occupied<T>(port: number, test: (taken: number) => Promise<T>): Promise<T> {
  const server = createServer();
  server.listen(port, "localhost");
  await once(server, "listening");
  try {
    return await test((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, "close");
  }
}

describe("a demonstration", () => {
  it("shows its steps, serves, loads its caseload once, and gives new links at every start", async () => {
    const first = run({ cases: 60, country: "kz" });
    await first.until(UP);
    expect(first.out()).toMatch(
      /law .*\n.*database .*\n.*migrations +001-spine, 002-trail.*\n.*trail +kept.*\n.*workspace .*\n.*serving .*\n(.*caseload .*of 60.*\n)*.*caseload +60 synthetic cases /,
    );
    const address = addressIn(first.out());
    expect((await fetch(`${address}/api/health`)).status).toBe(200);
    expect(await (await fetch(`${address}/`)).text()).toContain("<title>Arasha</title>");
    expect(await caseCount()).toBe(60);
    const links = linksIn(first.out());
    expect(new Set(links.map(([, role]) => role)).size).toBe(links.length);
    expect(links.length).toBeGreaterThanOrEqual(5);
    expect(await first.stop()).toBe(0);
    await expect(fetch(address)).rejects.toThrow();

    const second = run({ cases: 60, country: "kz" });
    await second.until(UP);
    expect(second.out()).toContain("60 synthetic cases, as before");
    expect(second.out()).toContain("up to date");
    expect(await caseCount()).toBe(60);
    const again = linksIn(second.out());
    expect(again.map(([, role]) => role)).toEqual(links.map(([, role]) => role));
    expect(again.map(([, , , token]) => token)).not.toEqual(links.map(([, , , token]) => token));
    const link = links[0]?.[3];
    const signedIn = await fetch(`${addressIn(second.out())}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ link }),
    });
    // A link of the first start still works: it is good for a week.
    expect(signedIn.ok).toBe(true);
  });

  it("completes a caseload whose loading was stopped half-way", async () => {
    startedBefore(folders().dataFolder);
    const first = run({ cases: 120, country: "kz" });
    await first.until("of 120");
    expect(await first.stop()).toBe(0);
    const second = run({ cases: 120, country: "kz" });
    await second.until(UP);
    expect(second.out()).toContain("caseload      120 synthetic cases ");
    expect(await caseCount()).toBe(120);
  });
});

describe("ports", () => {
  it("refuses a taken port that was asked for, and offers a free one", async () => {
    await occupied(0, async (port) => {
      const refused = run({ port });
      expect(await refused.over).toBe(1);
      expect(refused.err()).toMatch(
        new RegExp(`^Port ${port} is taken\\. Port \\d+ is free: choose it with --port or PORT\\.\\n$`),
      );
    });
  });

  it("takes the next free one when none was asked for", async () => {
    // Whoever holds 8080, this test or another program: it is taken.
    startedBefore(folders().dataFolder);
    const start = async () => {
      const moved = run({ port: undefined });
      await moved.until(UP);
      expect(moved.out()).toMatch(/Port 8080 is taken; using (\d+)\./);
      const address = addressIn(moved.out());
      expect(address).not.toBe("http://localhost:8080");
      expect((await fetch(`${address}/api/health`)).status).toBe(200);
    };
    await occupied(8080, start).catch((error) => {
      if (error.code !== "EADDRINUSE") throw error;
      return start();
    });
  });
});

const external = (databaseUrl: string, keysDatabaseUrl?: string, masterKey?: string) => ({
  databaseUrl,
  keysDatabaseUrl,
  masterKey,
  laterKeys: {},
  transit: null,
});

describe("a server of the operator's own", () => {
  it("is migrated and used as it is: no demonstration, no sign-in links, nothing embedded", async () => {
    const database = await freshDatabase();
    const apart = await emptyDatabase();
    const own = run({
      external: external(database.ownerUrl, apart.url, database.masterKey.toString("base64")),
    });
    await own.until(UP);
    expect((await fetch(`${addressIn(own.out())}/api/health?whose=hers`)).status).toBe(200);
    expect(own.err()).toBe("");
    // What no page of ours sends is told to whoever runs it, by the pattern of the route alone.
    await fetch(`${addressIn(own.out())}/api/health?whose=hers`, { method: "DELETE" });
    expect(JSON.parse(own.err())).toMatchObject({
      time: NOW,
      method: "DELETE",
      route: "/api/health",
      status: 405,
    });
    expect(own.err()).not.toContain("hers");
    expect(own.out()).not.toContain("caseload");
    expect(linksIn(own.out())).toEqual([]);
    expect(own.out()).toContain("Nobody has an account yet");
    expect(findEmbedded(join(folder, "data"))).toBeNull();
    expect(await own.stop()).toBe(0);
    await database.drop();
    await apart.drop();
  });

  it("is refused without a key store in another database", async () => {
    const database = await freshDatabase();
    for (const [keys, line] of [
      [undefined, /^ARASHA_KEYS_DATABASE_URL is missing: [^\n]+\n$/],
      [`${database.superuserUrl}?x=1`, /^ARASHA_KEYS_DATABASE_URL names the same database [^\n]+\n$/],
    ] as const) {
      const refused = run({
        external: external(database.ownerUrl, keys, database.masterKey.toString("base64")),
      });
      expect(await refused.over).toBe(1);
      expect(refused.err()).toMatch(line);
    }
    await database.drop();
  });

  it("is refused without the key its cases are sealed with", async () => {
    const database = await freshDatabase();
    const client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(
      "insert into arasha.case_key (case_id, class, author, version, holder, kek, wrapped) values (gen_random_uuid(), 'trail', '', 1, 'installation', 'master-1', '')",
    );
    await client.end();
    const refused = run({
      external: external(database.ownerUrl, "postgres://keeper@vault/keys?sslmode=verify-full"),
    });
    expect(await refused.over).toBe(1);
    expect(refused.err()).toMatch(/^The database holds cases, but their key .* opens? none of them\.\n$/);
    await database.drop();
  });
});

describe("encrypted lines", () => {
  /** The answer, or what ended the attempt. */
  const ask = (address: string, options: RequestOptions = {}) =>
    new Promise<{ status?: number; headers?: Record<string, unknown>; failed?: string }>((done) => {
      const url = new URL(address);
      // Certificates of the test vouch for themselves.
      const request = get(
        {
          host: "localhost",
          port: url.port,
          path: url.pathname,
          agent: false,
          rejectUnauthorized: false,
          ...options,
        },
        (response) => {
          response.resume();
          done({ status: response.statusCode, headers: response.headers });
        },
      );
      request.on("error", (error: NodeJS.ErrnoException) =>
        done({ failed: `${error.code} ${error.message}` }),
      );
    });

  it("are spoken by both listeners with a certificate each, and nothing else is", async () => {
    startedBefore(folders().dataFolder);
    const own = run({
      publicPort: 0,
      tls: makeCertificate(folder, "staff", { names: ["staff.example"] }),
      publicTls: makeCertificate(folder, "public", { names: ["law.example"] }),
      origin: "https://staff.example",
    });
    await own.until(UP);
    const [, staff = "", open = ""] = own.out().match(/staff at (\S+), the public at (https:\S+)/) ?? [];
    expect(staff).toBe("https://staff.example");
    expect(own.out()).toMatch(/ https:\/\/staff\.example\/sign-in#/);

    const page = await ask(`${open}/law`);
    expect(page).toMatchObject({ status: 200 });
    expect(page.headers?.["strict-transport-security"]).toMatch(/^max-age=31536000/);
    for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const)
      expect(await ask(`${open}/api/health`, { maxVersion })).toMatchObject({ status: 200 });
    // Refused by the service, with its alert, and not by the one who asks.
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    expect(await ask(`${open}/api/health`, old)).toEqual({
      failed: expect.stringMatching(/alert protocol version/),
    });
    for (const ciphers of ["ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA"])
      expect(await ask(`${open}/api/health`, { ciphers, maxVersion: "TLSv1.2" })).toEqual({
        failed: expect.stringMatching(/alert handshake failure/),
      });
    // Recorded today, opened in fifteen years: the key is agreed on in a way a quantum computer does not undo.
    const line = secure({ port: Number(new URL(open).port), host: "localhost", rejectUnauthorized: false });
    await once(line, "secureConnect");
    expect(line.getEphemeralKeyInfo()).toMatchObject({ name: "X25519MLKEM768" });
    line.destroy();
    const ca = readFileSync(join(folder, "public.pem"));
    const checked = { ca, rejectUnauthorized: true };
    expect(await ask(`${open}/api/health`, { ...checked, servername: "law.example" })).toMatchObject({
      status: 200,
    });
    expect(await ask(`${open}/api/health`, { ...checked, servername: "staff.example" })).toEqual({
      failed: expect.stringMatching(/^ERR_TLS_CERT_ALTNAME_INVALID/),
    });

    let answer = "";
    const clear = connect(Number(new URL(open).port), "localhost", () =>
      clear.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    );
    clear.on("data", (bytes) => (answer += bytes.toString("latin1")));
    clear.on("error", () => undefined);
    await once(clear, "close");
    expect(answer).not.toContain("HTTP/");
    expect(own.err()).toBe("");
  });

  it("or none at all: an address that others reach is not served in the clear", async () => {
    const refused = run({ host: "0.0.0.0" });
    expect(await refused.over).toBe(2);
    expect(refused.err()).toMatch(/^On 0\.0\.0\.0 others could reach Arasha without encryption\.[^\n]+\n$/);
    expect(refused.out()).not.toContain("database");
  });
});

describe("what stops a start is one line and exit 1", () => {
  it.each<[string, StartOptions, RegExp]>([
    ["a port that is none", { port: Number("eighty") }, /^The port is not a number from 0 to 65535\.\n$/],
    ["an address that is none", { external: external("somewhere") }, /^DATABASE_URL is not an address .*\n$/],
    [
      "a server that does not answer",
      { external: external("postgres://nobody@127.0.0.1:1/arasha") },
      /^The database in DATABASE_URL does not answer: .*\n$/,
    ],
    [
      "half a key",
      { external: external("postgres://nobody@127.0.0.1:1/arasha", undefined, "c2hvcnQ=") },
      /^ARASHA_MASTER_KEY does not hold 32 bytes in base64\.\n$/,
    ],
  ])("%s", async (_, options, line) => {
    const refused = run(options);
    expect(await refused.over).toBe(1);
    expect(refused.err()).toMatch(line);
  });

  it("a data folder in use, which goes on undisturbed", async () => {
    startedBefore(folders().dataFolder);
    const first = run();
    await first.until(UP);
    const second = run();
    expect(await second.over).toBe(1);
    expect(second.err()).toBe(
      `The data folder ${folder}/data is in use by process ${process.pid}. Stop that one first, or choose another folder with ARASHA_DATA.\n`,
    );
    expect((await fetch(`${addressIn(first.out())}/api/health`)).status).toBe(200);
  });
});

describe("in a terminal", () => {
  const script = () => `
    import { startHere } from ${JSON.stringify(new URL("./start.ts", import.meta.url).href)};
    console.log("pid " + process.pid + ".");
    process.exitCode = await startHere(${JSON.stringify({ port: 0, cases: 1000, country: "kz", ...folders() })});`;

  /** Waits until the program has printed the text, and returns all it will ever print. */
  async function printed(child: ChildProcess, moment: string): Promise<() => string> {
    let out = "";
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (text) => {
          out += text;
          if (out.includes(moment)) resolve();
        });
      }
      child.once("exit", () => reject(new Error(`ended early:\n${out}`)));
    });
    return () => out;
  }

  it.each(["SIGINT", "SIGTERM"] as const)("%s ends everything and exits 0, at any moment", async (signal) => {
    startedBefore(folders().dataFolder);
    for (const moment of ["database", "serving"]) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script()]);
      const out = await printed(child, moment);
      child.kill(signal);
      // npm passes a signal on that the terminal has sent already.
      child.kill(signal);
      const [code] = await once(child, "exit");
      expect(out()).toContain("Stopping …");
      expect(code).toBe(0);
      expect(findEmbedded(folders().dataFolder)).toBeNull();
    }
  });

  it("ends when the shell that npm started it with is gone", async () => {
    startedBefore(folders().dataFolder);
    const shell = spawn(
      "/bin/sh",
      ["-c", '"$0" "$@"; exit $?', process.execPath, "--input-type=module", "-e", script()],
      {
        env: { ...process.env, npm_command: "run-script" },
      },
    );
    const out = await printed(shell, "serving");
    const pid = Number(out().match(/pid (\d+)\./)?.[1]);
    shell.kill("SIGTERM");
    await once(shell, "close");
    expect(out()).toContain("Stopping …");
    // Its output closes a moment before the process is gone.
    await expect.poll(() => findProcess(pid), { timeout: 10_000 }).toBeNull();
    expect(findEmbedded(folders().dataFolder)).toBeNull();
  });
});

describe("withEnvironment", () => {
  it("lets an option win over the environment, and an empty variable count as none", () => {
    const env = { PORT: "9000", HOST: "", DATABASE_URL: "", ARASHA_DATA: "/srv/arasha" };
    expect(withEnvironment({ port: 7000, dataFolder: "/tmp/x" }, env)).toMatchObject({
      port: 7000,
      dataFolder: "/tmp/x",
      host: undefined,
      external: null,
    });
    expect(withEnvironment({}, env)).toMatchObject({ port: 9000, dataFolder: "/srv/arasha" });
    expect(withEnvironment({}, { PORT: "http" }).port).toBeNaN();
  });
});
