import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { InvalidPack, type PackFault } from "./fault.ts";
import { countries, countryFolder, loadCountry, loadPack } from "./load.ts";

const NORM = `id: xx.code.1
kind: offence
title: { kk: a, ru: b, en: c }
versions:
  - from: xx.first
    text: known
    parts:
      - part: "1"
        class: crime
        when:
          all:
            - { act: battery }
            - { fact: victim.age, below: 18 }
        sanctions: unknown
        prosecution: { mode: public }
        reconciliation: { effect: none }
    summary: { kk: a, ru: b, en: c }
    sources:
      - { title: The Code, url: "https://law.example", confidence: official }
`;

const DUTY = `    duties:
      - agency: police
        after: { event: report }
        within: immediately
        metBy: [{ event: notified, by: police }]
        reporting:
          to: [police]
          about: victim
          consent: not-asked
`;

const FILES: Readonly<Record<string, string>> = {
  "pack.yaml": "country: xx\ntitle: { kk: a, ru: b, en: c }\ncurrency: XXX\ncoversFrom: 2015-01-01\n",
  "acts.yaml": "- id: code\n  title: { kk: a, ru: b, en: c }\n  cited: { kk: a, ru: b, en: c }\n",
  "amendments.yaml": ["xx.first", "xx.second"]
    .map(
      (id, index) => `- id: ${id}
  title: { kk: a, ru: b, en: c }
  inForce: ${2015 + index}-01-01
  sources: [{ title: Gazette, url: "https://law.example", confidence: official }]
`,
    )
    .join(""),
  "bodies.yaml": "- { id: police, name: { kk: a, ru: b, en: c } }\n",
  "mci.yaml": "[]\n",
  "calendar.yaml":
    "zone: Asia/Almaty\nweekend: [6, 7]\nyears: []\ndaysOff: []\nworked: []\nsources: [{ title: Gazette, url: 'https://law.example', confidence: official }]\n",
  "law/code/1.yaml": NORM,
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("a sound pack", () => {
  it("is read, its dates as text", () => {
    const pack = loadPack(packWith({}));
    expect(pack.norms.map(({ id }) => id)).toEqual(["xx.code.1"]);
    expect(pack.amendments.map(({ inForce }) => inForce)).toEqual(["2015-01-01", "2016-01-01"]);
  });

  it("holds the bodies its norms may name", () => {
    const pack = loadPack(packWith({ "law/code/1.yaml": NORM + DUTY }));
    expect(pack.bodies?.map(({ id }) => id)).toEqual(["police"]);
  });

  it("keeps the word `no` a word and part 1-1 text", () => {
    const pack = loadPack(packWith({ "law/code/1.yaml": NORM.replace('part: "1"', "part: 1-1") }));
    expect(pack.norms[0]?.versions[0]?.parts?.[0]?.part).toBe("1-1");
  });
});

describe("a fault is named by file, line and field", () => {
  it.each<[string, Readonly<Record<string, string | null>>, Partial<PackFault>, RegExp]>([
    [
      "truncated YAML",
      { "law/code/1.yaml": NORM.slice(0, NORM.indexOf("a, ru: b, en: c }\nversions")) },
      { file: "law/code/1.yaml", line: 3, path: "" },
      /not readable as YAML/,
    ],
    ["an empty file", { "acts.yaml": "" }, { file: "acts.yaml", line: 1 }, /empty/],
    ["a missing file", { "calendar.yaml": null }, { file: "calendar.yaml", line: 1 }, /missing/],
    [
      "a key given twice",
      { "pack.yaml": `${FILES["pack.yaml"]}currency: YYY\n` },
      { file: "pack.yaml", line: 5 },
      /unique/i,
    ],
    [
      "an unknown field",
      { "law/code/1.yaml": NORM.replace("    summary:", "    sumary: x\n    summary:") },
      { file: "law/code/1.yaml", line: 17, path: "versions[0].sumary" },
      /unknown field "sumary"/,
    ],
    [
      "a missing field",
      { "pack.yaml": "country: xx\ntitle: { kk: a, ru: b, en: c }\ncurrency: XXX\n" },
      { file: "pack.yaml", path: "coversFrom" },
      /is missing/,
    ],
    [
      "an impossible date",
      { "pack.yaml": FILES["pack.yaml"]!.replace("2015-01-01", "2015-02-30") },
      { file: "pack.yaml", line: 4, path: "coversFrom" },
      /"2015-02-30" is not a day of the calendar/,
    ],
    [
      "an impossible date where a window could stand",
      { "amendments.yaml": FILES["amendments.yaml"]!.replace("2016-01-01", "2016-13-01") },
      { file: "amendments.yaml", line: 7, path: "[1].inForce" },
      /"2016-13-01" is not a day of the calendar/,
    ],
    [
      "a window that ends before it begins",
      {
        "amendments.yaml": FILES["amendments.yaml"]!.replace(
          "2016-01-01",
          "{ earliest: 2016-02-01, latest: 2016-01-01, why: imprecise }",
        ),
      },
      { file: "amendments.yaml", line: 7, path: "[1].inForce" },
      /earliest day .* is after the latest/,
    ],
    [
      "a fact that does not exist, inside a list",
      { "law/code/1.yaml": NORM.replace("victim.age", "victim.aeg") },
      { file: "law/code/1.yaml", line: 13, path: "versions[0].parts[0].when.all[1].fact" },
      /unknown value "victim.aeg"; did you mean "victim.age"\?/,
    ],
    [
      "an act that does not exist",
      { "law/code/1.yaml": NORM.replace("act: battery", "act: batery") },
      { file: "law/code/1.yaml", line: 12, path: "versions[0].parts[0].when.all[0].act" },
      /unknown value "batery"; did you mean "battery"\?/,
    ],
    [
      "sanctions that are neither a list nor `unknown`",
      { "law/code/1.yaml": NORM.replace("sanctions: unknown", "sanctions: none") },
      { file: "law/code/1.yaml", line: 14, path: "versions[0].parts[0].sanctions" },
      /none.*unknown.*list/,
    ],
    [
      "a norm in the wrong file",
      { "law/code/1.yaml": NORM.replace("xx.code.1", "xx.code.2") },
      { file: "law/code/1.yaml", line: 1, path: "id" },
      /is "xx.code.2", but this file holds "xx.code.1"/,
    ],
    [
      "versions that overlap",
      { "law/code/1.yaml": NORM + secondVersion() },
      { file: "law/code/1.yaml", line: 20, path: "versions[1]" },
      /overlap/,
    ],
    [
      "an amending act that is not there",
      { "law/code/1.yaml": NORM.replace("xx.first", "xx.frist") },
      { file: "law/code/1.yaml", line: 5, path: "versions[0]" },
      /xx\.frist/,
    ],
    [
      "a body that is not among those there are",
      { "law/code/1.yaml": `${NORM}${DUTY.replace("[police]", "[polise]")}` },
      { file: "law/code/1.yaml", line: 26, path: "versions[0].duties[0].reporting.to[0]" },
      /"polise" is not a kind of body that bodies.yaml lists; did you mean "police"\?/,
    ],
  ])("%s", (_name, changed, where, message) => {
    const faults = faultsOf(packWith(changed));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ ...where, message: expect.stringMatching(message) });
  });

  it("all faults of all files are told at once, and in the message of the error", () => {
    const folder = packWith({
      "pack.yaml": FILES["pack.yaml"]!.replace("2015-01-01", "yesterday"),
      "law/code/1.yaml": NORM.replace("class: crime", "class: sin").replace("mode: public", "mode: loud"),
    });
    expect(faultsOf(folder).map(({ file, line }) => `${file}:${line}`)).toEqual([
      "pack.yaml:4",
      "law/code/1.yaml:9",
      "law/code/1.yaml:15",
    ]);
    expect(() => loadPack(folder)).toThrow(/has 3 faults:\npack\.yaml:4 coversFrom: "yesterday"/);
  });

  it("a country that lacks its lists says which, beside the faults of its law", () => {
    const folder = packWith({ "mci.yaml": "- 7\n" });
    const files = catchInvalid(() => loadCountry(folder)).faults.map(({ file }) => file);
    expect(files).toEqual([
      "mci.yaml",
      "agencies.yaml",
      "places.yaml",
      "roles.yaml",
      "codes.yaml",
      "demo.yaml",
    ]);
  });

  it("a country there is no pack of is refused with those there are", () => {
    expect(() => countryFolder("atlantis")).toThrow(/no pack "atlantis"; there are: .*kz/);
  });
});

describe("the hash of a country", () => {
  it("is the same each time, 64 hexadecimal digits", () => {
    const [first, second] = [loadCountry("kz"), loadCountry("kz")];
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(second.hash).toBe(first.hash);
  });

  it("the list of countries holds Kazakhstan and only folders with a pack", () => {
    expect(countries()).toContain("kz");
    expect(countries()).not.toContain("src");
  });
});

function secondVersion(): string {
  const [, version = ""] = NORM.split("versions:\n");
  return version.replace("xx.first", "xx.second");
}

function packWith(changed: Readonly<Record<string, string | null>>): string {
  const folder = mkdtempSync(join(tmpdir(), "arasha-pack-"));
  folders.push(folder);
  for (const [file, text] of Object.entries({ ...FILES, ...changed })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

function faultsOf(folder: string): readonly PackFault[] {
  return catchInvalid(() => loadPack(folder)).faults;
}

function catchInvalid(run: () => unknown): InvalidPack {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidPack) return error;
    throw error;
  }
  throw new Error("the pack was taken as sound");
}
