import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { InvalidPack, type PackFault } from "./fault.ts";
import { countries, countryFolder, realCountries, workingCountries } from "./head.ts";
import { loadCountry, loadLaw, loadPack } from "./load.ts";

const NORM = `id: xx.code.1
kind: offence
title: { kk: a, ru: b, en: c }
versions:
  - from: xx.first
    text: partly
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
    .map((id, index) => amendment(id, `${2015 + index}-01-01`))
    .join(""),
  "bodies.yaml": "- { id: police, name: { kk: a, ru: b, en: c } }\n",
  "mci.yaml": "[]\n",
  "calendar.yaml":
    "zone: Asia/Almaty\nweekend: [6, 7]\nyears: []\ndaysOff: []\nworked: []\nsources: [{ title: Gazette, url: 'https://law.example', confidence: official }]\n",
  "law/code/1.yaml": NORM,
};

const SOUND_LISTS: Readonly<Record<string, string>> = {
  "agencies.yaml": "- { id: xx.police.a, kind: police, place: A, name: { kk: a, ru: b, en: c } }\n",
  "places.yaml": "- { id: A, name: { kk: a, ru: b, en: c }, tile: [1, 1] }\n",
  "roles.yaml": "- { id: officer, agencyKind: police, name: { kk: a, ru: b, en: c }, mayWrite: [note] }\n",
  "codes.yaml":
    "channels: []\nreferralPurposes: []\nnotified: []\nriskFlags: []\nregisters: []\nproceedingTracks: []\nproceedingEndings: []\norderEndings: []\noutcomes: []\nclosings: []\nerasureGrounds: [{ id: e, name: { kk: a, ru: b, en: c } }]\nholdGrounds: [{ id: h, name: { kk: a, ru: b, en: c } }]\n",
  "children.yaml": childrenYaml(),
  "contact.yaml": [
    "longestDays: 60\nlapsesHours: 72\nlinkHours: 24",
    "notReached: { withinHours: 12, title: { kk: a, ru: b, en: c } }",
    "disguises:",
    "  - id: reply",
    "    name: { kk: a, ru: b, en: c }",
    "    sender: { kk: a, ru: b, en: c }",
    "    subject: { kk: a, ru: b, en: c }",
    "    text: { kk: '{link}', ru: '{link}', en: '{link}' }",
    "forbidden: [полиц]",
    "",
  ].join("\n"),
  "identifiers.yaml":
    "personalNumber: { name: { kk: a, ru: b, en: c }, digits: 9 }\ntelephone: { code: '9', trunk: '0', digits: 7 }\n",
  "demo.yaml": "regimes: []\n",
  "retention.yaml": "schedule: []\n",
  "requests.yaml":
    "askers: [{ id: a, name: { kk: a, ru: b, en: c }, recipient: court }]\ninstruments: [{ id: i, name: { kk: a, ru: b, en: c }, binding: unknown, answerWithin: unknown, objectWithin: unknown }]\n",
  "breach.yaml":
    "norm: xx.code.1\nnotifyWithin: { n: 1, unit: working-days }\nauthority: { kk: a, ru: b, en: c }\n",
  "oversight.yaml": `glass:
  basis: { source: own rule, confidence: unverified }
  access: PT60M
  uses: { atMost: 1, within: P1D }
  wrongCodes: { atMost: 1, within: P1D }
  review: { within: P1D, atLatest: P3D }
  reasons: [{ id: now, name: { kk: a, ru: b, en: c } }]
