import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkCount, type Participation, treatyStatus } from "@arasha/law";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidPack } from "./fault.ts";
import { loadParticipation, participations } from "./participation.ts";

describe("the participants of the Istanbul Convention", () => {
  let participation: Participation;
  let tiles: readonly { readonly code: string }[];
  beforeAll(() => {
    ({ participation, tiles } = loadParticipation("istanbul"));
  });
  const sizes = (on: string) => {
    const { states, organisations } = treatyStatus(participation, on);
    const of = ({ signedOnly, everRatified, party, inForce }: typeof states) =>
      [signedOnly, everRatified, party, inForce].map(({ length }) => length);
    return [of(states), of(organisations)];
  };

  it.each([
    ["2011-05-10", [0, 0, 0, 0], [0, 0, 0, 0]],
    // The thirteen of the first day, and the count of each published report, written here once more by hand.
    ["2011-05-11", [13, 0, 0, 0], [0, 0, 0, 0]],
    ["2013-05-31", [25, 4, 4, 0], [0, 0, 0, 0]],
    ["2014-07-25", [23, 13, 13, 0], [0, 0, 0, 0]],
    ["2014-08-01", [22, 14, 14, 11], [0, 0, 0, 0]],
    ["2014-11-01", [21, 15, 15, 14], [0, 0, 0, 0]],
    ["2015-12-14", [20, 19, 19, 18], [0, 0, 0, 0]],
    ["2017-11-29", [17, 27, 27, 24], [1, 0, 0, 0]],
    ["2020-12-22", [11, 34, 34, 34], [1, 0, 0, 0]],
    ["2021-06-30", [10, 35, 35, 34], [1, 0, 0, 0]],
    ["2021-07-01", [10, 35, 34, 33], [1, 0, 0, 0]],
    ["2022-11-01", [7, 38, 37, 37], [1, 0, 0, 0]],
    ["2023-10-01", [7, 38, 37, 37], [0, 1, 1, 1]],
    ["2024-04-05", [6, 39, 38, 37], [0, 1, 1, 1]],
    ["2024-05-01", [6, 39, 38, 38], [0, 1, 1, 1]],
    ["2025-09-16", [6, 39, 38, 38], [0, 1, 1, 1]],
  ])("are counted on %s: states %j, organisations %j", (on, states, organisations) => {
    expect(sizes(on)).toEqual([states, organisations]);
  });

  it("are those the sources name", () => {
    const on = (day: string) => treatyStatus(participation, day).states;
    expect(on("2020-12-22").signedOnly.join(" ")).toBe("AM BG CZ GB HU LI LT LV MD SK UA");
    expect(on("2014-08-01").inForce.join(" ")).toBe("AD AL AT BA DK ES IT ME PT RS TR");
    const { everRatified, party, inForce } = on("2024-04-05");
    expect(everRatified.filter((code) => !party.includes(code))).toEqual(["TR"]);
    expect(party.filter((code) => !inForce.includes(code))).toEqual(["LV"]);
  });

  it("ratified in the order the sources give", () => {
    const order = participation.participants
      .flatMap(({ code, ratification }) => (ratification ? [{ code, date: ratification.date }] : []))
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ code }) => code);
    const place = (code: string) => order.indexOf(code) + 1;
    expect(["TR", "AT", "AD", "FR", "PL", "NL", "RO", "CY", "GR", "IE", "EU", "LV"].map(place)).toEqual([
      1, 7, 10, 13, 18, 19, 22, 27, 32, 34, 39, 40,
    ]);
  });

  it("give every count others have published; the one of 39 states only with the state that left", () => {
    const checked = participation.counts.map((count) => checkCount(participation, count));
    expect(checked.length).toBeGreaterThan(15);
    expect(checked.filter(({ matches }) => !matches)).toEqual([]);
    const [open, ...more] = checked.filter(({ count }) => count.measure === undefined);
    expect(more).toEqual([]);
    expect(open).toMatchObject({
      count: { on: "2024-04-05", value: 39 },
      fits: ["everRatified"],
      computed: { everRatified: 39, party: 38, inForce: 37 },
    });
  });

  it("each have a place on the map, save those far from it", () => {
    const placed = new Set(tiles.map(({ code }) => code));
    const missing = participation.participants.map(({ code }) => code).filter((code) => !placed.has(code));
    expect(missing.sort()).toEqual(["CA", "EU", "JP", "MX", "US"]);
  });
});

const HEAD = `id: small
title: { kk: Шағын, ru: Малый, en: Small }
cited: S 1
adopted: 2000-01-01
opened: 2000-02-01
knownUntil: 2020-12-31
entryIntoForce: { article: "7", consents: 1, ofMembers: 1, after: P3M }
denunciation: { article: "8", after: P3M }
reservations:
  article: "9"
  period: P5Y
  permitted: [{ article: "3.1" }, { article: "5" }]
  note: { kk: Ж, ru: И, en: N }
sources:
  - { id: s, title: S, url: https://s.example, confidence: official }
`;
const SIGNED = "code: AA\nstanding: member\nsignature: { date: 2001-01-10, confirmed: day, sources: [s] }\n";
const RATIFIED = `${SIGNED}ratification: { date: 2002-01-10, confirmed: day, sources: [s] }
inForce: { date: 2002-05-01, confirmed: day, sources: [s] }
`;
const reservation = (article: string, from: string) => `${RATIFIED}reservations:
  - articles: ["${article}"]
    text: { kk: Ж, ru: И, en: N }
    periods: [{ date: ${from}, confirmed: day, sources: [s] }]
`;

