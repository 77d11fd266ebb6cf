import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AGREED_BY, AGREEMENTS } from "./algorithms.ts";
import { custodyMark, makePair, readCustody, renewPair } from "./custody.ts";
import { createKeys } from "./keys.ts";

/** Pairs of keys in a folder, made and renewed by a program that may be cut short after any step. */

const fresh = () => mkdtempSync(join(tmpdir(), "arasha-pairs-"));
const ownOf = (folder: string) => readCustody(folder).get("shelter")!;

describe("a pair", () => {
  it("cut short after its first half is gone on with, and a whole one is left as it is", () => {
    const folder = fresh();
    const files = makePair(folder, "shelter");
    const whole = readFileSync(files.public);
    rmSync(files.public);
    const before = custodyMark(folder);
    makePair(folder, "shelter");
    expect(readFileSync(files.public)).toEqual(whole);
    expect(custodyMark(folder)).not.toBe(before);
    const marked = custodyMark(folder);
    makePair(folder, "shelter");
    expect(custodyMark(folder)).toBe(marked);
    rmSync(files.private);
    expect(() => makePair(folder, "shelter")).toThrow(/private half of shelter is not in/);
  });

  it("renewed is another, with the earlier half kept; cut short after any step it comes to the same, and once only", () => {
    const [before, through] = [fresh(), fresh()];
    makePair(before, "shelter");
    const old = ownOf(before).name;
    cpSync(before, through, { recursive: true });
    renewPair(through, "shelter");
    const steps = [
      `shelter.${old}.private.pem.new`,
      `shelter.${old}.private.pem`,
      "shelter.private.pem.new",
      "shelter.private.pem",
      "shelter.public.pem.new",
      "shelter.public.pem",
    ];
    for (let done = 0; done <= steps.length; done += 1) {
      const folder = fresh();
      cpSync(before, folder, { recursive: true });
      for (const file of steps.slice(0, done)) {
        const half = join(folder, file.replace(/\.new$/, ""));
        if (file.endsWith(".new")) cpSync(join(through, file.slice(0, -4)), `${half}.new`);
        else cpSync(`${half}.new`, half);
      }
      const { earlier } = renewPair(folder, "shelter");
      const own = ownOf(folder);
      expect(own.name).not.toBe(old);
      expect([...own.privates.keys()].sort()).toEqual([old, own.name].sort());
      expect(earlier).toEqual([join(folder, `shelter.${old}.private.pem`)]);
      renewPair(folder, "shelter");
      expect(ownOf(folder).name).toBe(own.name);
      // Nothing that is done with afterwards is the half in use.
      for (const file of earlier) rmSync(file);
      expect([...ownOf(folder).privates.keys()]).toEqual([own.name]);
      expect(existsSync(join(folder, "shelter.private.pem"))).toBe(true);
    }
    expect(readdirSync(through).sort()).toEqual(
      [`shelter.${old}.private.pem`, "shelter.private.pem", "shelter.public.pem"].sort(),
    );
  });

  it("is wrapped for in a way the wrapped key names, and another way is refused", async () => {
    const folder = fresh();
    makePair(folder, "shelter");
    const keys = createKeys(Buffer.alloc(32, 1), undefined, {
      read: () => readCustody(folder),
      mark: () => custodyMark(folder),
    });
    const [one] = await keys.wrap("master-1", [
      { holder: "shelter", context: "a", key: Buffer.alloc(32, 2) },
    ]);
    const told = { holder: "shelter", context: "a", ...one! };
    expect(one!.wrapped[0]).toBe(AGREED_BY);
    expect(Object.keys(AGREEMENTS)).toContain(String(AGREED_BY));
    expect(await keys.unwrap([told])).toEqual([Buffer.alloc(32, 2)]);
    const later = Buffer.concat([Buffer.of(9), one!.wrapped.subarray(1)]);
    await expect(keys.unwrap([{ ...told, wrapped: later }])).rejects.toThrow(/^agreed by number 9, which/);
  });

  it("of halves that never belonged together is not renewed", () => {
    const [folder, other] = [fresh(), fresh()];
    makePair(folder, "shelter");
    cpSync(makePair(other, "shelter").public, join(folder, "shelter.public.pem"));
    expect(() => renewPair(folder, "shelter")).toThrow(/do not belong together/);
  });
});