reason: { basis: { source: own rule, confidence: unverified }, news: P3D, own: P30D }
rules: [{ rule: off-shift, basis: { source: own rule, confidence: unverified }, roles: [officer], from: "07:00", to: "21:00", atLeast: 3, within: PT12H }]
sample: { basis: { source: own rule, confidence: unverified }, looks: 5 }
published: { basis: { source: own rule, confidence: unverified }, smallest: 5 }
`,
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
  it.each<[string, Changed, Partial<PackFault>, RegExp]>([
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
      /"currency" is given twice/,
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
      { file: "law/code/1.yaml", line: 20, path: "versions[1].from" },
      /overlap: the first ends never, the second begins on 2016-01-01/,
    ],
    [
      "versions with a gap between them",
      {
        "amendments.yaml": `${FILES["amendments.yaml"]}${amendment("xx.third", "2018-01-01")}`,
        "law/code/1.yaml":
          NORM.replace("xx.first\n", "xx.first\n    until: xx.second\n") +
          secondVersion().replace("xx.second", "xx.third"),
      },
      { file: "law/code/1.yaml", line: 21, path: "versions[1].from" },
      /nothing is given for 2016-01-01 to 2018-01-01/,
    ],
    [
      "a version that ends before it begins",
      { "law/code/1.yaml": NORM.replace("xx.first\n", "xx.second\n    until: xx.first\n") },
      { file: "law/code/1.yaml", line: 6, path: "versions[0].until" },
      /ends \(2015-01-01\) before it begins \(2016-01-01\)/,
    ],
    [
      "an amending act that is not there",
      { "law/code/1.yaml": NORM.replace("xx.first", "xx.frist") },
      { file: "law/code/1.yaml", line: 5, path: "versions[0].from" },
      /xx\.frist/,
    ],
    [
      "a text said to be known without its sanction",
      { "law/code/1.yaml": NORM.replace("text: partly", "text: known") },
      { file: "law/code/1.yaml", line: 14, path: "versions[0].parts[0].sanctions" },
      /said to be known, but the sanction of part 1 is not given/,
    ],
    [
      "a source without an address",
      { "law/code/1.yaml": NORM.replace('url: "https://law.example", ', "") },
      { file: "law/code/1.yaml", line: 19, path: "versions[0].sources[0].url" },
      /is missing/,
    ],
    [
      "a source whose address is none",
      { "law/code/1.yaml": NORM.replace("https://law.example", "the gazette") },
      { file: "law/code/1.yaml", line: 19, path: "versions[0].sources[0].url" },
      /"the gazette" is not a web address/,
    ],
    [
      "a source nobody else can open",
      { "amendments.yaml": FILES["amendments.yaml"]!.replace("https://law.example", "file:///home/x.pdf") },
      { file: "amendments.yaml", line: 4, path: "[0].sources[0].url" },
      /"Gazette" has no address on the web/,
    ],
    [
      "a dispute without its sides",
      {
        "amendments.yaml": FILES["amendments.yaml"]!.replace(
          "2016-01-01",
          "{ earliest: 2016-01-01, latest: 2016-02-01, why: disputed }",
        ),
      },
      { file: "amendments.yaml", line: 7, path: "[1].inForce" },
      /must name its sides/,
    ],
    [
      "a dispute one of whose sides lies outside the window",
      {
        "amendments.yaml": FILES["amendments.yaml"]!.replace(
          "2016-01-01",
          `{ earliest: 2016-01-01, latest: 2016-02-01, why: disputed, claims: [
    { date: 2016-01, sources: [{ title: A, url: "https://a.example", confidence: secondary }] },
    { date: '2017', sources: [{ title: B, url: "https://b.example", confidence: secondary }] } ] }`,
        ),
      },
      { file: "amendments.yaml", line: 9, path: "[1].inForce.claims[1].date" },
      /A source says 2017, but the window/,
    ],
    [
      "a definition that leads back to itself",
      {
        "law/code/1.yaml": definition("1", "xx.code.2"),
        "law/code/2.yaml": definition("2", "xx.code.1"),
      },
      { file: "law/code/1.yaml", line: 7, path: "versions[0].when" },
      /by way of itself \(xx\.code\.1 → xx\.code\.2 → xx\.code\.1\)/,
    ],
    [
      "parts that override each other in a circle",
      Object.fromEntries(
        ["1", "2", "3"].map((article, at) => [
          `law/code/${article}.yaml`,
          NORM.replace("xx.code.1", `xx.code.${article}`).replace(
            "        sanctions:",
            `        overrides: [xx.code.${["2", "3", "1"][at]}]\n        sanctions:`,
          ),
        ]),
      ),
      { file: "law/code/1.yaml", line: 14, path: "versions[0].parts[0].overrides" },
      /xx\.code\.1#1, xx\.code\.2#1, xx\.code\.3#1 override each other in a circle/,
    ],
    [
      "a part that names itself",
      {
        "law/code/1.yaml": NORM.replace("        sanctions:", '        overrides: ["1"]\n        sanctions:'),
      },
      { file: "law/code/1.yaml", line: 14, path: "versions[0].parts[0].overrides[0]" },
      /Part 1 overrides itself/,
    ],
    [
      "aliases that multiply",
      { "mci.yaml": bomb() },
      { file: "mci.yaml", line: 2, path: "" },
      /its aliases \(\*name\) stand for too much/,
    ],
    [
      "nesting without end",
      { "mci.yaml": "[".repeat(40_000) },
      { file: "mci.yaml", line: 1, path: "" },
      /nested too deeply/,
    ],
    [
      "a file that is too large",
      { "mci.yaml": `${"# padding\n".repeat(60_000)}[]\n` },
      { file: "mci.yaml", line: 1, path: "" },
      /too large \(586 kB\): at most 512 kB/,
    ],
    [
      "UTF-16",
      { "law/code/1.yaml": Buffer.from(`\ufeff${NORM}`, "utf16le") },
      { file: "law/code/1.yaml", line: 1, path: "" },
      /written in UTF-16; save it as UTF-8/,
    ],
    [
      "UTF-16 without its mark",
      { "law/code/1.yaml": Buffer.from(NORM, "utf16le") },
      { file: "law/code/1.yaml", line: 1, path: "" },
      /NUL character: perhaps it is written in UTF-16/,
    ],
    [
      "a byte order mark",
      { "law/code/1.yaml": `\ufeff${NORM}` },
      { file: "law/code/1.yaml", line: 1, path: "" },
      /begins with a byte order mark/,
    ],
    [
      "Windows-1251",
      { "law/code/1.yaml": Buffer.from(NORM.replace("ru: b, en", "ru: \u00cf\u00ee, en"), "latin1") },
      { file: "law/code/1.yaml", line: 3, path: "" },
      /not UTF-8 from this line on: perhaps it is written in Windows-1251/,
    ],
    [
      "UTF-8 cut off within a letter",
      { "pack.yaml": Buffer.from(`${FILES["pack.yaml"]}# \u04d9`).subarray(0, -1) },
      { file: "pack.yaml", line: 5, path: "" },
      /not UTF-8 from this line on/,
    ],
    [
      "a file that would silently not be read",
      { "law/code/2.yml": NORM },
      { file: "law/code/2.yml", line: 1, path: "" },
      /would not be read: only files whose names end in \.yaml/,
    ],
    [
      "a norm beside the folders of the acts",
      { "law/2.yaml": NORM.replace("xx.code.1", "xx.code.2") },
      { file: "law/2.yaml", line: 1, path: "" },
      /law\/<act>\/<article>\.yaml/,
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
      "retention.yaml",
      "children.yaml",
      "contact.yaml",
      "identifiers.yaml",
      "demo.yaml",
      "requests.yaml",
      "breach.yaml",
      "oversight.yaml",
    ]);
  });

  it.each<[string, Changed, Partial<PackFault>, RegExp]>([
    [
      "a disguise that gives her away in Latin letters",
      {
        "contact.yaml": SOUND_LISTS["contact.yaml"]!.replace("subject: { kk: a", "subject: { kk: Politsiya"),
      },
      { file: "contact.yaml", line: 9, path: "disguises[0].subject.kk" },
      /holds "полиц", which is forbidden there/,
    ],
    [
      "a disguise too long for one short message",
      {
        "contact.yaml": SOUND_LISTS["contact.yaml"]!.replace(
          "en: '{link}'",
          "en: 'Here is the long answer: {link}'",
        ),
      },
      { file: "contact.yaml", line: 10, path: "disguises[0].text.en" },
      /has 25 signs beside the address; one short message leaves 15/,
    ],
    [
      "a disguise without a place for the address",
      { "contact.yaml": SOUND_LISTS["contact.yaml"]!.replace("en: '{link}'", "en: 'Reply'") },
      { file: "contact.yaml", line: 10, path: "disguises[0].text.en" },
      /must hold \{link\} once/,
    ],
    [
      "an agency of a kind there is none of",
      { "agencies.yaml": SOUND_LISTS["agencies.yaml"]!.replace("kind: police", "kind: polise") },
      { file: "agencies.yaml", line: 1, path: "[0].kind" },
      /"polise" is not a kind of body that bodies\.yaml lists; did you mean "police"\?/,
    ],
    [
      "an agency in a place there is none of",
      { "agencies.yaml": SOUND_LISTS["agencies.yaml"]!.replace("place: A", "place: Atlantis") },
      { file: "agencies.yaml", line: 1, path: "[0].place" },
      /"Atlantis" is not a place that places\.yaml lists/,
    ],
    [
      "an agency that hands its cases to one there is not",
      {
        "agencies.yaml": SOUND_LISTS["agencies.yaml"]!.replace(
          "place: A",
          "place: A, rerouteTo: xx.police.b",
        ),
      },
      { file: "agencies.yaml", line: 1, path: "[0].rerouteTo" },
      /"xx\.police\.b" is not a known agency; did you mean "xx\.police\.a"\?/,
    ],
    [
      "an agency that hands its cases to itself",
      {
        "agencies.yaml": SOUND_LISTS["agencies.yaml"]!.replace(
          "place: A",
          "place: A, rerouteTo: xx.police.a",
        ),
      },
      { file: "agencies.yaml", line: 1, path: "[0].rerouteTo" },
      /is not of the same kind in another place/,
    ],
    [
      "telephones without the digits they have",
      { "identifiers.yaml": SOUND_LISTS["identifiers.yaml"]!.replace(", digits: 7", "") },
      { file: "identifiers.yaml", line: 2, path: "telephone.digits" },
      /is missing/,
    ],
    [
      "a role of a kind there is none of",
      { "roles.yaml": SOUND_LISTS["roles.yaml"]!.replace("police", "army") },
      { file: "roles.yaml", line: 1, path: "[0].agencyKind" },
      /"army" is not a kind of body/,
    ],
    [
      "an administrator who may write",
      { "roles.yaml": SOUND_LISTS["roles.yaml"]!.replace("mayWrite", "administrator: true, mayWrite") },
      { file: "roles.yaml", line: 1, path: "[0].administrator" },
      /neither reads, writes, takes calls, counts cases, oversees nor keeps/,
    ],
    [
      "an administrator who may read",
      {
        "roles.yaml": SOUND_LISTS["roles.yaml"]!.replace(
          "mayWrite: [note]",
          "administrator: true, mayWrite: [], reads: { own: [identity] }",
        ),
      },
      { file: "roles.yaml", line: 1, path: "[0].administrator" },
      /neither reads, writes, takes calls, counts cases, oversees nor keeps/,
    ],
    [
      "who oversees and may write as well",
      { "roles.yaml": SOUND_LISTS["roles.yaml"]!.replace("mayWrite", "oversight: true, mayWrite") },
      { file: "roles.yaml", line: 1, path: "[0].oversight" },
      /neither reads, writes, takes calls, counts cases nor hears complaints/,
    ],
    [
      "hours of a role there is none of",
      { "oversight.yaml": SOUND_LISTS["oversight.yaml"]!.replace("[officer]", "[oficer]") },
      { file: "oversight.yaml", line: 9, path: "rules[0].roles[0]" },
      /"oficer" is not a role that roles\.yaml lists; did you mean "officer"\?/,
    ],
    [
      "a period that is none",
      { "oversight.yaml": SOUND_LISTS["oversight.yaml"]!.replace("PT60M", "an hour") },
      { file: "oversight.yaml", line: 3, path: "glass.access" },
      /duration/,
    ],
    [
      "an id given twice",
      { "places.yaml": SOUND_LISTS["places.yaml"]!.repeat(2) },
      { file: "places.yaml", line: 2, path: "[1].id" },
      /"A" is given twice/,
    ],
    [
      "a code given twice",
      {
        "codes.yaml": SOUND_LISTS["codes.yaml"]!.replace(
          "closings: []",
          "closings:\n  - { id: x, name: { kk: a, ru: b, en: c } }\n  - { id: x, name: { kk: a, ru: b, en: c } }",
        ),
      },
      { file: "codes.yaml", line: 12, path: "closings[1].id" },
      /"x" is given twice/,
    ],
    [
      "ages of a child in no band",
      { "children.yaml": childrenYaml().replace("first: 12", "first: 13") },
      { file: "children.yaml", line: 3, path: "[0].bands" },
      /age 12 is in 0 bands/,
    ],
    [
      "a body that stands in for a guardian and that there is none of",
      {
        "children.yaml": childrenYaml().replace(
          "standIn: unknown",
          "standIn: { body: polis, sources: [{ title: G, url: 'https://law.example', confidence: official }] }",
        ),
      },
      { file: "children.yaml", line: 6, path: "[0].standIn.body" },
      /"polis" is not a kind of body/,
    ],
  ])("in the lists of a country: %s", (_name, changed, where, message) => {
    const sound = packWith(SOUND_LISTS);
    expect(loadCountry(sound).agencies).toHaveLength(1);
    const { faults } = catchInvalid(() => loadCountry(packWith({ ...SOUND_LISTS, ...changed })));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ ...where, message: expect.stringMatching(message) });
  });

  it("a file that is a folder, a link, or not to be opened is no exception but a fault", () => {
    const folder = packWith({ "pack.yaml": null });
    mkdirSync(join(folder, "pack.yaml"));
    symlinkSync(join(folder, "law/code/1.yaml"), join(folder, "law/code/2.yaml"));
    expect(faultsOf(folder)).toMatchObject([
      { file: "pack.yaml", line: 1, message: "is a folder, not a file" },
      { file: "law/code/2.yaml", line: 1, message: expect.stringMatching(/is a link/) },
    ]);
    const circle = packWith({ "mci.yaml": null });
    symlinkSync("mci.yaml", join(circle, "mci.yaml"));
    expect(faultsOf(circle)).toMatchObject([
      { file: "mci.yaml", message: "cannot be read: its links lead in a circle" },
      { file: "mci.yaml", message: expect.stringMatching(/is a link/) },
    ]);
  });

  it("what waits for another program is not waited for", () => {
    const folder = packWith({ "mci.yaml": null });
    execFileSync("mkfifo", [join(folder, "mci.yaml")]);
    expect(faultsOf(folder)[0]).toMatchObject({ file: "mci.yaml", message: "is not a plain file" });
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

  it("is read anew when a file has changed, and only then", () => {
    const folder = packWith({ ...SOUND_LISTS });
    const before = loadCountry(folder);
    expect(loadCountry(folder)).toBe(before);
    writeFileSync(join(folder, "pack.yaml"), FILES["pack.yaml"]!.replace("XXX", "YYY"));
    const after = loadCountry(folder);
    expect(after.pack.currency).toBe("YYY");
    expect(after.hash).not.toBe(before.hash);
  });

  it("the list of countries holds Kazakhstan and only folders with a pack", () => {
    expect(countries()).toContain("kz");
    expect(countries()).not.toContain("src");
  });
});

