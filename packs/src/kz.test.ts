import { assess, duties, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { loadCountry } from "./load.ts";

const country = loadCountry("kz");
const law = compiled(country.pack);
const answer = (facts: Facts) =>
  assess(law, facts).offences.map(({ norm, part, verdict, class: kind }) => [
    `${norm}#${part}`,
    verdict,
    kind,
  ]);

/** With as little said as an operator knows in the first minute. */
const battery = (date: string): Facts => ({ date, acts: ["battery"], relation: "spouse" });
const stalking = (date: string): Facts => ({ date, acts: ["stalking"] });

describe("what leaves the house in Kazakhstan", () => {
  it("has a template for each recipient, and counsel for what is disclosed", () => {
    const recipients = new Set(country.documents.map(({ recipient }) => recipient));
    expect([...recipients].sort()).toEqual(
      ["authority", "court", "other-side", "protected", "protected-counsel", "respondent"].sort(),
    );
    const counsel = country.roles.filter(
      (role) => role.counsel && role.mayWrite.includes("document-approved"),
    );
    expect(counsel.map(({ agencyKind }) => agencyKind).sort()).toEqual(["police", "shelter"]);
  });
});

describe("the law of Kazakhstan", () => {
  it("moves battery by a spouse from administrative to criminal law on 16 June 2024", () => {
    expect(answer(battery("2024-06-15"))[0]).toEqual(["kz.koap-2014.73-2#1", "applies", "administrative"]);
    expect(answer(battery("2024-06-16"))[0]).toEqual(["kz.uk-2014.109-1#1", "applies", "misdemeanour"]);
    for (const date of ["2024-06-15", "2024-06-16"])
      for (const { source } of assess(law, battery(date)).offences) expect(source.length).toBeGreaterThan(0);
  });

  it("knows no stalking on 1 July 2025, says why, and knows it on 1 October", () => {
    const before = assess(law, stalking("2025-07-01"));
    expect(before.offences).toEqual([]);
    expect(before.notInForce).toMatchObject([
      { norm: "kz.uk-2014.115-1", from: "2025-09-16", verdict: "possible" },
    ]);
    const after = assess(law, stalking("2025-10-01"));
    expect(after.offences.map(({ norm, verdict }) => [norm, verdict])).toEqual([
      ["kz.uk-2014.115-1", "possible"],
    ]);
    expect(after.offences[0]?.missing).toEqual([{ kind: "fact", fact: "circumstances.substantialHarm" }]);
    const harmed = { ...stalking("2025-10-01"), circumstances: { substantialHarm: true } };
    expect(answer(harmed)).toEqual([["kz.uk-2014.115-1#1", "applies", "misdemeanour"]]);
  });

  it("does not guess inside the weeks of July 2017 in which battery left the Criminal Code", () => {
    const inside = assess(law, battery("2017-07-20"));
    expect(inside.regime).toMatchObject({
      established: false,
      amendments: expect.arrayContaining(["kz.84-VI"]),
    });
    const norms = inside.offences.filter(({ norm }) => /\.(109|73-2)$/.test(norm));
    expect(norms.map(({ norm }) => norm).sort()).toEqual(["kz.koap-2014.73-2", "kz.uk-2014.109"]);
    for (const { verdict, missing } of norms) {
      expect(verdict).not.toBe("applies");
      expect(missing).toContainEqual(expect.objectContaining({ kind: "date-of-law", amendment: "kz.84-VI" }));
    }
  });

  it("shows an arrest that stands in the article and cannot be imposed", () => {
    const [offence] = assess(law, {
      ...stalking("2025-10-01"),
      circumstances: { substantialHarm: true },
    }).offences;
    const arrest =
      Array.isArray(offence?.sanctions) && offence.sanctions.find(({ kind }) => kind === "arrest");
    expect(arrest).toMatchObject({ imposable: "no" });
    // Article 45: whether he may be arrested at all must be known of him too.
    const respondent = { age: 40, sex: "male", exemptFromArrest: false } as const;
    const [beaten] = assess(law, { ...battery("2025-10-01"), respondent }).offences;
    const possible =
      Array.isArray(beaten?.sanctions) && beaten.sanctions.find(({ kind }) => kind === "arrest");
    expect(possible).toMatchObject({ imposable: "yes" });
  });

  it("counts fines with the index of the year", () => {
    // 80 indices: 3,692 tenge in 2024, 4,325 in 2026.
    const fine = (date: string) => {
      const [offence] = assess(law, battery(date)).offences;
      return (
        Array.isArray(offence?.sanctions) &&
        offence.sanctions.find(({ kind }) => kind === "fine")?.amount?.max
      );
    };
    expect(fine("2024-07-01")).toBe(80 * 3692);
    expect(fine("2026-07-01")).toBe(80 * 4325);
  });

  it("proposes the milder later law and never the harsher one", () => {
    const milder = (facts: Facts, decided: string) =>
      assess(law, facts, { decided }).milder.map(({ norm, instead, verdict, by }) => [
        instead,
        norm,
        verdict,
        by,
      ]);
    // Battery of 2016 decided in 2018: it has left the Criminal Code meanwhile.
    expect(milder({ ...battery("2016-05-01"), harm: "pain" }, "2018-03-01")).toEqual([
      ["kz.uk-2014.109#1", "kz.koap-2014.73-2", "milder", "kz.uk-2014.6"],
    ]);
    // Battery of the eve of the reform, decided after it: the harsher law does not reach back.
    expect(milder(battery("2024-06-15"), "2024-09-01")).toEqual([]);
  });

  it("starts the clock of the track the act takes by the law of its own day, whenever it is told", () => {
    const told = { type: "incident", at: "2024-06-16T06:00:00Z", agencyKind: "police", body: {} } as const;
    const clocks = (date: string) =>
      duties(law, [told], { ...battery(date), harm: "pain" }, "2024-06-17T00:00:00Z")
        .map(({ norm, verdict }) => [norm, verdict])
        .filter(([norm]) => norm === "kz.koap-2014.806" || norm === "kz.upk-2014.185");
    // Both are told on 16 June 2024; only the second is a crime to be registered.
    expect(clocks("2024-06-15")).toEqual([["kz.koap-2014.806", "applies"]]);
    expect(clocks("2024-06-16")).toEqual([["kz.upk-2014.185", "applies"]]);
  });
});
