import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { countryFolder } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./program.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "arasha-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function arasha(...args: string[]) {
  return arashaWith("", args);
}

async function arashaWith(stdin: string, args: readonly string[]) {
  let out = "";
  let err = "";
  const exit = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => stdin,
    clock: () => "2026-03-10T09:00:00Z",
    env: {},
  });
  return { exit, out, err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

type Offence = { norm: string; part: string | null; class: string; verdict: string; source: unknown[] };

describe("law assess", () => {
  const battery = "date: 2024-06-16\nacts: [battery]\nrelation: spouse\nharm: pain\n";

  it.each([
    ["2024-06-15", "kz.koap-2014.73-2", "1", "administrative"],
    ["2024-06-16", "kz.uk-2014.109-1", "1", "misdemeanour"],
  ])("battery by a spouse on %s: %s", async (on, norm, part, kind) => {
    const { exit, out } = await arasha("law", "assess", file("b.yaml", battery), "--on", on, "--json");
    expect(exit).toBe(0);
    const { date, offences } = JSON.parse(out);
    expect(date).toBe(on);
    const applying = offences.filter(({ verdict }: Offence) => verdict === "applies");
    expect(applying).toMatchObject([{ norm, part, class: kind, verdict: "applies" }]);
    expect(applying[0].source.length).toBeGreaterThan(0);
  });

  it("stalking before it was an offence: nothing, and why", async () => {
    const facts = file("s.yaml", "date: 2025-07-01\nacts: [stalking]\n");
    const before = await arasha("law", "assess", facts, "--json");
    expect(JSON.parse(before.out)).toMatchObject({
      offences: [],
      notInForce: [{ norm: "kz.uk-2014.115-1", from: "2025-09-16" }],
    });
    const told = await arasha("law", "assess", facts);
    expect(told.out).toContain("No offence in the law of that day covers these facts.");
    expect(told.out).toMatch(/NOT IN FORCE THAT DAY\n {2}kz\.uk-2014\.115-1 .*2025-09-16/);
    const after = JSON.parse((await arasha("law", "assess", facts, "--on", "2025-10-01", "--json")).out);
    expect(after.offences.map(({ norm }: Offence) => norm)).toContain("kz.uk-2014.115-1");
  });

  it("reads JSON, and standard input", async () => {
    const json = file(
      "b.json",
      '{"date": "2024-06-16", "acts": ["battery"], "relation": "spouse", "harm": "pain"}',
    );
    const fromFile = await arasha("law", "assess", json, "--json");
    const fromInput = await arashaWith(battery, ["law", "assess", "-", "--json"]);
    expect(fromInput).toEqual(fromFile);
    expect(fromFile.exit).toBe(0);
  });

  it("tells the reason, the sanction in the country's money, and the source, in the reader's language", async () => {
    const facts = file("b.yaml", battery);
    const english = await arasha("law", "assess", facts);
    expect(english.out).toMatch(/fine 20–80 MCI \(73,840–295,360 KZT\)/);
    expect(english.out).toContain("+ the act is battery");
    expect(english.out).toContain("https://adilet.zan.kz/");
    expect((await arasha("law", "assess", facts, "--lang", "kk")).out).toContain("қылмыстық теріс қылық");
    expect((await arasha("law", "assess", facts, "--lang", "ru")).out).toContain("уголовный проступок");
  });

  it("shows what is excluded only when asked", async () => {
    const facts = file("b.yaml", battery);
    const count = async (...more: string[]) =>
      JSON.parse((await arasha("law", "assess", facts, "--json", ...more)).out).offences.length;
    expect(await count("--all")).toBeGreaterThan(await count());
  });
});

describe("bad input gets one line that names file, line and field", () => {
  const bad: readonly [name: string, text: string, says: string][] = [
    [
      "an unknown fact",
      "date: 2024-06-16\nharn: pain\n",
      "2: harn: Unknown fact `harn`: did you mean `harm`?",
    ],
    [
      "an unknown fact inside",
      "date: 2024-06-16\nvictim:\n  agee: 3\n",
      "3: victim.agee: Unknown fact `agee`: did you mean `age`?",
    ],
    [
      "an impossible date",
      "acts: []\ndate: 2024-02-30\n",
      "2: date: `2024-02-30` is not a day of the calendar. Write year-month-day: 2024-06-16.",
    ],
    ["an act before the pack", "date: 2008-12-31\n", "1: date: Lies before 2009-"],
    [
      "a relation that does not exist",
      "date: 2024-06-16\nrelation: wife\n",
      "2: relation: `wife` is not one of: spouse, ex-spouse, ",
    ],
    [
      "an act that does not exist",
      "date: 2024-06-16\nacts:\n  - battery\n  - slapp\n",
      "4: acts.1: `slapp` is not one of: ",
    ],
    ["a date left out", "acts: [battery]\n", "1: date: This is needed."],
    [
      "a stretch that runs backwards",
      "date:\n  from: 2024-02-01\n  to: 2024-01-01\n",
      "1: date: The first day lies after the last.",
    ],
    ["a truncated file", "date: 2024-06-16\nacts: [battery\n", ": is not readable as YAML: "],
    [
      "a fact told twice",
      "date: 2024-06-16\nharm: pain\nharm: light\n",
      '3: the field "harm" is given twice',
    ],
    ["an empty file", "", "1: is empty"],
    ["a list", "- battery\n", "1: Must be a group of fields."],
    [
      "a fact without a value",
      "date: 2024-06-16\nharm:\n",
      "2: harm: This is empty. Leave it out when it is not known.",
    ],
    ["several faults", "date: 2024-06-16\nharm: huge\nrelation: wife\n", "(and 1 more)"],
    ["endless nesting", `date: ${"[".repeat(200_000)}`, ": is "],
  ];

  it.each(bad)("%s", async (_, text, says) => {
    const path = file("bad.yaml", text);
    const { exit, out, err } = await arasha("law", "assess", path);
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err.startsWith(`${path}:`)).toBe(true);
    expect(err).toContain(says);
  });

  it.each([
    [["law", "assess", "/no/such/file.yaml"], "/no/such/file.yaml: The file cannot be read: no such file."],
    [["law", "assess", tmpdir()], "it is a folder"],
    [["law", "assess", "x.yaml", "--on", "2024-13-01"], "--on: `2024-13-01` is not a day of the calendar."],
    [
      ["law", "assess", "x.yaml", "--country", "atlantis"],
      "There is no pack for `atlantis`. There are: kz, testland, uz.",
    ],
    [["law", "assess", "x.yaml", "--lang", "fr"], "Allowed choices are kk, ru, en."],
    [["law", "assess"], "missing required argument 'FACTS'"],
    [["law", "asess", "x"], "(Did you mean assess?)"],
    [["law", "assess", "x.yaml", "--jsn"], "unknown option '--jsn' (Did you mean --json?)"],
    [["law", "diff", "2024-06-16", "2024-06-15"], "DATE1: The first day lies after the last."],
    [["law", "diff", "2024-06-16", "tomorrow"], "DATE2: `tomorrow` is not a day"],
    [["law", "show", "kz.uk-2014.109-1", "--on", "1990-01-01"], "--on: Lies before 2009-"],
    [["demo", "--cases", "-5"], "whole number"],
    [["stats", "funnel", "--break", "x"], "--break: `x` is not a day"],
  ])("%j", async (args, says) => {
    const { exit, out, err } = await arasha(...args);
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err).toContain(says);
  });

  it("a decision before the act", async () => {
    const facts = file("b.yaml", "date: 2024-06-16\nacts: [battery]\n");
    const decided = (day: string) => arasha("law", "assess", facts, "--decided", day);
    expect(await decided("2024-06-15")).toEqual({
      exit: 2,
      out: "",
      err: "--decided: Lies before the act.\n",
    });
    expect((await decided("2024-06-16")).exit).toBe(0);
  });

  it("a file of 20 MB is not read", async () => {
    const { exit, err } = await arasha("law", "assess", file("large.yaml", "#".repeat(20_000_000)));
    expect(exit).toBe(2);
    expect(err).toContain("larger than 1 MB");
  });

  it("--on stands in for the date, also where the file has none or a wrong one", async () => {
    for (const date of ["", "date: 2024-02-30\n"]) {
      const { exit } = await arasha(
        "law",
        "assess",
        file("d.yaml", `${date}acts: [battery]\n`),
        "--on",
        "2024-06-16",
      );
      expect(exit).toBe(0);
    }
  });
});

