import type { DutyAnswer } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { startingDuties } from "./starting-duties.ts";

const duty = (norm: string, starts: DutyAnswer["starts"]) => ({ norm, starts }) as DutyAnswer;

const DUTIES = [
  duty("any-report", { event: "report" }),
  duty("clinic", { event: "report", with: { channel: "clinic" } }),
  duty("shelter", { event: "report", with: { channel: "shelter" } }),
  duty("facts", { event: "incident" }),
  duty("order", { event: "protective-order-issued" }),
  duty("referred", { event: "referral", with: { to: "court" } }),
];
const shown = (channel: string) => startingDuties(DUTIES, channel).map(({ norm }) => norm);

describe("startingDuties", () => {
  it("keeps the duties of a clinic and of a crisis centre for those who came to one", () => {
    expect(shown("phone")).toEqual(["any-report", "facts"]);
    expect(shown("clinic")).toEqual(["any-report", "clinic", "facts"]);
    expect(shown("shelter")).toEqual(["any-report", "shelter", "facts"]);
  });
});
