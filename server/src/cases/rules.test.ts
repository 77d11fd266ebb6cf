import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isMessage } from "../messages/say.ts";

/** docs/security/rules.md beside the code: each rule an entry is checked by, at the file it is in. */
const FOLDER = new URL("./", import.meta.url);
const PAGE = readFileSync(new URL("../../../docs/security/rules.md", FOLDER), "utf8");
const FILES = readdirSync(FOLDER).filter((file) => /^check(-\w+)?\.ts$/.test(file));

/** What a file may refuse with: every word of it that names a message of a field, whether it stands as one or is handed on. */
function refusalsOf(file: string): readonly string[] {
  const source = readFileSync(new URL(file, FOLDER), "utf8");
  const words = [...source.matchAll(/(message: )?"(\w+)"/g)].flatMap(([, said, word = ""]) =>
    said !== undefined || isMessage(`field.${word}`) ? [word] : [],
  );
  return [...new Set(words)].sort();
}

describe("the rules written down", () => {
  it("are those of the code, file by file", () => {
    const sections = new Map(
      PAGE.split(/^## /m)
        .slice(1)
        .map((text) => [/`(check[\w-]*\.ts)`/.exec(text)?.[1], text] as const),
    );
    expect([...sections.keys()].sort()).toEqual(FILES.toSorted());
    for (const file of FILES) {
      const rows = (sections.get(file) ?? "").split("\n").filter((line) => line.startsWith("| "));
      const told = rows.flatMap((line) => /`(\w+)` \|$/.exec(line)?.[1] ?? []);
      expect([file, [...new Set(told)].sort()]).toEqual([file, refusalsOf(file)]);
    }
  });
});
