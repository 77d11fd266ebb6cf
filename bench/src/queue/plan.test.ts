import { describe, expect, it } from "vitest";
import { planOf } from "./plan.ts";

const scan = {
  "Node Type": "Index Scan",
  "Relation Name": "case_file",
  "Index Name": "case_file_key",
  "Actual Rows": 1,
  "Actual Loops": 100,
};

describe("planOf", () => {
  it("counts what was thrown away and what was read over and over", () => {
    const root = {
      "Node Type": "Nested Loop",
      "Actual Rows": 100,
      "Actual Loops": 1,
      Plans: [
        {
          "Node Type": "Seq Scan",
          "Relation Name": "duty",
          "Actual Rows": 100,
          "Actual Loops": 1,
          "Rows Removed by Filter": 900,
        },
        scan,
      ],
    };
    expect(planOf("q", 1.5, root)).toEqual({
      name: "q",
      ms: 1.5,
      rowsRead: 1100,
      rowsGiven: 100,
      reads: ["Seq Scan on duty", "Index Scan on case_file by case_file_key"],
      wholeTable: true,
    });
  });

  it("does not take an index for a whole table", () => {
    expect(planOf("q", 1, scan).wholeTable).toBe(false);
  });
});
