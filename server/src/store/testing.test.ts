import pg from "pg";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "./testing.ts";

async function one(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

describe("freshDatabase", () => {
  it("gives each caller a migrated database of its own", async () => {
    const [first, second] = await Promise.all([freshDatabase(), freshDatabase()]);
    await one(first.ownerUrl, "create table public.mark (x integer)");
    const found =
      "select to_regclass('public.mark') as mark, count(*)::int as migrations from arasha_migration";
    expect(await one(first.ownerUrl, found)).toMatchObject({ mark: "mark" });
    const untouched = await one(second.ownerUrl, found);
    expect(untouched?.mark).toBeNull();
    expect(untouched?.migrations).toBeGreaterThan(0);
    await Promise.all([first.drop(), second.drop()]);
    await expect(one(first.ownerUrl, "select 1")).rejects.toThrow(/does not exist/);
  });

  it("connects as roles that are not superusers and cannot bypass row-level security", async () => {
    const database = await freshDatabase();
    const rights =
      "select rolname, rolsuper, rolbypassrls, rolcreaterole, pg_has_role('arasha_owner', 'member') as owns from pg_roles where rolname = current_user";
    expect(await one(database.ownerUrl, rights)).toMatchObject({
      rolname: "arasha_owner",
      rolsuper: false,
      rolbypassrls: false,
    });
    expect(await one(database.appUrl, rights)).toEqual({
      rolname: "arasha_app",
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      owns: false,
    });
    await database.drop();
  });
});