describe("law show, law diff, law check", () => {
  it("shows a norm, or its version on a day", async () => {
    const all = JSON.parse((await arasha("law", "show", "kz.uk-2014.115-1", "--json")).out);
    expect(all).toMatchObject({ id: "kz.uk-2014.115-1", kind: "offence" });
    const none = await arasha("law", "show", "kz.uk-2014.115-1", "--on", "2025-09-15");
    expect(none.out).toContain("Not in force on 2025-09-15.");
    const one = JSON.parse(
      (await arasha("law", "show", "kz.uk-2014.115-1", "--on", "2025-09-16", "--json")).out,
    );
    expect(one.versions).toMatchObject([{ inForce: "surely", begins: { earliest: "2025-09-16" } }]);
  });

  it("refuses a norm that does not exist with 1, and names a near one", async () => {
    const { exit, err } = await arasha("law", "show", "kz.uk-2014.109-11");
    expect(exit).toBe(1);
    expect(err).toBe("There is no norm `kz.uk-2014.109-11`: did you mean `kz.uk-2014.109-1`?\n");
  });

  it("says what changed between two days, and for an incident", async () => {
    const facts = file("b.yaml", "date: 2024-06-16\nacts: [battery]\nharm: pain\n");
    const args = ["law", "diff", "2024-06-15", "2024-06-16", "--facts", facts];
    const { began, ended, answers } = JSON.parse((await arasha(...args, "--json")).out);
    const ids = (changes: { norm: string }[]) => changes.map(({ norm }) => norm);
    expect(ids(began)).toContain("kz.uk-2014.109-1");
    expect(ids(ended)).toContain("kz.koap-2014.73-2");
    const named = (list: { answer: string }[]) => list.map(({ answer }) => answer);
    expect(named(answers.gained)).toContain("kz.uk-2014.109-1#1");
    expect(named(answers.lost)).toContain("kz.koap-2014.73-2#1");
    expect((await arasha(...args)).out).toMatch(/kz\.koap-2014\.73-2#1 +applies → –/);
    const same = await arasha("law", "diff", "2024-06-16", "2024-06-16");
    expect(same.out).toContain("Nothing changed between 2024-06-16 and 2024-06-16.");
  });

  it("finds no fault in the packs there are", async () => {
    const { exit, out } = await arasha("law", "check", "--json");
    expect(JSON.parse(out)).toMatchObject({
      packs: ["kz", "testland", "uz"],
      faults: [],
      coverage: [{ pack: "kz" }, { pack: "testland" }, { pack: "uz" }],
    });
    expect(exit).toBe(0);
  });

  const broken: readonly [fault: string, file: string, from: RegExp | string, to: string, says: RegExp][] = [
    [
      "an overlap",
      "law/penal-1990/10.yaml",
      "    until: testland.slap-law\n",
      "",
      /penal-1990[./]10.*overlap/,
    ],
    [
      "a missing source",
      "law/penal-1990/20.yaml",
      / {4}sources:[\s\S]*/,
      "",
      /20\.yaml:\d+ versions\[0\]\.sources: is missing/,
    ],
    [
      "an impossible date",
      "amendments.yaml",
      /inForce: \d{4}-\d\d-\d\d/,
      "inForce: 2022-02-30",
      /amendments\.yaml:\d+ .*2022-02-30/,
    ],
    ["a truncated file", "acts.yaml", /[\s\S]*/, "- id: [", /acts\.yaml:\d+: is not readable as YAML/],
    [
      "a failing example",
      "examples/2016-slap-in-may.yaml",
      /part: "1"/,
      'part: "7"',
      /examples\/2016-slap-in-may\.yaml: .*#7/,
    ],
  ];

  it.each(broken)("names %s", async (_, name, from, to, says) => {
    const pack = join(folder, "testland");
    rmSync(pack, { recursive: true, force: true });
    cpSync(countryFolder("testland"), pack, { recursive: true });
    const path = join(pack, name);
    const text = readFileSync(path, "utf8");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(path, changed);
    const { exit, out, err } = await arasha("law", "check", pack);
    expect(exit).toBe(1);
    expect(out).toMatch(says);
    expect(err).toMatch(/^\d+ faults?\n$/);
    if (name.startsWith("examples/")) return;
    // Asked instead of checked, such a law answers nothing and names its first fault in the one line there is.
    const asked = await arasha("law", "show", "testland.penal-1990.10", "--country", pack);
    expect(asked).toMatchObject({ exit: 1, out: "" });
    expect(asked.err).toMatch(/^\d+ faults?: [^\n]+:\d+[^\n]*: [^\n]+\n$/);
  });
});

describe("every command", () => {
  const COMMANDS = [
    ["law", "assess"],
    ["law", "show"],
    ["law", "diff"],
    ["law", "check"],
    ["case", "duties"],
    ["stats", "funnel"],
    ["start"],
    ["demo"],
    ["migrate"],
    ["rebuild"],
    ["key", "hand-over"],
  ];
  it.each(COMMANDS)("%s %s explains itself and takes --json", async (...words) => {
    const { exit, out, err } = await arasha(...words.filter((word) => typeof word === "string"), "--help");
    expect(exit).toBe(0);
    expect(err).toBe("");
    expect(out).toContain("--json");
  });
});

describe("as a process", () => {
  const program = fileURLToPath(new URL("../../bin/arasha.ts", import.meta.url));
  const start = (...args: string[]) => spawn(process.execPath, [program, ...args]);

  it("ends with its exit code and one line", async () => {
    const child = start("law", "show", "kz.x");
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const exit = await new Promise((resolve) => child.on("close", resolve));
    expect(exit).toBe(1);
    expect(err).toBe("There is no norm `kz.x`.\n");
  });

  it.each<[string, string, (text: Buffer) => string | Buffer, RegExp]>([
    [
      "aliases that multiply",
      "mci.yaml",
      () =>
        `- &a [${"x, ".repeat(9)}x]\n${[..."bcdefghij"].map((name, at) => `- &${name} [${Array(10).fill(`*${"abcdefghi"[at]}`)}]\n`).join("")}`,
      /^mci\.yaml:2: its aliases \(\*name\) stand for too much/m,
    ],
    [
      "a norm in Windows-1251",
      "law/penal-1990/10.yaml",
      (text) => Buffer.concat([text, Buffer.from("# \u00cf\u00ee\u00e1\u00ee\u00e8\n", "latin1")]),
      /^law\/penal-1990\/10\.yaml:\d+: is not UTF-8 from this line on: perhaps it is written in Windows-1251/m,
    ],
  ])("names %s, and the server will not start on it, in the same words", async (_, name, change, says) => {
    const pack = join(folder, `broken-${name.replaceAll("/", "-")}`);
    cpSync(countryFolder("testland"), pack, { recursive: true });
    writeFileSync(join(pack, name), change(readFileSync(join(pack, name))));
    const ended = async (...args: string[]) => {
      const child = start(...args);
      let [out, err] = ["", ""];
      child.stdout.on("data", (chunk) => {
        out += chunk;
      });
      child.stderr.on("data", (chunk) => {
        err += chunk;
      });
      const exit = await new Promise((resolve) => child.on("close", resolve));
      return { exit, out, err };
    };
    const checked = await ended("law", "check", pack);
    expect(checked).toMatchObject({ exit: 1, err: "1 fault\n" });
    const fault = checked.out.trim().slice(`${pack}: `.length);
    expect(fault).toMatch(says);
    const data = join(folder, "never");
    const started = await ended("start", "--country", pack, "--data", data);
    expect(started.exit).toBe(1);
    expect(started.err.split("\n").slice(1, 2)).toEqual([fault]);
    expect(existsSync(data)).toBe(false);
  });

  it("does not mind a reader that has seen enough", async () => {
    const child = start("law", "diff", "2009-01-01", "2026-01-01", "--json");
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.stdout.destroy();
    const exit = await new Promise((resolve) => child.on("close", resolve));
    expect([exit, err]).toEqual([0, ""]);
  });
});

describe("law export", () => {
  it("prints an act as Akoma Ntoso in the language asked for, and as data", async () => {
    const { exit, out } = await arasha("law", "export", "uk-2014", "--lang", "ru");
    expect(exit).toBe(0);
    expect(out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<akomaNtoso /);
    expect(out).toContain('<FRBRlanguage language="rus"/>');
    const data = JSON.parse((await arasha("law", "export", "uk-2014", "--json")).out);
    expect(data.norms.map(({ id }: { id: string }) => id)).toContain("kz.uk-2014.109-1");
    expect(data.norms.every(({ id }: { id: string }) => id.startsWith("kz.uk-2014."))).toBe(true);
  });

  it("refuses an act there is none of, and names the nearest", async () => {
    const { exit, err, out } = await arasha("law", "export", "uk-2015");
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toMatch(/^There is no act `uk-2015`: did you mean `uk-2014`\? There are: .*dv-2009/);
  });
});
