import { describe, expect, it } from "vitest";
import type { MatrixLine } from "../publish/matrix-lines.ts";
import { run } from "./program.ts";

/** The matrix as a command: what moves on the days on which the law moved, and what is refused. */
async function ask(...args: readonly string[]) {
  let [out, err] = ["", ""];
  const exit = await run(["harmony", ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => "",
    clock: () => "2026-11-28T09:00:00Z",
    env: {},
  });
  return { exit, out, err };
}

async function matrix(...args: readonly string[]): Promise<ReadonlyMap<string, MatrixLine>> {
  const { out } = await ask("matrix", "--country", "kz", "--json", ...args);
  return new Map((JSON.parse(out) as MatrixLine[]).map((line) => [line.obligation, line]));
}

async function moved(before: readonly string[], after: readonly string[]): Promise<readonly string[]> {
  const [then, now] = [await matrix(...before), await matrix(...after)];
  return [...now].flatMap(([id, { status }]) => {
    const was = then.get(id)?.status;
    return was === status ? [] : [`${id} ${was} → ${status}`];
  });
}

describe("the matrix of the Istanbul Convention and the law of Kazakhstan", () => {
  it("has every item, each with a reason", async () => {
    const lines = [...(await matrix()).values()];
    expect(lines).toHaveLength(205);
    expect(lines.filter(({ why }) => why === "")).toEqual([]);
    expect(lines.filter(({ binding }) => binding)).toHaveLength(185);
  });

  it("moves with stalking and forced marriage on 16 September 2025, and with nothing else", async () => {
    expect(await moved(["--on", "2025-09-15"], ["--on", "2025-09-16"])).toEqual([
      "IC-34 gap → partial",
      "IC-37.1 gap → partial",
      "IC-41.1 partial → met",
    ]);
  });

  it("moves with battery and light harm on 16 June 2024", async () => {
    const found = await moved(["--on", "2024-06-15"], ["--on", "2024-06-16"]);
    expect(found).toContain("IC-35 partial → met");
    expect(found.filter((move) => /^IC-(3[346789]|4[0-9]|54|55)\b/.test(move))).toEqual([]);
  });

  it("moves with the police ban on access to a home on 2 March 2026", async () => {
    const found = await moved(["--on", "2026-03-01"], ["--on", "2026-03-02"]);
    expect(found).toContain("IC-52.1 gap → partial");
    expect(found.filter((move) => /^IC-(3[3-9]|4[0-8])\b/.test(move))).toEqual([]);
  });

  it("is as it would be with a bill: one of the pack, or one in a file", async () => {
    const bill = ["--with-bill", "kz.bill-2025-stalking"];
    expect(await moved(["--on", "2025-09-15"], ["--on", "2025-09-15", ...bill])).toContain(
      "IC-34 gap → partial",
    );
    expect(await moved([], ["--with-bill", "docs/bill.yaml"])).toEqual(["IC-34 partial → met"]);
  });

  it("is told with what moved it, day by day", async () => {
    const { out } = await ask("history", "--country", "kz", "--json");
    const steps = JSON.parse(out) as { on: string; moves: { obligation: string; amendments: string[] }[] }[];
    const stalking = steps
      .find(({ on }) => on === "2025-09-16")
      ?.moves.find(({ obligation }) => obligation === "IC-34");
    expect(stalking?.amendments).toEqual(["kz.210-VIII"]);
  });
});

describe("what is refused, in one line", () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ["a treaty there is not", ["matrix", "--treaty", "peace"], 2, /no list of what `peace` asks.*istanbul/],
    ["a day there is not", ["matrix", "--on", "2024-02-30"], 2, /2024-02-30.*not a day/],
    [
      "a bill there is not",
      ["matrix", "--with-bill", "kz.bill-none"],
      2,
      /no bill `kz.bill-none`.*kz.bill-2025-stalking/,
    ],
    ["a file there is not", ["matrix", "--with-bill", "no-such.yaml"], 1, /no-such.yaml:1/],
    [
      "a file that is no bill",
      ["matrix", "--with-bill", "docs/incident.yaml"],
      1,
      /docs\/incident.yaml:\d+ /,
    ],
    ["a country nobody compared", ["matrix", "--country", "testland"], 1, /Nobody has compared/],
  ])("%s", async (_name, args, exit, message) => {
    const answer = await ask(...args);
    expect([answer.exit, answer.out]).toEqual([exit, ""]);
    expect(answer.err).toMatch(message);
    expect(answer.err.trim().split("\n")).toHaveLength(1);
  });
});
