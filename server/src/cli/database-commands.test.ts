import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadCountry } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demo } from "../cases/demo.ts";
import { createDeps, type Deps } from "../cases/deps.ts";
import { findEmbedded } from "../store/embedded.ts";
import { prepareKeyStore } from "../store/secrets.ts";
import { closeStore, openStore } from "../store/store.ts";
import { emptyDatabase, freshDatabase, type TestDatabase, temporaryFolder } from "../store/testing.ts";
import { run } from "./program.ts";

const NOW = "2026-03-10T09:00:00Z";

async function arasha(env: Readonly<Record<string, string>>, ...args: string[]) {
  let out = "";
  let err = "";
  const exit = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => "",
    clock: () => NOW,
    env,
  });
  return { exit, out, err };
}

describe("on a server of the operator's own", () => {
  let database: TestDatabase;
  let apart: Awaited<ReturnType<typeof emptyDatabase>>;
  let deps: Deps;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    database = await freshDatabase();
    apart = await emptyDatabase();
    await prepareKeyStore(apart.url);
    env = {
      DATABASE_URL: database.ownerUrl,
      ARASHA_KEYS_DATABASE_URL: apart.url,
      ARASHA_MASTER_KEY: database.masterKey.toString("base64"),
    };
    deps = createDeps(openStore({ ...database, keysUrl: apart.url }), loadCountry("kz"));
    await demo(deps, { cases: 20, seed: 1, now: NOW });
  });
  afterAll(async () => {
    await closeStore(deps.store);
    await database.drop();
    await apart.drop();
  });

  it("lets an agency hold its own key, once, and says which file to take away", async () => {
    const there = { ...env, ARASHA_DATA: temporaryFolder() };
    const agency = "kz.shelter.kz-75";
    const handed = await arasha(there, "key", "hand-over", agency, "--json");
    expect(handed.exit).toBe(0);
    const { private: secret, keys } = JSON.parse(handed.out);
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    const { rows } = await deps.store.owner.query("select count(*) as held from case_key where holder = $1", [
      agency,
    ]);
    expect(keys).toBe(rows[0].held);
    expect(await arasha(there, "key", "hand-over", agency)).toMatchObject({
      exit: 1,
      err: `${agency} already holds its own key.\n`,
    });
    expect(await arasha(there, "key", "hand-over", "kz.nobody")).toMatchObject({ exit: 2 });
    rmSync(there.ARASHA_DATA, { recursive: true });
  });

  it("counts the justice chain", async () => {
    const { exit, out } = await arasha(env, "stats", "funnel", "--break", "2024-06-16", "--json");
    expect(exit).toBe(0);
    const funnel = JSON.parse(out);
    expect(funnel).toMatchObject({ asOf: NOW, synthetic: true, breakOn: "2024-06-16" });
    expect(funnel.before.reported + funnel.after.reported).toBe(20);
    const told = await arasha(env, "stats", "funnel", "--lang", "ru");
    expect(told.out).toMatch(/^СИНТЕТИЧЕСКИЕ ДАННЫЕ/);
  });

  it("lists what is owed on a case, by code or id, as it stood at a moment", async () => {
    const { rows } = await deps.store.owner.query(
      "select case_id, code, opened_at from case_file c where exists (select from duty d where d.case_id = c.case_id) order by code limit 1",
    );
    const [{ case_id: id, code, opened_at: opened }] = rows;
    const duties = (...args: string[]) => arasha(env, "case", "duties", ...args, "--json");
    const byCode = await duties(code.toLowerCase());
    expect(byCode.exit).toBe(0);
    expect(JSON.parse(byCode.out)).toEqual(JSON.parse((await duties(id)).out));
    const stored = await deps.store.owner.query("select duty from duty where case_id = $1 order by duty", [
      id,
    ]);
    const found = JSON.parse(byCode.out).map(({ duty }: { duty: string }) => duty);
    expect(found.sort()).toEqual(stored.rows.map(({ duty }) => duty));
    const before = Temporal.Instant.from(opened).subtract({ hours: 1 }).toString();
    expect(JSON.parse((await duties(id, "--as-of", before)).out)).toEqual([]);
    // As it would be with a bill that ends one of the norms it is owed by.
    const { norm } = JSON.parse(byCode.out)[0];
    const file = join(mkdtempSync(join(tmpdir(), "arasha-bill-")), "bill.yaml");
    writeFileSync(file, billThatEnds(norm));
    const drafted = await duties(id, "--with-bill", file);
    rmSync(dirname(file), { recursive: true });
    expect(drafted.err).toBe("");
    expect(JSON.parse(drafted.out)).toEqual(
      JSON.parse(byCode.out).filter((duty: { norm: string }) => duty.norm !== norm),
    );
  });

  it("refuses a case that does not exist with 1, a moment that is none with 2", async () => {
    const nothing = await arasha(env, "case", "duties", "XXXX-XXXX");
    expect([nothing.exit, nothing.err]).toEqual([1, "There is no case `XXXX-XXXX`.\n"]);
    const never = await arasha(env, "case", "duties", "XXXX-XXXX", "--as-of", "2024-06-31");
    expect(never.exit).toBe(2);
    expect(never.err).toContain("--as-of: Must be a date and time");
  });

  it("changes the master key once there is a newer one, and says whether database and key store fit", async () => {
    expect(await arasha(env, "key", "rotate")).toMatchObject({
      exit: 1,
      err: expect.stringContaining("ARASHA_MASTER_KEY_2"),
    });
    env = { ...env, ARASHA_MASTER_KEY_2: Buffer.alloc(32, 2).toString("base64") };
    const rotated = await arasha(env, "key", "rotate", "--json");
    expect(rotated.exit).toBe(0);
    expect(JSON.parse(rotated.out)).toMatchObject({ kek: "master-2", before: ["master-1"] });
    const fits = JSON.parse((await arasha(env, "key", "check", "--json")).out);
    expect(fits).toMatchObject({ missing: 0, erasedSince: 0, destroyedNow: 0 });
    expect(fits.cases).toBeGreaterThan(0);
    const nobody = await arasha(env, "key", "rotate", "--agency", "kz.nobody");
    expect(nobody.exit).toBe(2);
  });

  it("erases nothing that two persons did not agree to, and names nothing as due whose time nobody knows", async () => {
    const { rows } = await deps.store.owner.query("select code from case_file limit 1");
    expect(await arasha(env, "erase", rows[0].code)).toMatchObject({
      exit: 1,
      err: expect.stringContaining("Two persons have not agreed"),
    });
    expect(await arasha(env, "erase", rows[0].code, "--class", "everything")).toMatchObject({ exit: 2 });
    expect(await arasha(env, "erase", "0000-0000")).toMatchObject({ exit: 1 });
    expect(JSON.parse((await arasha(env, "retention", "--on", "2100-01-01", "--json")).out)).toEqual([]);
    expect(await arasha(env, "retention", "--on", "soon")).toMatchObject({ exit: 2 });
  });

  it("rebuilds, and names a table that something wrote past the journal", async () => {
    const clean = JSON.parse((await arasha(env, "rebuild", "--json")).out);
    expect(clean.cases).toBe(20);
    expect(clean.tables.every(({ same }: { same: boolean }) => same)).toBe(true);
    await deps.store.owner.query("update case_file set risk = 'high' where risk <> 'high'");
    const mended = await arasha(env, "rebuild");
    expect(mended.exit).toBe(0);
    expect(mended.out).toMatch(/case_file +20 +differed from the journal; put right/);
    expect(mended.out).toMatch(/duty +\d+ +as before/);
  });

  it("adds synthetic cases", async () => {
    const { exit, out } = await arasha(env, "demo", "--cases", "3", "--seed", "9");
    expect(exit).toBe(0);
    expect(out).toMatch(/^3 synthetic cases, \d+ entries\.\n$/);
  });

  it("has nothing to migrate", async () => {
    const { out } = await arasha(env, "migrate", "--json");
    expect(JSON.parse(out)).toEqual({ applied: [] });
  });

  it("says in one line that a server does not answer, or that the address is none", async () => {
    for (const url of ["postgres://nobody@127.0.0.1:1/none", "mysql://x"]) {
      const { exit, err } = await arasha({ ...env, DATABASE_URL: url }, "stats", "funnel");
      expect(exit).toBe(1);
      expect(err).toMatch(/^[^\n]*DATABASE_URL[^\n]*\n$/);
    }
  });
});

