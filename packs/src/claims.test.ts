import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClaimBook, claimFaults, loadClaims } from "./claims.ts";
import { describeFault } from "./fault.ts";

describe("the register of claims", () => {
  let book: ClaimBook;
  beforeAll(() => {
    book = loadClaims();
  });
  const ids = (prefix: string) =>
    book.judged.map(({ claim }) => claim.id).filter((id) => id.startsWith(`${prefix}-`));
  const numbered = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${prefix}-${String(at + 1).padStart(3, "0")}`);

  it("holds every claim of the articles and every published figure", () => {
    expect(ids("CL")).toEqual(numbered("CL", 98));
    expect(ids("KZ")).toEqual(numbered("KZ", 80));
  });

  it("has at least 25 verdicts from the data that decide it", () => {
    const decided = book.judged.filter(({ computed, found }) => computed && found !== null);
    expect(decided.length).toBeGreaterThanOrEqual(25);
  });

  it.each([
    // Each told by hand from the source named in the claim's note.
    ["CL-005", "matches", "2020-04-22"],
    ["CL-017", "matches", "34"],
    ["CL-018", "matches", "11"],
    ["CL-025", "matches", "2025-04"],
    ["CL-027", "differs", "38"],
    ["CL-033", "matches", "2009-12-04"],
    ["CL-035", "matches", "false"],
    ["CL-046", "differs", "2"],
    ["CL-047", "differs", "false"],
    ["CL-050", "differs", "true"],
    ["CL-057", "matches", "2024-06-16"],
    ["CL-064", "matches", "20.8"],
    ["CL-068", "matches", "2"],
    ["CL-073", "matches", "true"],
    ["CL-075", "differs", "true"],
    ["CL-076", "matches", "true"],
    ["KZ-027", "differs", "53344"],
    ["PC-005", "differs", "-24.4"],
  ])("computes that %s %s: %s", (id, verdict, found) => {
    const one = book.judged.find(({ claim }) => claim.id === id);
    expect([one?.verdict, one?.found, one?.computed]).toEqual([verdict, found, true]);
  });

  it("keeps no number where there is none", () => {
    const none = book.judged.filter(({ verdict }) => verdict === "not-a-valid-figure");
    expect(none.map(({ claim }) => claim.value)).toEqual(none.map(() => null));
    expect(none.map(({ claim }) => claim.id)).toEqual(expect.arrayContaining(["CL-082", "CL-083", "CL-085"]));
  });

  it("names no series, unit, speaker or document that no claim is of", () => {
    const { series, units, speakers, documents, claims } = book.register;
    const unused = (list: readonly { readonly id: string }[], used: (string | undefined)[]) =>
      list.map(({ id }) => id).filter((id) => !used.includes(id));
    const of = (key: "series" | "unit" | "speaker" | "said") => claims.map((claim) => claim[key]);
    expect(unused(series, of("series"))).toEqual([]);
    expect(unused(units, [...of("unit"), ...series.map(({ unit }) => unit)])).toEqual([]);
    expect(unused(speakers, of("speaker"))).toEqual([]);
    expect(unused(documents, of("said"))).toEqual([]);
  });
});

describe("a register with a fault", () => {
  const folder = mkdtempSync(join(tmpdir(), "arasha-claims-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const name = "{ kk: қ, ru: р, en: e }";
  const sound = `- id: TL-001
  statement: ${name}
  value: 5
  period: { from: "2024" }
  population: ${name}
  speaker: minister
  said: gazette
  verdict: matches
`;
  const faults = (claims: string) => {
    write(
      "register.yaml",
      `country: testland
series: []
units: []
speakers: [{ id: minister, name: ${name} }]
documents:
  - { id: gazette, source: { title: Gazette, unrecorded: true, confidence: unverified } }
`,
    );
    write("claims/one.yaml", claims);
    return claimFaults(folder).map(describeFault);
  };

  it("is told by file, line and what is wrong; a sound one has none", () => {
    expect(faults(sound)).toEqual([]);
    expect(faults(sound.replace(/ {2}period.*\n/, ""))[0]).toMatch(/claims\/one\.yaml:1.*period/);
    expect(faults(sound.replace(/ {2}population.*\n/, ""))[0]).toMatch(/claims\/one\.yaml:1.*population/);
    expect(faults(sound.replace('"2024"', '"2024-13"'))[0]).toMatch(/claims\/one\.yaml:4/);
    expect(faults(sound.replace("value: 5", "printed: INF\n  value: 5"))[0]).toMatch(/claims\/one\.yaml:1/);
    const lost = "check: { of: norm-in-force, norm: tl.x.1, on: 2020-01-01, is: true }";
    expect(faults(sound.replace("minister", "nobody").replace("verdict: matches", lost))).toEqual([
      expect.stringMatching(/claims\/one\.yaml:6.*"nobody" is not listed/),
      expect.stringMatching(/claims\/one\.yaml:8.*tl\.x\.1/),
    ]);
  });
});
