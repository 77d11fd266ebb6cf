import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor, asSurvivor, SURVIVOR } from "../access/actor.ts";
import { NOW } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import { hashToken } from "../people/token.ts";
import { createDoor, herSession, IDLE_MINUTES, LONGEST_MINUTES, leave } from "./door.ts";
import { closeMyCase, openMyCase } from "./keys.ts";
import { asMeant, codeAsMeant, newSecret } from "./secret.ts";
import { type HerCase, herCase } from "./testing.ts";

let her: HerCase;
let door: ReturnType<typeof createDoor>;
beforeAll(async () => {
  her = await herCase();
  door = createDoor(her.deps, her.hasher);
});
afterAll(() => her.close());

const after = (minutes: number) => Temporal.Instant.from(NOW).add({ minutes }).toString();

describe("a secret", () => {
  it("has sixty random bits and no letter that is taken for another", () => {
    expect(newSecret()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(Array.from({ length: 500 }, () => newSecret())).size).toBe(500);
  });

  it("is understood however it is typed", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(31), { minLength: 12, maxLength: 12 }), (draws) => {
        let at = 0;
        const secret = newSecret(() => draws[at++] ?? 0);
        const careless = secret.toLowerCase().replaceAll("-", " ").replaceAll("0", "о").replaceAll("1", "l");
        expect(asMeant(careless)).toBe(secret.replaceAll("-", ""));
      }),
    );
    expect(codeAsMeant("abcd efgh")).toBe("ABCD-EFGH");
  });
});

describe("the door of her page", () => {
  it("opens by code and secret, and by nothing less", async () => {
    const { code, secret } = her.keys;
    const token = await door({ code: code.toLowerCase(), secret: secret.toLowerCase() }, NOW);
    expect(await herSession(her.deps.store, token ?? "", NOW)).toMatchObject({
      caseId: her.caseId,
      harmless: false,
    });
    for (const wrong of ["", "0000-0000-0000", secret.slice(0, -1), code])
      expect(await door({ code, secret: wrong }, NOW)).toBeNull();
    expect(await door({ code: "0000-0000", secret }, NOW)).toBeNull();
  });

  it("does the same work whatever is typed", async () => {
    const work = async (typed: { readonly code: string; readonly secret: string }) => {
      const before = her.hasher.verified();
      await door(typed, NOW);
      return her.hasher.verified() - before;
    };
    const { code, secret, duress } = her.keys;
    const asked = [
      { code, secret },
      { code, secret: duress },
      { code, secret: "x" },
      { code: "ZZZZ-ZZZZ", secret },
      { code: "", secret: "" },
    ];
    for (const typed of asked) expect(await work(typed)).toBe(2);
  });

  it("keeps only hashes of argon2id", async () => {
    const { rows } = await her.deps.store.owner.query("select secret, duress from my_case");
    for (const hash of [rows[0].secret, rows[0].duress]) expect(hash).toMatch(/^\$argon2id\$/);
    const text = JSON.stringify(rows);
    for (const key of [her.keys.secret, her.keys.duress]) expect(text).not.toContain(asMeant(key));
  });

  it("tells her agencies, once an hour, when it is opened by the second secret, and shows no case", async () => {
    const { code, duress } = her.keys;
    const told = async () =>
      (await viewCase(her.deps, her.operator, her.caseId, after(5))).entries.filter(
        ({ type }) => type === "coerced-access",
      ).length;
    const before = await told();
    const token = await door({ code, secret: duress }, after(1));
    await door({ code, secret: duress }, after(2));
    expect((await told()) - before).toBeLessThanOrEqual(1);
    expect(await told()).toBeGreaterThan(0);
    const session = await herSession(her.deps.store, token ?? "", after(1));
    expect(session?.harmless).toBe(true);
    const seen = await asSurvivor(
      her.deps.store.app,
      session!,
      after(1),
      async (tx) => (await tx.query("select from journal")).rowCount,
    );
    expect(seen).toBe(0);
  });
});

