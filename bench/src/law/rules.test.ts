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
    const family = (day: string) =>
      JSON.stringify(rulesOn(law, day).rules.find(({ key }) => key === "tl.dv.order")?.elements);
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

  it("leaves out an offence whose text is not held, and says so: two values cannot", () => {
    const { rules, leftOut } = rulesOn(law, "2024-06-15");
    expect(leftOut).toEqual(["tl.pc.breach"]);
    expect(rules.map(({ key }) => key)).not.toContain("tl.pc.breach");
    expect(rulesOn(law, DAY).leftOut).toEqual([]);
  });

  it("leaves out what may yield to an offence it leaves out", () => {
    const gone = testlandLaw((pack) => ({
      ...pack,
      norms: pack.norms.map((norm) =>
        norm.id === "tl.dv.family"
          ? {
              ...norm,
              versions: norm.versions.map(({ when: _, ...version }) => ({ ...version, text: "unknown" })),
            }
          : norm,
      ),
    }));
    const { rules, leftOut } = rulesOn(gone, DAY);
    expect(leftOut).toContain("tl.cc.home-battery#2");
    expect(leftOut).toContain("tl.cc.home-battery#1");
    for (const { displaces } of rules) for (const at of displaces) expect(rules[at]).toBeDefined();
  });
});
