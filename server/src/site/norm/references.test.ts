import { describe, expect, it } from "vitest";
import { mayHold } from "../dates.ts";
import { bookOf } from "../testing.ts";
import { referencesOn } from "./references.ts";

const { law } = bookOf("testland");

function on(id: string, date: string) {
  const wordings = (law.norms.get(id)?.wordings ?? []).filter((one) => mayHold(one, date));
  return referencesOn(law, id, wordings, (one) => mayHold(one, date));
}

describe("references between norms", () => {
  it("are those of the wordings of the day, both ways", () => {
    // The rule on milder law stands behind every offence of its act.
    expect(on("testland.penal-1990.10", "2024-01-01").to).toContain("testland.penal-1990.2");
    expect(on("testland.penal-1990.2", "2024-01-01").from).toContain("testland.penal-1990.10");
  });

  it("agree: a norm is referred to by those that refer to it", () => {
    for (const date of ["2011-01-01", "2016-05-10", "2021-01-01", "2024-01-01"]) {
      for (const id of law.norms.keys()) {
        for (const target of on(id, date).to)
          expect(on(target, date).from, `${date} ${target}`).toContain(id);
        for (const source of on(id, date).from)
          expect(on(source, date).to, `${date} ${source}`).toContain(id);
      }
    }
  });

  it("hold of every country", () => {
    const { law: kz } = bookOf("kz");
    const date = "2025-01-01";
    const all = [...kz.norms.values()].map(({ norm, wordings }) => ({
      id: norm.id,
      ...referencesOn(
        kz,
        norm.id,
        wordings.filter((one) => mayHold(one, date)),
        (one) => mayHold(one, date),
      ),
    }));
    expect(all.filter(({ to }) => to.length > 0).length).toBeGreaterThan(20);
    for (const { id, to } of all)
      for (const target of to) expect(all.find((one) => one.id === target)?.from).toContain(id);
  });
});