describe("her session", () => {
  const enter = async (now: string) => {
    const { code, secret } = her.keys;
    return (await door({ code, secret }, now)) ?? "";
  };

  it("ends after a quarter of an hour without a request, and after an hour in any event", async () => {
    const { store } = her.deps;
    const idle = await enter(NOW);
    expect(await herSession(store, idle, after(IDLE_MINUTES - 1))).not.toBeNull();
    expect(await herSession(store, idle, after(2 * IDLE_MINUTES))).toBeNull();
    const busy = await enter(NOW);
    for (let minute = 10; minute < LONGEST_MINUTES; minute += 10)
      expect(await herSession(store, busy, after(minute)), String(minute)).not.toBeNull();
    expect(await herSession(store, busy, after(LONGEST_MINUTES))).toBeNull();
  });

  it("ends when she leaves, when new keys are made, and when the keys are taken out of use", async () => {
    const { store } = her.deps;
    const left = await enter(NOW);
    await leave(store, left);
    expect(await herSession(store, left, NOW)).toBeNull();
    const old = await enter(NOW);
    const keys = await openMyCase(her.deps, her.hasher, her.shelter, her.caseId, NOW);
    expect(await herSession(store, old, NOW)).toBeNull();
    expect(await door(her.keys, NOW)).toBeNull();
    const last = await door(keys, NOW);
    await closeMyCase(her.deps, her.operator, her.caseId, NOW);
    expect(await herSession(store, last ?? "", NOW)).toBeNull();
    expect(await door(keys, NOW)).toBeNull();
    her = { ...her, keys: await openMyCase(her.deps, her.hasher, her.operator, her.caseId, NOW) };
  });

  it("is given by an agency that takes part and whose role may, and by no other", async () => {
    const { deps, hasher, caseId } = her;
    await expect(openMyCase(deps, hasher, her.otherInspector, caseId, NOW)).rejects.toThrow("not-found");
    await expect(openMyCase(deps, hasher, her.prosecutor, caseId, NOW)).rejects.toThrow("not-found");
    const clerk = { ...her.inspector, role: "prosecutor" };
    await expect(openMyCase(deps, hasher, clerk, caseId, NOW)).rejects.toThrow("not-allowed");
  });
});

describe("the database", () => {
  it("lets her at what is coded of her own case, while her session is open, and at nothing sealed", async () => {
    const token = (await door(her.keys, NOW)) ?? "";
    const hers = { caseId: her.caseId, tokenHash: hashToken(token) };
    const counts = (session: typeof hers, now = NOW) =>
      asSurvivor(her.deps.store.app, session, now, async (tx) => {
        const { rows } = await tx.query(
          `select (select count(*) from journal) as journal, (select count(*) from sealed_part) as sealed,
                  (select count(*) from case_key where class <> 'trail') as keys`,
        );
        return rows[0];
      });
    const open = await counts(hers);
    expect(open).toMatchObject({ sealed: 0, keys: 0 });
    expect(open.journal).toBeGreaterThan(5);
    const nothing = { journal: 0, sealed: 0, keys: 0 };
    expect(await counts({ ...hers, tokenHash: hashToken("x") })).toEqual(nothing);
    expect(await counts({ ...hers, caseId: "00000000-0000-4000-8000-000000000000" })).toEqual(nothing);
    expect(await counts(hers, after(IDLE_MINUTES + 1))).toEqual(nothing);
  });

  it("takes three kinds of entry from her page, and no change of her keys", async () => {
    const token = (await door(her.keys, NOW)) ?? "";
    const hers = { caseId: her.caseId, tokenHash: hashToken(token) };
    const app = her.deps.store.app;
    for (const type of ["note", "closing", "protective-order-ended", "correction", "report", "referral"])
      await expect(
        asSurvivor(app, hers, NOW, (tx) =>
          tx.query(
            `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
             values ($1, 999, $2, 1, $3, $3, $4, 'survivor', '{}', '{}')`,
            [her.caseId, type, NOW, SURVIVOR.account],
          ),
        ),
      ).rejects.toThrow("she does not write this");
    for (const call of ["close_my_case($1, '')", "open_my_case($1, '', null, 'a', 'b', now())"])
      await expect(
        asSurvivor(app, hers, NOW, (tx) => tx.query(`select ${call}`, [her.caseId])),
      ).rejects.toThrow("takes no part");
    await expect(
      asActor(app, her.operator, NOW, (tx) => tx.query("select from my_case_session")),
    ).rejects.toThrow("permission denied");
  });
});