describe("a folder of participants", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "arasha-treaty-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  let made = 0;
  function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
    made += 1;
    const here = join(folder, String(made));
    const all = { "participation.yaml": HEAD, "counts.yaml": "[]\n", "tiles.yaml": "[]\n", ...files };
    for (const [name, content] of Object.entries(all)) {
      mkdirSync(dirname(join(here, name)), { recursive: true });
      writeFileSync(join(here, name), content);
    }
    try {
      loadParticipation(here);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidPack)) throw error;
      return error.faults.map(({ file, line, path, message }) => `${file}:${line} ${path}: ${message}`);
    }
  }
  const ofParty = (content: string) => faultsOf({ "parties/aa.yaml": content });

  it("is read when nothing is wrong with it", () => {
    expect(ofParty(reservation("5.2", "2002-05-01"))).toEqual([]);
    expect(
      ofParty(`${RATIFIED}denunciation:
  notified: { date: 2003-01-15, confirmed: day, sources: [s] }
  effective: { date: 2003-05-01, confirmed: day, sources: [s] }
`),
    ).toEqual([]);
  });

  it.each([
    [
      "a reservation outside the permitted articles",
      reservation("3", "2002-05-01"),
      /^parties\/aa\.yaml:7 reservations\[0\]\.articles\[0\]: no reservation is permitted to article 3; to: 3\.1, 5$/,
    ],
    [
      "a reservation off its five years",
      reservation("5", "2003-05-01"),
      /aa\.yaml:9 reservations\[0\]\.periods\[0\]\.date: does not begin where article 9 /,
    ],
    [
      "a reservation of who has not ratified",
      `${SIGNED}reservations: [{ articles: unknown, text: { kk: Ж, ru: И, en: N }, periods: [{ date: 2002-05-01, confirmed: day, sources: [s] }] }]`,
      /aa\.yaml:4 reservations\[0\]: a reservation of who has not ratified/,
    ],
    [
      "ratified before signed",
      RATIFIED.replace("2001-01-10", "2002-01-11"),
      /aa\.yaml:4 ratification\.date: 2002-01-10 is before the signature on 2002-01-11/,
    ],
    [
      "signed before it was opened",
      SIGNED.replace("2001-01-10", "2000-01-31"),
      /aa\.yaml:3 signature\.date: is before the treaty was opened for signature on 2000-02-01/,
    ],
    [
      "ratified and never signed",
      RATIFIED.replace(/signature.*\n/, ""),
      /aa\.yaml:3 ratification: ratified without having signed/,
    ],
    [
      "in force on another day than the rule gives",
      RATIFIED.replace("2002-05-01", "2002-04-01"),
      /aa\.yaml:5 inForce\.date: is 2002-04-01; by article 7 a deposit of 2002-01-10 takes effect on 2002-05-01/,
    ],
    [
      "in force and not ratified",
      `${SIGNED}inForce: { date: 2002-05-01, confirmed: day, sources: [s] }`,
      /aa\.yaml:4 inForce: in force for who has not ratified/,
    ],
    [
      "a denunciation without ratification",
      `${SIGNED}denunciation: { notified: { date: 2003-01-15, confirmed: day, sources: [s] }, effective: { date: 2003-05-01, confirmed: day, sources: [s] } }`,
      /aa\.yaml:4 denunciation: a denunciation by who has not ratified/,
    ],
    [
      "a denunciation that works too soon",
      `${RATIFIED}denunciation: { notified: { date: 2003-01-15, confirmed: day, sources: [s] }, effective: { date: 2003-02-01, confirmed: day, sources: [s] } }`,
      /denunciation\.effective\.date: is 2003-02-01; by article 8 .* takes effect on 2003-05-01/,
    ],
    [
      "a day that is none",
      SIGNED.replace("2001-01-10", "2001-02-30"),
      /aa\.yaml:3 signature\.date: "2001-02-30" is not a day of the calendar/,
    ],
    [
      "a source nobody named",
      SIGNED.replace("[s]", "[t]"),
      /aa\.yaml:3 signature\.sources\[0\]: "t" is not among the sources/,
    ],
    [
      "a code in the wrong file",
      SIGNED.replace("AA", "BB"),
      /aa\.yaml:1 code: is "BB", but stands in parties\/aa\.yaml/,
    ],
    [
      "an invitation of a member",
      `${SIGNED}invitation: { decided: { date: 2003-01-15, confirmed: day, sources: [s] }, until: 2008-01-15, sources: [s] }`,
      /aa\.yaml:4 invitation: needs none/,
    ],
    [
      "a field nobody knows",
      `${SIGNED}ratified: 2002-01-10`,
      /aa\.yaml:4 ratified: unknown field "ratified"/,
    ],
  ])("refuses %s, with file, line and reason", (_, content, message) => {
    expect(ofParty(content)).toEqual([expect.stringMatching(message)]);
  });

  it("refuses two states in one place, and a count of an unknown circle", () => {
    const tiles = "- { code: AA, column: 1, row: 1 }\n- { code: BB, column: 1, row: 1 }\n";
    expect(faultsOf({ "tiles.yaml": tiles })).toEqual(["tiles.yaml:2 [1]: stands where AA stands"]);
    const counts = `- on: 2003-01-01\n  value: 1\n  of: states\n  within: XX\n  said: { kk: Ж, ru: И, en: N }\n  sources: [s]\n`;
    expect(faultsOf({ "counts.yaml": counts })).toEqual([
      'counts.yaml:4 [0].within: "XX" is no organisation whose members are given',
    ]);
  });

  it("that is not there is named, with the nearest that is", () => {
    expect(participations()).toContain("istanbul");
    expect(() => loadParticipation("istnbul")).toThrow(
      'there is no treaty "istnbul"; did you mean "istanbul"?',
    );
  });
});
