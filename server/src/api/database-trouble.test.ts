import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { databaseTrouble } from "./database-trouble.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** What the driver really throws when this goes wrong. */
async function thrownBy(sql: string, url = database.ownerUrl): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  // A connection that the server ends is told twice: to the query, and here.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(sql);
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
  throw new Error("nothing went wrong");
}

describe("what a database error means to a client", () => {
  it.each([
    ["select pg_terminate_backend(pg_backend_pid())", "unavailable"],
    ["set statement_timeout = 20; select pg_sleep(5)", "unavailable"],
    ["do $$ begin raise exception 'x' using errcode = 'serialization_failure'; end $$", "unavailable"],
    ["do $$ begin raise exception 'x' using errcode = 'deadlock_detected'; end $$", "unavailable"],
    ["do $$ begin raise exception 'x' using errcode = 'too_many_connections'; end $$", "unavailable"],
    ["select timestamptz '0000-01-01T00:00:00Z'", "out-of-range"],
    ["select jsonb '\"\\u0000\"'", "out-of-range"],
    ["select 2147483648::integer", "out-of-range"],
    ["select * from nowhere", null],
    ["selct 1", null],
  ])("%s: %s", async (sql, meaning) => {
    expect(databaseTrouble(await thrownBy(sql))).toBe(meaning);
  });

  it("a server that is not there, or a pool that is closed, can be asked again later", async () => {
    expect(databaseTrouble(await thrownBy("select 1", "postgres://x@127.0.0.1:1/x"))).toBe("unavailable");
    const pool = new pg.Pool({ connectionString: database.ownerUrl });
    await pool.end();
    const error = await pool.query("select 1").catch((thrown: unknown) => thrown);
    expect(databaseTrouble(error)).toBe("unavailable");
  });

  it("a bug of ours is a bug of ours", () => {
    expect(databaseTrouble(new TypeError("x is undefined"))).toBeNull();
    expect(databaseTrouble("Connection terminated")).toBeNull();
  });
});
