import { describe, expect, it } from "vitest";
import { figure, markdown } from "./section.ts";

describe("figure", () => {
  it.each([
    [0, "0"],
    [0.012345, "0.0123"],
    [0.99999, "1.00"],
    [1.5, "1.50"],
    [42, "42.0"],
    [199_951, "200,000"],
    [-2.7654, "-2.77"],
  ])("%f as %s", (value, text) => expect(figure(value)).toBe(text));
});

describe("markdown", () => {
  it("keeps a cell in its cell", () => {
    const text = markdown({
      title: "T",
      about: ["What."],
      tables: [{ caption: "C", columns: ["a", "b"], rows: [["x|y", "1\n2"]] }],
      notes: ["n"],
    });
    expect(text).toBe("## T\n\nWhat.\n\n**C**\n\n| a | b |\n| --- | ---: |\n| x\\|y | 1 2 |\n\n- n\n");
  });
});
