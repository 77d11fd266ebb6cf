import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSecrets, prepareKeyStore, type SecretStore } from "./secrets.ts";
import { emptyDatabase, freshDatabase, type TestDatabase } from "./testing.ts";

/** What is destroyed leaves the files of the key store too, however it was kept from doing so at first. */

let apart: Awaited<ReturnType<typeof emptyDatabase>>;
let server: TestDatabase;
let secrets: SecretStore;
let files: pg.Client;
beforeAll(async () => {
  [apart, server] = await Promise.all([emptyDatabase(), freshDatabase()]);
  await prepareKeyStore(apart.url);
  secrets = openSecrets(apart.url, 2);
  files = new pg.Client({ connectionString: urlOf(server.superuserUrl) });
  await files.connect();
});
afterAll(async () => {
  await Promise.all([secrets.close(), files.end()]);
  await Promise.all([apart.drop(), server.drop()]);
});

function urlOf(role: string): string {
  const url = new URL(role);
  url.pathname = new URL(apart.url).pathname;
  return url.href;
}

async function inFiles(secret: Buffer): Promise<boolean> {
  await files.query("checkpoint");
  const { rows } = await files.query(
    "select position($1::bytea in pg_read_binary_file(pg_relation_filepath('arasha_keys.secret'))) > 0 as there",
    [secret],
  );
  return rows[0].there;
}

async function kept(): Promise<{ readonly caseId: string; readonly secret: Buffer }> {
  const one = { caseId: randomUUID(), class: "narrative", since: 0, secret: randomBytes(32) };
  await secrets.keep([one]);
  expect(await inFiles(one.secret)).toBe(true);
  return one;
}

it("is not said to be gone while somebody reads an older state, and goes at the next chance", async () => {
  const { caseId, secret } = await kept();
  const reader = new pg.Client({ connectionString: urlOf(server.superuserUrl) });
  await reader.connect();
  // As a backup does, of whichever role: it writes nothing, and sees what was.
  await reader.query("begin isolation level repeatable read; select count(*) from pg_class");
  const erasure = { caseId, class: "narrative", before: 1 };
  expect(await secrets.destroy([erasure], 60)).toBe(1);
  expect(await secrets.unwiped()).toBe(true);
  expect((await secrets.of(caseId)).map((one) => one.secret)).toEqual([null]);
  await reader.query("commit");
  expect(await secrets.destroy([erasure])).toBe(0);
  expect(await secrets.unwiped()).toBe(false);
  expect(await inFiles(secret)).toBe(false);
  await reader.end();
});

it("goes at the next chance where the table was in use, and keeps nobody waiting meanwhile", async () => {
  const { caseId, secret } = await kept();
  const user = new pg.Client({ connectionString: apart.url });
  await user.connect();
  await user.query("begin; lock table arasha_keys.secret in access share mode");
  expect(await secrets.destroy([{ caseId, class: "narrative", before: 1 }], 60)).toBe(1);
  expect(await secrets.unwiped()).toBe(true);
  await user.query("commit");
  await user.end();
  expect(await secrets.destroy([])).toBe(0);
  expect([await secrets.unwiped(), await inFiles(secret)]).toEqual([false, false]);
});
