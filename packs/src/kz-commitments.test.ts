import { globSync, readFileSync } from "node:fs";
import { commitmentState } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { loadCommitments } from "./commitments.ts";

describe("what was promised and recommended", () => {
  const { commitments, known } = loadCommitments("kz");
  const stateOn = (name: string, on: string) => {
    const found = commitments.find(({ id }) => id === `kz.commitment-${name}`);
    return found === undefined ? undefined : commitmentState(found, on, known);
  };

  it("names claims that are in the register", () => {
    const files = globSync("../claims/claims/*.yaml", { cwd: import.meta.dirname });
    const ids = new Set(
      files.flatMap((file) =>
        [...readFileSync(`${import.meta.dirname}/${file}`, "utf8").matchAll(/^- id: (\S+)$/gm)].map(
          ([, id]) => id,
        ),
      ),
    );
    const named = commitments.flatMap(({ claims }) => claims);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  // Days counted by hand from the sources.
  it.each([
    ["stalking", "2025-09-15", "no-deadline", null],
    ["stalking", "2025-09-16", "done", null],
    ["coe-launch", "2024-06-30", "open", null],
    ["coe-launch", "2024-07-01", "overdue", null],
    ["coe-launch", "2025-06-01", "done", 335],
    ["bill-2020", "2021-01-30", "open", null],
    ["bill-2020", "2021-06-01", "dropped", null],
    ["cedaw-2019-battery", "2024-06-15", "no-deadline", null],
    ["cedaw-2019-battery", "2024-06-16", "done", null],
    ["accession", "2026-11-28", "no-deadline", null],
  ])("%s on %s: %s", (name, on, state, daysLate) => {
    expect(stateOn(name, on)).toMatchObject({ state, daysLate });
  });
});
