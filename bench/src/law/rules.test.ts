import { describe, expect, it } from "vitest";
import { testlandLaw } from "../../../law/src/testland.ts";
import { type Rule, rulesOn } from "./rules.ts";

const DAY = "2024-06-16";
const law = testlandLaw();

function rule(key: string): Rule {
  const found = rulesOn(law, DAY).rules.find((one) => one.key === key);
  if (found === undefined) throw new Error(`${key} is not among the rules`);
  return found;
}

describe("rulesOn", () => {
  it("writes the order of harms out as a list", () => {
    expect(rule("tl.cc.harm#1").elements).toEqual({
      all: [{ act: "bodily-harm" }, { fact: "harm", in: ["light", "medium", "grave", "death"] }],
    });
  });

  it("writes a definition out in the wording of the day", () => {
    const held = testlandLaw((pack) => ({
      ...pack,
      norms: pack.norms.filter(({ id }) => id !== "tl.pc.breach"),
    }));
    const family = (day: string) =>
      JSON.stringify(rulesOn(held, day).rules.find(({ key }) => key === "tl.dv.order")?.elements);
    expect(family("2024-06-15")).toContain('"in":["spouse","ex-spouse"]');
    expect(family("2024-06-16")).toContain('"in":["spouse","ex-spouse","partner"]');
  });

  it("names each kind of repetition once", () => {
    const { repetitions } = rulesOn(law, DAY);
    const kinds = repetitions.map(({ within, norms }) => `${within} ${norms}`);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it("refuses a day on which nobody can say what was in force", () => {
    expect(() => rulesOn(law, "2017-07-20")).toThrow("2017-07-20: not established which law was in force");
  });

  it("refuses an offence whose text is not held: two values cannot say so", () => {
    expect(() => rulesOn(law, "2024-06-15")).toThrow("tl.pc.breach: its text is not in the pack");
  });
});
