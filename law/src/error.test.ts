import { describe, expect, it } from "vitest";
import { LawError, PackError } from "./error.ts";

describe("a refusal of the engine", () => {
  it("says what is wrong, in which field, under a name of its own", () => {
    const error = new LawError("date", "on", "on: no date");
    expect(error).toMatchObject({ name: "LawError", code: "date", field: "on", message: "on: no date" });
    expect(error).toBeInstanceOf(Error);
  });

  it("of a pack lists every fault, with the norm where there is one", () => {
    const faults = [
      { norm: "tl.dv.family", version: 1, code: "gap", message: "Nothing is given for 2017." },
      { list: "acts", code: "duplicate-id", message: "The act cc is given twice." },
    ] as const;
    const error = new PackError(faults);
    expect(error).toMatchObject({ name: "PackError", faults });
    expect(error.message.split("\n")).toEqual([
      "The pack has faults:",
      "- tl.dv.family: Nothing is given for 2017.",
      "- The act cc is given twice.",
    ]);
  });
});
