import type { Law } from "@arasha/law";
import { compiled, loadCountry } from "@arasha/packs";
import { beforeAll, describe, expect, it } from "vitest";
import { settledNorms } from "./settled.ts";

let law: Law;
beforeAll(() => {
  law = compiled(loadCountry("testland").pack);
});

describe("settledNorms", () => {
  it("names each article once, under the short name of its act, whatever the parts", () => {
    const [first, second] = [...law.norms.keys()];
    const [act = "", article] = [first!.split(".")[1], first!.split(".")[2]];
    const cited = law.acts.get(act)?.cited.en;
    expect(settledNorms([`${first}#1`, `${first}#2`, first!], "en", law)).toBe(`${cited} ${article}`);
    expect(settledNorms([first!, second!], "en", law)).toContain(second!.split(".")[2]);
  });

  it("does not hide a norm the law does not hold", () => {
    expect(settledNorms(["xx.code.9"], "en", law)).toBe("code 9");
  });
});
