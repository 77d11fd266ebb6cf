import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AGREEMENTS, CIPHERS } from "./algorithms.ts";

/** docs/security/cryptography.md beside the code: no key is made for a purpose that does not stand there. */
const FOLDER = new URL("./", import.meta.url);
const PAGE = readFileSync(new URL("../../../docs/security/cryptography.md", FOLDER), "utf8");

const sources = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts") && !file.includes(".test"))
  .map((file) => readFileSync(new URL(file, FOLDER), "utf8"));

describe("the inventory of keys", () => {
  it("names each purpose a key is derived for", () => {
    const purposes = sources.flatMap((source) =>
      [...source.matchAll(/derive\(root, [`"]([\w-]+)|[`"]arasha\|([\w-]+)\|/g)].flatMap(
        ([, of, at]) => of ?? at ?? [],
      ),
    );
    expect(new Set(purposes).size).toBeGreaterThan(8);
    expect(purposes.filter((purpose) => !PAGE.includes(`\`${purpose}\``))).toEqual([]);
  });

  it("names each algorithm by its number", () => {
    for (const [number, { name }] of Object.entries(CIPHERS)) expect(PAGE).toContain(`${name} (${number})`);
    for (const [number, name] of Object.entries(AGREEMENTS)) expect(PAGE).toContain(`${name} (${number})`);
  });
});