describe("a pack that holds the law alone", () => {
  const law = (lists: Readonly<Record<string, string>> = {}) =>
    packWith({ "pack.yaml": `${FILES["pack.yaml"]}holds: law\n`, ...lists });

  it("is read without any list of casework", () => {
    const read = loadLaw(law());
    expect(read).toMatchObject({ holds: "law", fictional: false, codes: null });
    expect(read.pack.norms).not.toHaveLength(0);
  });

  it("is refused where cases are to be worked on with it", () => {
    const { faults } = catchInvalid(() => loadCountry(law()));
    expect(faults).toMatchObject([{ file: "pack.yaml", path: "holds" }]);
    expect(faults[0]?.message).toContain("holds the law alone");
  });

  it("names a list nobody would read", () => {
    const { faults } = catchInvalid(() => loadLaw(law({ "agencies.yaml": "[]" })));
    expect(faults).toMatchObject([{ file: "agencies.yaml" }]);
  });

  it("is told apart from those for casework, and the fictional from the real", () => {
    const working = new Set(workingCountries());
    expect(countries().filter((id) => !working.has(id))).toEqual(["uz"]);
    expect(working).toEqual(new Set(["kz", "testland"]));
    expect(realCountries()).toEqual(["kz", "uz"]);
    expect(loadLaw("testland")).toBe(loadCountry("testland"));
  });
});

