import { createDecipheriv } from "node:crypto";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CIPHERS, SEALED_WITH, UnknownAlgorithm } from "./algorithms.ts";
import { localProvider, versionsFrom } from "./key-provider.ts";
import { bothHalves, createKeys, masterKeyFrom, open, seal } from "./keys.ts";

const key = Buffer.alloc(32, 7);

describe("sealing", () => {
  it("gives back what was sealed, and never the same bytes twice", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (plain, context) => {
        const [once, twice] = [
          seal(key, Buffer.from(plain), context),
          seal(key, Buffer.from(plain), context),
        ];
        expect(open(key, once, context)).toEqual(Buffer.from(plain));
        expect(once.equals(twice)).toBe(false);
      }),
    );
  });

  it("does not open with any bit changed, nor cut short", () => {
    const sealed = seal(key, Buffer.from("1 Canary Street"), "case 1");
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(key, changed, "case 1")).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => open(key, sealed.subarray(0, length), "case 1")).toThrow();
  });

  it("does not open in another place or with another key", () => {
    const sealed = seal(key, Buffer.from("x"), "case 1");
    expect(() => open(key, sealed, "case 2")).toThrow();
    expect(() => open(Buffer.alloc(32, 8), sealed, "case 1")).toThrow();
  });

  it("names its algorithm: what another sealed opens beside it, and under no other name", () => {
    const plain = Buffer.from("1 Canary Street");
    const numbers = Object.keys(CIPHERS).map(Number);
    const kept = numbers.map((by) => seal(key, plain, "case 1", by));
    expect(kept.map((one) => one[0])).toEqual(numbers);
    expect(seal(key, plain, "case 1")[0]).toBe(SEALED_WITH);
    for (const one of kept) expect(open(key, one, "case 1")).toEqual(plain);
    for (const [one, number] of kept.flatMap((one) => numbers.map((number) => [one, number] as const)))
      if (one[0] !== number)
        expect(() => open(key, Buffer.concat([Buffer.of(number), one.subarray(1)]), "case 1")).toThrow(
          /authenticate/,
        );
  });

  it.each([
    ["AES-256-GCM", 1, "aes-256-gcm"],
    ["ChaCha20-Poly1305", 2, "chacha20-poly1305"],
  ] as const)("of %s is what the standard says", (name, number, algorithm) => {
    const sealed = seal(key, Buffer.from("x"), "case 1", number);
    const decipher = createDecipheriv(algorithm as "aes-256-gcm", key, sealed.subarray(1, 13), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(`${number}|case 1`)).setAuthTag(sealed.subarray(-16));
    expect(Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).toString()).toBe("x");
    expect(CIPHERS[number]?.name).toBe(name);
  });

  it("refuses an algorithm nobody listed, and says so", () => {
    const sealed = seal(key, Buffer.from("x"), "case 1");
    const later = Buffer.concat([Buffer.of(77), sealed.subarray(1)]);
    expect(() => open(key, later, "case 1")).toThrow(/^sealed with number 77, which this version/);
    expect(() => open(key, Buffer.alloc(0), "case 1")).toThrow(/^sealed with number none/);
    expect(() => seal(key, Buffer.from("x"), "case 1", 77)).toThrow(UnknownAlgorithm);
  });

  it("wraps a key for one holder, as one key of one case, with one version of the master key", async () => {
    const versions = { 2: Buffer.alloc(32, 5) };
    const keys = createKeys(key, localProvider(key, { kind: "given", versions }));
    const plain = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
    const wrapped = await keys.wrap(
      "master-2",
      plain.map((one) => ({ holder: "north", context: "a", key: one })),
    );
    const [first] = wrapped.map((one) => ({ holder: "north", context: "a", ...one }));
    expect(await keys.unwrap(wrapped.map((one) => ({ holder: "north", context: "a", ...one })))).toEqual(
      plain,
    );
    for (const changed of [{ context: "b" }, { holder: "south" }, { kek: "master-1" }])
      await expect(keys.unwrap([{ ...first!, ...changed }])).rejects.toThrow(/authenticate/);
    await expect(keys.unwrap([{ ...first!, kek: "master-3" }])).rejects.toThrow(/master-3.* is not here/);
    await expect(keys.unwrap([{ ...first!, kek: "other" }])).rejects.toThrow(/not here/);
    await expect(createKeys(Buffer.alloc(32, 9)).unwrap([{ ...first!, kek: "master-1" }])).rejects.toThrow();
  });

  it("needs both halves of a key", () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const sealed = seal(bothHalves(one, other, "narrative"), Buffer.from("x"), "");
    for (const wrong of [
      one,
      other,
      bothHalves(other, one, "narrative"),
      bothHalves(one, one, "narrative"),
      bothHalves(one, other, "contact"),
    ])
      expect(() => open(wrong, sealed, "")).toThrow();
  });
});

describe("later versions of the master key", () => {
  const fresh = () => mkdtempSync(join(tmpdir(), "arasha-keys-"));

  it("are files beside the first, found by a service that runs, and put apart when they are done with", async () => {
    const folder = fresh();
    const [running, beside] = [1, 2].map(() => localProvider(key, { kind: "folder", folder }));
    expect(await running!.versions()).toEqual(["master-1"]);
    expect(await beside!.renew()).toBe("master-2");
    expect(statSync(join(folder, "master-2.key")).mode & 0o777).toBe(0o600);
    const [wrapped] = await beside!.wrap("master-2", [
      { holder: "n", context: "a", key: Buffer.alloc(32, 3) },
    ]);
    const told = { holder: "n", context: "a", kek: "master-2", wrapped: wrapped! };
    expect(await running!.unwrap([told])).toEqual([Buffer.alloc(32, 3)]);
    expect(await running!.retire("master-1")).toBeNull();
    expect(await beside!.retire("master-2")).toBe(join(folder, "master-2.retired.key"));
    await expect(beside!.unwrap([told])).rejects.toThrow(/not here/);
    // A number is never given twice: what an old backup is wrapped with has one name.
    expect(await beside!.renew()).toBe("master-3");
  });

  it("come with the environment, and are made there", async () => {
    const text = Buffer.alloc(32, 4).toString("base64");
    const versions = versionsFrom({
      ARASHA_MASTER_KEY: "x",
      ARASHA_MASTER_KEY_2: text,
      ARASHA_MASTER_KEY_3: "",
    });
    const given = localProvider(key, { kind: "given", versions });
    expect(await given.versions()).toEqual(["master-1", "master-2"]);
    expect(await given.renew()).toBeNull();
    expect(() => versionsFrom({ ARASHA_MASTER_KEY_2: "c2hvcnQ=" })).toThrow(/ARASHA_MASTER_KEY_2/);
    expect(() => versionsFrom({ ARASHA_MASTER_KEY_1: text })).toThrow(/ARASHA_MASTER_KEY_1/);
  });
});

describe("the master key of a folder", () => {
  it("is made once and readable by its owner only", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "arasha-keys-")), "data");
    const made = masterKeyFrom(folder);
    expect(made).toHaveLength(32);
    expect(masterKeyFrom(folder)).toEqual(made);
    expect(statSync(join(folder, "master.key")).mode & 0o777).toBe(0o600);
  });
});
