import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Condition, FACT_PATHS, Norm } from "@arasha/law";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ANY_CHARACTER } from "./any-text.testing.ts";
import { countryFolder } from "./head.ts";
import { nearest } from "./words.ts";
import { readYaml, writePath } from "./yaml.ts";

const file = "law/uk-2014/115-1.yaml";
const text = readFileSync(join(countryFolder("kz"), file), "utf8");

describe("a file cut off anywhere", () => {
  it("is never read as a whole norm before its last source, and never throws", () => {
    const sources = text.lastIndexOf("sources:");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sources }), (length) => {
        const reading = readYaml(file, text.slice(0, length), Norm);
        expect(reading.faults?.length).toBeGreaterThan(0);
        for (const fault of reading.faults ?? []) {
          expect(fault.line).toBeGreaterThanOrEqual(1);
          expect(fault.line).toBeLessThanOrEqual(text.slice(0, length).split("\n").length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("any text at all gives a value or faults", () => {
    fc.assert(
      fc.property(fc.string({ unit: ANY_CHARACTER }), (any) => {
        const reading = readYaml("x.yaml", any, Norm);
        expect(reading.faults?.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a text made to exhaust the reader", () => {
  const read = (yaml: string) => readYaml("x.yaml", yaml, z.unknown());
  const aliases = /its aliases .* write the values out/;

  it.each([
    ["aliases that stand for themselves", "a: 1\nb: &b [*b]", 2, aliases],
    ["aliases that lead nowhere", "a: 1\nb: *c", 2, aliases],
    ["aliases by the hundred", `a: &a 1\nb: [${Array(200).fill("*a").join(", ")}]`, 2, aliases],
    ["lists in lists without end", "[".repeat(50_000), 1, /nested too deeply/],
    ["groups in groups without end", `a: ${"{ a: ".repeat(50_000)}`, 1, /nested too deeply/],
  ])("is refused: %s", (_, yaml, line, message) => {
    expect(read(yaml).faults).toEqual([
      { file: "x.yaml", line, path: "", message: expect.stringMatching(message) },
    ]);
  });

  it("a condition as deep as no lawyer would write is refused, not followed", () => {
    const text = `${"{ not: ".repeat(5_000)}{ act: battery }${" }".repeat(5_000)}`;
    expect(readYaml("x.yaml", text, Condition).faults).toMatchObject([{ message: "is nested too deeply" }]);
  });

  it("aliases of aliases, few but each of many, are refused at once", () => {
    const lines = Array.from(
      { length: 10 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]`,
    );
    expect(read(["a0: &a0 [x, x, x]", ...lines].join("\n")).faults).toMatchObject([
      { line: 2, message: expect.stringMatching(aliases) },
    ]);
  });

  it("an alias here and there is no fault", () => {
    const reading = read("a: &a { x: 1 }\nb: *a\nc: [*a, *a]");
    if (reading.faults !== undefined) throw new Error("not read");
    expect(reading.value).toEqual({ a: { x: 1 }, b: { x: 1 }, c: [{ x: 1 }, { x: 1 }] });
  });

  it("ten thousand fields are compared by name, not each with each; one given twice is found, however deep", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(read(many).faults).toBeUndefined();
    expect(read(`${many}\nz:\n  - { a: 1, b: 2, a: 3 }`).faults).toEqual([
      { file: "x.yaml", line: 10_002, path: "", message: 'the field "a" is given twice' },
    ]);
  });
});

describe("a text that could be taken otherwise than it is meant", () => {
  const read = (yaml: string) => readYaml("x.yaml", yaml, z.unknown());

  it.each([
    ["two documents", "a: 1\n---\nb: 2\n", 3, /more than one document/],
    ["the name of a field that is a number", "a: 1\n01: 2\n", 2, /put it in quotes/],
    ["the name of a field that is nothing", "a:\n  ~: 2\n", 2, /put it in quotes/],
    ["a kind of value nobody knows", "a: 1\nb: !!foo x\n", 2, /not readable as YAML/],
    ["nothing but a remark", "# a: 1\n", 1, /is empty/],
  ])("is refused: %s", (_, yaml, line, message) => {
    expect(read(yaml).faults).toEqual([
      { file: "x.yaml", line, path: "", message: expect.stringMatching(message) },
    ]);
  });

  it("days and words stay text, and no field reaches what every object has", () => {
    const text = "d: 2024-06-16\nw: no\nn: 1_0\n__proto__: { admin: true }\n";
    const { value } = read(text) as { value: Record<string, unknown> };
    expect(value).toMatchObject({ d: "2024-06-16", w: "no", n: "1_0" });
    expect(Object.keys(value)).toContain("__proto__");
    expect("admin" in value).toBe(false);
  });
});

describe("the line of a field", () => {
  it("is the line its key stands on, whatever stands before it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("", "# a comment")), (before) => {
        const reading = readYaml("x.yaml", [...before, "a:", "  - b: 1", "    c: x"].join("\n"), z.unknown());
        if (reading.faults !== undefined) throw new Error("not read");
        expect(reading.lineOf(["a", 0, "c"])).toBe(before.length + 3);
      }),
    );
  });

  it("of a field that is not there is that of what stands around it", () => {
    const reading = readYaml("x.yaml", "a:\n  - b: 1\n", z.unknown());
    if (reading.faults !== undefined) throw new Error("not read");
    expect(reading.lineOf(["a", 0, "missing"])).toBe(2);
    expect(reading.lineOf(["missing"])).toBe(1);
  });

  it("paths are written as a person reads them", () => {
    expect(writePath(["versions", 0, "from"])).toBe("versions[0].from");
    expect(writePath([1, "inForce"])).toBe("[1].inForce");
    expect(writePath([])).toBe("");
  });
});

describe("did you mean", () => {
  const names = Object.keys(FACT_PATHS).filter((name) => name.length > 5);

  it("finds a name with one letter dropped, doubled or changed, or one that is as near", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom("drop", "double", "change"),
        (name, at, how) => {
          const i = at % name.length;
          const middle = { drop: "", double: name.slice(i, i + 1).repeat(2), change: "#" }[how];
          const typed = name.slice(0, i) + middle + name.slice(i + 1);
          // `respondent.ane` is one letter from both `respondent.sane` and `respondent.age`: either will do.
          expect(names.filter((candidate) => oneLetterApart(typed, candidate))).toContain(
            nearest(typed, names),
          );
        },
      ),
    );
  });

  it("is silent when nothing is near", () => {
    expect(nearest("zzzzzzzz", names)).toBeUndefined();
  });
});

/** Whether what two words do not share at their start and end is one letter at most on each side. */
function oneLetterApart(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}
