import { type ACTS, limitsOfConfidentiality, tellingAnswer, tellingMatrix, tellings } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { loadPack } from "./load.ts";

/**
 * Who must, may, or must not tell others of what without asking, by kind of body, age, act and day: read off the acts as the
 * research has them, and held against the norms. `depends`: a fact, or whether the body is one of those meant, decides.
 */
const law = compiled(loadPack(countryFolder("kz")));

type Row = readonly [string, number | null, (typeof ACTS)[number], string, string, readonly string[]];
const TABLE: readonly Row[] = [
  // Everybody who learns of danger to a child tells guardianship, since the Family Code of 2011.
  ["hotline", 10, "battery", "2019-06-01", "must", ["guardianship"]],
  ["hotline", 10, "battery", "2026-11-28", "must", ["guardianship"]],
  ["hotline", 17, "battery", "2026-11-28", "must", ["guardianship"]],
  ["hotline", 18, "battery", "2026-11-28", "depends", []],
  ["hotline", 18, "battery", "2026-03-01", "unknown", []],
  ["hotline", 30, "battery", "2019-06-01", "unknown", []],
  ["hotline", null, "battery", "2019-06-01", "depends", []],
  // Schools: at once to the police since Law 245-VIII; before, what everybody owes.
  ["education", 10, "battery", "2026-03-01", "must", ["guardianship"]],
  ["education", 10, "battery", "2026-03-02", "must", ["guardianship", "police"]],
  ["education", 30, "battery", "2026-03-02", "depends", []],
  // Clinics: injuries to the police, adults too; else secrecy.
  ["health", 30, "bodily-harm", "2026-11-28", "must", ["police"]],
  ["health", 30, "bodily-harm", "2020-06-30", "unknown", []],
  ["health", 30, "insult", "2022-06-01", "depends", []],
  // Shelters and centres: the law of 2026 asks nobody's consent; whether it is meant for every centre is disputed.
  ["family-support", 30, "battery", "2026-11-28", "depends", []],
  ["family-support", 30, "battery", "2025-11-28", "depends", []],
  ["shelter", 30, "battery", "2025-11-28", "must-not", []],
  ["shelter", 30, "battery", "2026-11-28", "depends", []],
  ["shelter", 10, "battery", "2025-11-28", "must", ["guardianship"]],
];

describe("the matrix of telling", () => {
  it.each(TABLE)("%s, of a victim of %s, %s, on %s: %s", (kind, age, act, on, answer, to) => {
    const [cell] = tellingMatrix(law, kind, on, [age], [act]);
    const certain = cell!.tellings.filter((one) => one.answer === "must").flatMap((one) => one.to);
    expect([cell!.answer, [...new Set(certain)].filter((body) => to.includes(body)).sort()]).toEqual([
      answer,
      to,
    ]);
  });

  it("never says of a child less than of an adult, for any body, on either side of the reform", () => {
    const weight = ["unknown", "must-not", "may", "depends", "must"];
    for (const { id: kind } of law.pack.bodies ?? [])
      for (const on of ["2026-03-01", "2026-03-02"]) {
        const [child, adult] = tellingMatrix(law, kind, on, [10, 30], ["battery"]);
        expect(weight.indexOf(child!.answer), `${kind} ${on}`).toBeGreaterThanOrEqual(
          weight.indexOf(adult!.answer),
        );
      }
  });

  it("lets a clinic tell the police of an injury by an unlawful act, and keeps secret what has no leave", () => {
    const of = (harm: "none" | "light") =>
      tellings(
        law,
        "health",
        { date: "2025-05-01", acts: ["insult"], harm, victim: { age: 30 } },
        "2025-05-01",
      );
    expect(of("light").map(({ answer }) => answer)).toContain("may");
    expect(of("none").map(({ answer }) => answer)).not.toContain("may");
    expect(of("none").map(({ answer }) => answer)).toContain("must-not");
    expect(tellingAnswer([])).toBe("unknown");
  });
});

describe("the limits said before the first question", () => {
  const said = (kind: string, on: string) =>
    limitsOfConfidentiality(law, kind, on).map(({ norm, when, to, perhapsOurs }) => [
      norm,
      when,
      to.join(),
      perhapsOurs,
    ]);

  it("of the hotline", () => {
    expect(said("hotline", "2026-03-01")).toEqual([["kz.family-2011.67-p3", "child", "guardianship", false]]);
    const now = said("hotline", "2026-03-02");
    expect(now).toContainEqual(["kz.family-2011.67-p3", "child", "guardianship", false]);
    expect(now).toContainEqual(["kz.prevention-2025.39", "depends", "police", true]);
  });

  it("of a family support centre: the police too, and no norm asks for consent", () => {
    const limits = limitsOfConfidentiality(law, "family-support", "2026-11-28");
    expect(limits.find(({ norm }) => norm === "kz.prevention-2025.10")).toMatchObject({
      when: "depends",
      to: ["police"],
      consent: "not-asked",
    });
    // Once it is known that it was a spouse, it is certain.
    const facts = { date: "2026-11-28", acts: ["battery"], relation: "spouse", victim: { age: 30 } } as const;
    const [first] = tellings(law, "family-support", facts, "2026-11-28");
    expect(first).toMatchObject({ norm: "kz.prevention-2025.10", answer: "must" });
  });
});