describe("on the embedded server", () => {
  const folder = temporaryFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const env = { ARASHA_DATA: folder };

  it("refuses to read where there is no database yet", async () => {
    const { exit, err } = await arasha(env, "stats", "funnel");
    expect(exit).toBe(1);
    expect(err).toContain(`There is no database in ${folder} yet.`);
  });

  it("starts it for the command and stops it afterwards", async () => {
    const made = await arasha(env, "migrate", "--json");
    expect([made.exit, made.err]).toEqual([0, ""]);
    expect(JSON.parse(made.out).applied.length).toBeGreaterThan(0);
    expect(findEmbedded(folder)).toBeNull();
    const read = await arasha(env, "stats", "funnel", "--json");
    expect(JSON.parse(read.out)).toMatchObject({ before: { reported: 0 }, after: { reported: 0 } });
    expect(findEmbedded(folder)).toBeNull();
  });
});

function billThatEnds(norm: string): string {
  const text = "{ kk: a, ru: b, en: c }";
  const sources = "[{ title: Draft, url: 'https://law.example', confidence: unverified }]";
  return [
    "id: testland.bill-less",
    `title: ${text}`,
    `summary: ${text}`,
    `events: [{ event: drafting, what: ${text}, sources: ${sources} }]`,
    "takesForce: 2030-01-01",
    `repeals: [${norm}]`,
    `sources: ${sources}`,
  ].join("\n");
}