function secondVersion(): string {
  const [, version = ""] = NORM.split("versions:\n");
  return version.replace("xx.first", "xx.second");
}

/** Files put in place of the usual ones; null: left out. */
type Changed = Readonly<Record<string, string | Uint8Array | null>>;

function childrenYaml(): string {
  const sources = 'sources: [{ title: Gazette, url: "https://law.example", confidence: official }]';
  return `- from: 2015-01-01
  majority: { age: 18, leapDay: unknown, ${sources} }
  bands: [{ id: a, first: 0, last: 11 }, { id: b, first: 12, last: 17 }]
  assent: [{ from: 0, word: asked, ${sources} }]
  alone: unknown
  standIn: unknown
  atMajority: { norm: xx.code.1, title: { kk: a, ru: b, en: c }, days: 30, ${sources} }
`;
}

function amendment(id: string, inForce: string): string {
  return `- id: ${id}
  title: { kk: a, ru: b, en: c }
  inForce: ${inForce}
  sources: [{ title: Gazette, url: "https://law.example", confidence: official }]
`;
}

function definition(article: string, uses: string): string {
  return `id: xx.code.${article}
kind: definition
title: { kk: a, ru: b, en: c }
versions:
  - from: xx.first
    text: known
    when: { defined: ${uses} }
    summary: { kk: a, ru: b, en: c }
    sources: [{ title: The Code, url: "https://law.example", confidence: official }]
`;
}

/** Ten lines that stand for ten thousand million values. */
function bomb(): string {
  const names = [..."abcdefghij"];
  return names
    .map((name, at) => {
      const inner = at === 0 ? "x" : `*${names[at - 1]}`;
      return `${at === 0 ? "- &a" : `- &${name}`} [${Array(10).fill(inner).join(", ")}]\n`;
    })
    .join("");
}

function packWith(changed: Changed): string {
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
