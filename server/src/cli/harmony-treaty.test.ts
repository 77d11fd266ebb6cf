import { describe, expect, it } from "vitest";
import { run } from "./program.ts";

async function treaty(...args: readonly string[]) {
  let [out, err] = ["", ""];
  const exit = await run(["harmony", "treaty", ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => "",
    clock: () => "2026-04-10T09:00:00Z",
    env: {},
  });
  return { exit, out, err };
}

describe("harmony treaty", () => {
  it.each([
    ["2020-12-22", [11, 34, 34, 34], "signedOnly"],
    ["2024-04-05", [6, 39, 38, 37], "inForce"],
  ])("counts states by each measure on %s, the European Union apart", async (on, counts, union) => {
    const { exit, out } = await treaty("istanbul", "--on", on, "--json");
    expect(exit).toBe(0);
    const status = JSON.parse(out);
    expect(Object.keys(status)).toEqual(["on", "states", "organisations"]);
    expect(status.on).toBe(on);
    const { signedOnly, everRatified, party, inForce } = status.states;
    expect([signedOnly, everRatified, party, inForce].map((codes) => codes.length)).toEqual(counts);
    expect([signedOnly, everRatified, party, inForce].flat()).not.toContain("EU");
    expect(status.organisations[union]).toEqual(["EU"]);
  });

  it("names them in the reader's language, and says where its sources end", async () => {
    const { out } = await treaty("istanbul", "--lang", "kk");
    expect(out).toContain("Стамбул конвенциясы (CETS 210) · 2026 ж. 10 сәуір");
    expect(out).toContain("Дереккөздер 2026 ж. 31 наурыз күнімен бітеді");
    expect(out).toMatch(/қол қойған, ратификацияламаған +6 +Армения, Болгария, Венгрия/);
    const { out: before } = await treaty("istanbul", "--on", "2024-04-05");
    expect(before).not.toContain("The sources end");
  });

  it("refuses a treaty there is none of, and a day that is none", async () => {
    expect(await treaty("istnbul")).toEqual({
      exit: 1,
      out: "",
      err: "There is no treaty `istnbul`: did you mean `istanbul`?\n",
    });
    const { exit, err } = await treaty("istanbul", "--on", "2024-02-30");
    expect([exit, err]).toEqual([
      2,
      "--on: `2024-02-30` is not a day of the calendar. Write year-month-day: 2024-06-16.\n",
    ]);
  });
});
