import { DATA_CLASSES, type DataClass, loadCountry } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import type { Entry } from "../journal/entries.ts";
import { keptUntil } from "./retention.ts";

const testland = { country: loadCountry("testland") };

/** A journal of the kinds of entries that matter here, closed on a day. */
function journal(kinds: readonly string[], classes: readonly DataClass[], closedAt: string | null) {
  const all = ["report", ...kinds, ...(closedAt ? ["closing"] : [])];
  return all.map((type, at) => ({
    seq: at + 1,
    type,
    happenedAt: closedAt ?? "2024-01-01T10:00:00Z",
    agency: "north",
    body: type === "referral" ? { ground: { kind: "norm" } } : {},
    classes: at === 0 ? classes : [],
  })) as unknown as readonly Entry[];
}

const until = (
  kinds: readonly string[],
  closedAt: string | null,
  classes: readonly DataClass[] = ["narrative"],
) => keptUntil(testland, journal(kinds, classes, closedAt))?.map((one) => one.until) ?? null;

describe("how long the schedule keeps", () => {
  it.each([
    ["on her wish alone", [], "2024-03-10T08:00:00Z", ["2026-03-10"]],
    ["where a norm was applied: the longest decides", ["registered"], "2024-03-10T08:00:00Z", ["2034-09-10"]],
    ["where a norm obliged to tell", ["referral"], "2024-03-10T08:00:00Z", ["2034-09-10"]],
    [
      "where a proceeding was opened, whose time nobody knows",
      ["proceeding-opened"],
      "2024-03-10T08:00:00Z",
      [null],
    ],
    ["by the day of the country, not of Greenwich", [], "2024-03-09T23:30:00Z", ["2026-03-10"]],
    ["from a day that not every year has", [], "2024-02-29T08:00:00Z", ["2026-02-28"]],
  ] as const)("%s", (_, kinds, closedAt, expected) => {
    expect(until(kinds, closedAt)).toEqual(expected);
  });

  it("keeps what is open, and says nothing of what is gone", () => {
    expect(until([], null)).toBeNull();
    const entries = journal(["erased"], ["narrative", "identity"], "2024-03-10T08:00:00Z").map((entry) =>
      entry.type === "erased" ? ({ ...entry, body: { classes: ["narrative"] } } as unknown as Entry) : entry,
    );
    expect(keptUntil(testland, entries)).toEqual([
      { class: "identity", until: "2029-03-10", rows: ["people"] },
    ]);
  });

  it("counts from the last closing, as it was put right later", () => {
    const entries = journal(["closing", "note"], ["narrative"], "2024-03-10T08:00:00Z").map((entry, at) =>
      at === 1 ? { ...entry, happenedAt: "2020-01-01T08:00:00Z" } : entry,
    );
    expect(keptUntil(testland, entries)?.[0]?.until).toBe("2026-03-10");
  });

  it("knows no time for Kazakhstan, and so keeps everything, on every basis", () => {
    const kz = { country: loadCountry("kz") };
    for (const kinds of [[], ["registered"], ["proceeding-opened"], ["referral", "proceeding-opened"]])
      for (const { until: end } of keptUntil(kz, journal(kinds, DATA_CLASSES, "2010-03-10T08:00:00Z")) ?? [])
        expect(end).toBeNull();
    expect(kz.country.retention.schedule.length).toBeGreaterThan(0);
  });
});
