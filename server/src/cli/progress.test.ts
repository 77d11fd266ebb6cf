import { describe, expect, it } from "vitest";
import { createProgress } from "./progress.ts";

function terminal(isTTY: boolean) {
  let text = "";
  return {
    isTTY,
    write: (more: string) => {
      text += more;
    },
    text: () => text,
  };
}

describe("createProgress", () => {
  it("writes a step with the seconds so far, in columns", () => {
    const out = terminal(false);
    const progress = createProgress(out, () => 1.26);
    progress.done("database", "PostgreSQL in /data");
    progress.done("law", "61 norms");
    const [first, second] = out.text().split("\n");
    expect(first).toMatch(/^ {2}database {6}PostgreSQL in \/data +1\.3 s$/);
    expect(second?.indexOf("61 norms")).toBe(first?.indexOf("PostgreSQL"));
    expect(second?.length).toBe(first?.length);
  });

  it("changes one line on a terminal, and leaves it before the next", () => {
    const out = terminal(true);
    const progress = createProgress(out, () => 2);
    progress.soFar("caseload", 500, 2000, "cases");
    progress.soFar("caseload", 1000, 2000, "cases");
    progress.say("done");
    expect(out.text().match(/\n/g)).toHaveLength(1);
    expect(out.text()).toContain("1,000 of 2,000 cases");
    expect(out.text()).toMatch(/2\.0 s\r.\[Kdone\n$/);
  });

  it("writes a line for each quarter into a file, however small the steps", () => {
    const out = terminal(false);
    const progress = createProgress(out, () => 0);
    for (let done = 50; done <= 2000; done += 50) progress.soFar("caseload", done, 2000, "cases");
    expect(out.text().match(/[\d,]+ of 2,000/g)).toEqual([
      "500 of 2,000",
      "1,000 of 2,000",
      "1,500 of 2,000",
    ]);
  });
});
