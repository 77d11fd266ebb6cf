import { loadCountry } from "@arasha/packs";
import { generateSecret, generateSync } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDeps, type Deps } from "../cases/deps.ts";
import { closeStore, openStore } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { argon2, createPasswordCheck, type Hasher, STRENGTH, sealTotp, totpStep } from "./password.ts";

const NOW = "2026-03-10T09:00:00Z";
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const ACCOUNT = "7d0c1b0e-5a3e-4f6b-9a57-1c2d3e4f5a6b";
const codeAt = (secret: string, at: string) =>
  generateSync({ secret, epoch: Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000) });

let database: TestDatabase;
let deps: Deps;
const secret = generateSecret();
beforeAll(async () => {
  database = await freshDatabase();
  deps = createDeps(openStore(database), loadCountry("testland"));
  const { owner } = deps.store;
  await owner.query(
    "insert into account (id, agency, role, name, created_at, enrolled_at) values ($1, 'a', 'r', 'n', $2, $2)",
    [ACCOUNT, NOW],
  );
  await owner.query("insert into account_password values ($1, 'anna', $2, $3, 0, $4)", [
    ACCOUNT,
    await argon2(QUICK).hash("four words nobody says"),
    sealTotp(deps.store, ACCOUNT, secret),
    NOW,
  ]);
});
afterAll(async () => {
  await closeStore(deps.store);
  await database.drop();
});

/** Counts the work: each hash or verification, and the parameters of what was verified against. */
function counting(): { readonly hasher: Hasher; readonly work: string[] } {
  const work: string[] = [];
  const real = argon2(QUICK);
  return {
    work,
    hasher: {
      hash: (password) => {
        work.push("hash");
        return real.hash(password);
      },
      verify: (hashed, password) => {
        work.push(`verify ${hashed.split("$").slice(1, 4).join(" ")}`);
        return real.verify(hashed, password);
      },
    },
  };
}

describe("checking a password", () => {
  it("does the same work for a name nobody has, a wrong password and the right one", async () => {
    const { hasher, work } = counting();
    const check = createPasswordCheck(hasher);
    const tries = [
      ["nobody", "four words nobody says"],
      ["anna", "five words somebody says"],
      ["anna", "four words nobody says"],
      ["nobody", "anything"],
    ] as const;
    const done: string[][] = [];
    for (const [login, password] of tries) {
      const before = work.length;
      await check(deps.store, { login }, { password, code: codeAt(secret, NOW) }, NOW);
      done.push(work.slice(before));
    }
    // The hash nobody has is made with the first of them, whoever it is for.
    expect(done[0]).toEqual(["hash", "verify argon2id v=19 m=8,t=1,p=1"]);
    for (const one of done.slice(1)) expect(one).toEqual(["verify argon2id v=19 m=8,t=1,p=1"]);
  });

  it("takes a letter for the same letter, however it was composed", async () => {
    const { hash, verify } = argon2(QUICK);
    expect(await verify(await hash("й ё пароль пароль"), "й ё пароль пароль".normalize("NFD"))).toBe(true);
  });

  it("is as strong as OWASP asks where nothing else is said", async () => {
    const hashed = await argon2().hash("four words nobody says");
    expect(hashed).toMatch(new RegExp(`^\\$argon2id\\$v=19\\$m=${STRENGTH.memoryCost},t=1,p=1\\$`));
  });
});

describe("one-time codes", () => {
  // RFC 6238, appendix B: the SHA-1 rows, of eight digits the last six.
  const RFC = Buffer.from("12345678901234567890");
  const base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  it.each([
    ["1970-01-01T00:00:59Z", "287082"],
    ["2005-03-18T01:58:29Z", "081804"],
    ["2005-03-18T01:58:31Z", "050471"],
    ["2009-02-13T23:31:30Z", "005924"],
    ["2033-05-18T03:33:20Z", "279037"],
  ])("are those of the RFC at %s", (at, code) => {
    expect(RFC).toHaveLength(20);
    const step = Math.floor(Temporal.Instant.from(at).epochMilliseconds / 30_000);
    expect(totpStep(base32, code, at)).toBe(step);
  });

  it("are good one step late or early, and no further", () => {
    const at = (seconds: number) => Temporal.Instant.from(NOW).add({ seconds }).toString();
    const step = Math.floor(Temporal.Instant.from(NOW).epochMilliseconds / 30_000);
    const code = codeAt(secret, NOW);
    expect([-60, -30, 0, 30, 60].map((seconds) => totpStep(secret, code, at(seconds)))).toEqual([
      null,
      step,
      step,
      step,
      null,
    ]);
  });
});
