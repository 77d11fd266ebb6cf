import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeys, masterKeyFrom, open, seal } from "./keys.ts";

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

  it("wraps a key for one holder, as one key of one case", () => {
    const keys = createKeys(key);
    const wrapped = keys.wrap("north", Buffer.alloc(32, 1), "a");
    expect(keys.unwrap("north", wrapped, "a")).toEqual(Buffer.alloc(32, 1));
    expect(() => keys.unwrap("north", wrapped, "b")).toThrow();
    expect(() => keys.unwrap("south", wrapped, "a")).toThrow();
    expect(() => createKeys(Buffer.alloc(32, 9)).unwrap("north", wrapped, "a")).toThrow();
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
