import { describe, expect, it } from "vitest";
import { BUDGETS } from "../api/budgets.ts";
import { budgetsFrom } from "./use-settings.ts";

describe("how much may be asked", () => {
  it("is what the operator says, and else what is usual", () => {
    expect(budgetsFrom({ ARASHA_READS_A_MINUTE: "" })).toEqual(BUDGETS);
    const env = {
      ARASHA_READS_A_MINUTE: "10",
      ARASHA_COMPUTING_A_MINUTE: "20",
      ARASHA_COMPUTING_AT_ONCE: "3",
    };
    expect(budgetsFrom(env)).toEqual({
      reads: { atOnce: 40, aMinute: 10 },
      computing: { atOnce: 40, aMinute: 20 },
      atOnce: 3,
    });
  });

  it.each(["0", "-1", "many", "1.5", "9999999999"])("is refused where it is no number: %s", (text) => {
    expect(() => budgetsFrom({ ARASHA_COMPUTING_A_MINUTE: text })).toThrow(
      /^ARASHA_COMPUTING_A_MINUTE must be a whole number from 1 on\.$/,
    );
  });
});
