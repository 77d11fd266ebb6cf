import { describe, expect, it } from "vitest";
import { changedFields, differences, marks } from "./difference.ts";
import { type Line, line, type Section } from "./line.ts";

const section = (key: string, rows: Readonly<Record<string, readonly Line[]>>): Section => ({
  key,
  title: key,
  rows: Object.entries(rows).map(([name, lines]) => ({ key: name, label: name, lines, unknown: false })),
});

describe("the difference of two wordings", () => {
  const then = [
    section("part-1", { class: [line("administrative")], sanctions: [line("fine"), line("arrest")] }),
    section("part-2", { class: [line("administrative")] }),
  ];
  const now = [
    section("part-1", {
      class: [line("administrative")],
      sanctions: [line("fine"), line("community service")],
      when: [line("x")],
    }),
    section("part-3", { class: [line("crime")] }),
  ];
  const pairs = differences(then, now);

  it("goes field by field, in the order of the later one", () => {
    expect(
      pairs.map(({ key, only, changed, same }) => [key, only, changed.map((one) => one.key), same]),
    ).toEqual([
      ["part-1", null, ["sanctions", "when"], ["class"]],
      ["part-3", "now", ["class"], []],
      ["part-2", "then", ["class"], []],
    ]);
    expect(changedFields(pairs)).toEqual(["sanctions", "when", "class"]);
  });

  it("marks the lines the other does not have", () => {
    const [first] = pairs;
    const [sanctions] = first?.changed ?? [];
    if (!sanctions) throw new Error("nothing differs");
    const mark = marks(sanctions);
    expect(sanctions.then?.map(mark.then)).toEqual(["same", "gone"]);
    expect(sanctions.now?.map(mark.now)).toEqual(["same", "new"]);
  });

  it("sees how lines hang together, and marks them all where only that differs", () => {
    const flat: Line[] = [line("a"), line("b")];
    const nested: Line[] = [{ text: ["a"], of: [line("b")] }];
    const [pair] = differences([section("x", { when: flat })], [section("x", { when: nested })]);
    const [when] = pair?.changed ?? [];
    if (!when) throw new Error("nothing differs");
    expect(flat.map(marks(when).then)).toEqual(["gone", "gone"]);
  });

  it("does not compare what hangs on the day", () => {
    const noted = (note: string): Line => ({ text: ["fine: 10 MCI"], notes: [line(note)] });
    const [pair] = differences(
      [section("x", { sanctions: [noted("36,920")] })],
      [section("x", { sanctions: [noted("39,320")] })],
    );
    expect(pair?.changed).toEqual([]);
    expect(pair?.same).toEqual(["sanctions"]);
  });
});
