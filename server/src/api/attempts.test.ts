import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDoorAttempts } from "./attempts.ts";

const NOW = "2026-03-10T09:00:00Z";
const at = (seconds: number) => Temporal.Instant.from(NOW).add({ seconds }).toString();

describe("attempts at the door", () => {
  it("are counted by account too, from whichever addresses they come", () => {
    const door = createDoorAttempts();
    for (let address = 0; address < 5; address++) {
      expect(door.wait(`10.0.0.${address}`, "anna", NOW)).toBe(0);
      door.failed(`10.0.0.${address}`, "anna", NOW);
    }
    expect(door.wait("10.0.0.99", "anna", NOW)).toBe(60);
    expect(door.wait("10.0.0.99", "botagoz", NOW)).toBe(0);
    expect(door.wait("10.0.0.99", "anna", at(60))).toBe(0);
  });

  it("of others do not keep out a person where she came in before", () => {
    const door = createDoorAttempts();
    door.passed("192.0.2.1", "anna");
    for (let address = 0; address < 50; address++) door.failed(`10.0.0.${address}`, "anna", NOW);
    expect(door.wait("10.0.0.1", "anna", NOW)).toBeGreaterThan(0);
    expect(door.wait("192.0.2.1", "anna", NOW)).toBe(0);
    for (let tries = 0; tries < 5; tries++) door.failed("192.0.2.1", "anna", NOW);
    expect(door.wait("192.0.2.1", "anna", NOW)).toBeGreaterThan(0);
  });

  it("never make anybody wait longer than a minute, whatever happened before", () => {
    const event = fc.record({
      address: fc.constantFrom("a", "b", "c"),
      account: fc.constantFrom("anna", "botagoz"),
      failed: fc.boolean(),
      after: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        const door = createDoorAttempts();
        let seconds = 0;
        for (const { address, account, failed, after } of events) {
          seconds += after;
          if (failed) door.failed(address, account, at(seconds));
          else door.passed(address, account);
          expect(door.wait(address, account, at(seconds))).toBeLessThanOrEqual(60);
        }
        for (const address of ["a", "b", "c"]) expect(door.wait(address, "anna", at(seconds + 60))).toBe(0);
      }),
    );
  });
});
