import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { createCounter, createDoorAttempts, type DoorAttempts } from "./attempts.ts";

const NOW = "2026-03-10T09:00:00Z";
const at = (seconds: number) => Temporal.Instant.from(NOW).add({ seconds }).toString();

/** Two processes on one database. */
let database: TestDatabase;
let stores: [Store, Store];
beforeAll(async () => {
  database = await freshDatabase();
  stores = [openStore(database), openStore(database)];
});
afterAll(async () => {
  await Promise.all(stores.map(closeStore));
  await database.drop();
});

/** A door of its own for each test, as two processes have it. */
const doors = (name: string) =>
  stores.map((store) => createDoorAttempts(store, name)) as [DoorAttempts, DoorAttempts];

describe("attempts at the door", () => {
  it("are counted by account too, from whichever addresses and at whichever process they come", async () => {
    const [one, other] = doors("by account");
    for (let address = 0; address < 5; address++)
      expect(await (address % 2 ? one : other).take(`10.0.0.${address}`, "anna", NOW)).toBe(0);
    for (const door of [one, other]) {
      expect(await door.take("10.0.0.99", "anna", NOW)).toBe(60);
      expect(await door.take("10.0.0.99", "botagoz", NOW)).toBe(0);
    }
    expect(await one.take("10.0.0.99", "anna", at(60))).toBe(0);
    expect(await doors("another door")[0].take("10.0.0.99", "anna", NOW)).toBe(0);
  });

  it("made all at once are no more than made one after the other", async () => {
    const both = doors("at once");
    const all = Array.from({ length: 30 }, (_, nr) => both[nr % 2]!.take(`10.1.0.${nr}`, "anna", NOW));
    expect((await Promise.all(all)).filter((wait) => wait === 0)).toHaveLength(5);
    const counters = stores.map((store) => createCounter(store, "searches", 12));
    const searches = Array.from({ length: 30 }, (_, nr) => counters[nr % 2]!.take("anna", at(20)));
    expect((await Promise.all(searches)).toSorted((a, b) => a - b)).toEqual([
      ...Array<number>(12).fill(0),
      ...Array<number>(18).fill(40),
    ]);
  });

  it("that were right are given back, and others do not keep out a person where she came in before", async () => {
    const [one, other] = doors("familiar");
    for (let times = 0; times < 8; times++) {
      expect(await one.take("192.0.2.1", "anna", NOW)).toBe(0);
      await one.passed("192.0.2.1", "anna", NOW);
    }
    for (let address = 0; address < 50; address++) await one.take(`10.0.0.${address}`, "anna", NOW);
    expect(await one.take("10.0.0.1", "anna", NOW)).toBeGreaterThan(0);
    for (let tries = 0; tries < 5; tries++) expect(await other.take("192.0.2.1", "anna", NOW)).toBe(0);
    expect(await other.take("192.0.2.1", "anna", NOW)).toBeGreaterThan(0);
  });

  it("leave hashes nobody can make without the key, and those not for long", async () => {
    const [door] = doors("hashes");
    const rows = async () => {
      const found = await stores[0].owner.query(
        "select (select count(*) from attempt)::integer as counts, (select string_agg(t::text, ' ') from (select a::text from attempt a union all select f::text from familiar f) t) as all",
      );
      return found.rows[0];
    };
    await door.take("192.0.2.77", "anna", at(600));
    await door.passed("192.0.2.77", "anna", at(600));
    expect((await rows()).all).not.toMatch(/anna|192|hashes/);
    await door.take("192.0.2.77", "anna", at(6000));
    expect((await rows()).counts).toBe(2);
  });

  it("never make anybody wait longer than a minute, whatever happened before", async () => {
    const event = fc.record({
      address: fc.constantFrom("a", "b", "c"),
      account: fc.constantFrom("anna", "botagoz"),
      right: fc.boolean(),
      after: fc.integer({ min: 0, max: 30 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
        run += 1;
        const [door] = doors(`property ${run}`);
        let seconds = 10_000 * run;
        for (const { address, account, right, after } of events) {
          seconds += after;
          const wait = await door.take(address, account, at(seconds));
          expect(wait).toBeLessThanOrEqual(60);
          if (right && wait === 0) await door.passed(address, account, at(seconds));
        }
        for (const address of ["a", "b", "c"])
          expect(await door.take(address, "anna", at(seconds + 60))).toBe(0);
      }),
      { numRuns: 8 },
    );
  });
});
