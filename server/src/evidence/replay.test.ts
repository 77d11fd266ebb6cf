import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { completeIncident, incomplete, random } from "@arasha/law/synthetic";
import { describe, expect, it } from "vitest";
import { replayFile } from "./replay.ts";

const chance = random(4);
const lines = Array.from({ length: 1500 }, () =>
  JSON.stringify(
    incomplete(
      completeIncident(chance.pick(["2024-06-01", "2025-10-01"]), ["kz.koap-2014.73"], chance),
      chance,
      0.2,
    ),
  ),
);
const folder = mkdtempSync(join(tmpdir(), "replay-"));
const caseload = (name: string, of: readonly string[]) => {
  const file = join(folder, name);
  writeFileSync(file, of.join("\n"));
  return file;
};
const options = { country: "kz", regime: { on: "2024-06-16" } };

describe("replayFile", () => {
  it("counts the same on one thread and on several", async () => {
    const file = caseload("cases.jsonl", lines);
    const one = await replayFile(file, { ...options, threads: 1 });
    expect(one.cases).toBe(1500);
    expect(one.changed).toBeGreaterThan(0);
    expect(await replayFile(file, { ...options, threads: 2 })).toEqual(one);
  });

  it("names the first bad line, on any number of threads", async () => {
    const bad = caseload("bad.jsonl", lines.with(1400, "{").with(700, '{"date":"2024-02-30"}'));
    // Whatever the law: each thread reads it anew, and this one is short.
    const short = { ...options, country: "testland" };
    for (const threads of [1, 3])
      await expect(replayFile(bad, { ...short, threads })).rejects.toThrow("line 701: date:");
  });
});
