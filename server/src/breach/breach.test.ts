import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Act, Calendar } from "@arasha/law";
import { BreachRules, countryFolder, readYaml } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startService, type TestService } from "../api/testing.ts";
import { NewEntryInput, OpenCase } from "../contract/index.ts";
import { notifyBy } from "./breach.ts";

/** What the clock needs of the country, read without the rest of its law. */
const kz = <T>(file: string, schema: z.ZodType<T>): T => {
  const read = readYaml(file, readFileSync(join(countryFolder("kz"), file), "utf8"), schema);
  if (read.faults) throw new Error(`${file} cannot be read`);
  return read.value;
};
const calendar = kz("calendar.yaml", Calendar);
const acts = new Map(kz("acts.yaml", z.array(Act)).map((act) => [act.id, act]));
const rules = { country: { breach: kz("breach.yaml", BreachRules), pack: { calendar } }, law: { acts } };

/** Local time of Kazakhstan, the zone of its calendar. */
const due = (detected: string) => {
  const ends = notifyBy(rules, `${detected}+05:00`);
  const local = Temporal.Instant.from(ends.due ?? "").toZonedDateTimeISO(calendar.zone);
  return local.toPlainDateTime().toString({ smallestUnit: "minute" });
};

describe("the clock of a breach, on the calendar of Kazakhstan", () => {
  // The strictest reading, since the counting rule of the law was not read: the day of detection is the one working day.
  it.each([
    ["a Monday morning", "2026-11-23T09:00", "2026-11-24T00:00"],
    ["a minute before midnight", "2026-11-23T23:59", "2026-11-24T00:00"],
    ["a Saturday", "2026-11-28T02:40", "2026-12-01T00:00"],
    ["Independence Day, a Wednesday", "2026-12-16T12:00", "2026-12-18T00:00"],
    ["New Year's Day", "2026-01-01T10:00", "2026-01-06T00:00"],
  ])("detected on %s", (_, detected, ends) => {
    expect(due(detected)).toBe(ends);
  });

  it("says that the way of counting was not established", () => {
    expect(notifyBy(rules, "2026-11-23T09:00:00+05:00").established).toBe(false);
  });
});

describe("a breach", () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it("is recorded, notified late or in time, and closed, by those who run the house and nobody else", async () => {
    const post = (role: string, url: string, payload: object) =>
      service.as(role, { method: "POST", url, payload });
    const body = {
      detectedAt: "2026-03-09T09:00:00Z",
      classes: ["identity"],
      persons: 12,
      what: "lost-device",
    };
    expect((await post("police-inspector", "/api/breaches", body)).statusCode).toBe(403);
    const recorded = await post("administrator", "/api/breaches", body);
    expect(recorded.statusCode).toBe(201);
    const { id, due: ends } = recorded.json();
    expect([recorded.json().state, ends]).toEqual(["open", "2026-03-10T19:00:00Z"]);
    const entries = `/api/breaches/${id}/entries`;
    const early = await post("administrator", entries, { type: "closed" });
    expect(early.json().errors).toMatchObject([{ field: "type", message: "Notify the authority first." }]);
    service.setNow("2026-03-10T20:00:00Z");
    expect((await service.as("administrator", { url: "/api/breaches" })).json().rows[0].state).toBe("late");
    const notified = await post("administrator", entries, { type: "notified", at: "2026-03-10T18:00:00Z" });
    expect([notified.json().state, notified.json().notifiedAt]).toEqual(["met", "2026-03-10T18:00:00Z"]);
    expect((await post("administrator", entries, { type: "told", told: 3, notSafe: 9 })).statusCode).toBe(
      201,
    );
    expect((await post("administrator", entries, { type: "closed" })).json().closedAt).not.toBeNull();
    const { rows } = await service.deps.store.owner.query(
      "select data::jsonb ->> 'deed' as deed from trail where data::jsonb ->> 'kind' = 'breach' order by nr",
    );
    expect(rows.map(({ deed }) => deed)).toEqual(["detected", "notified", "told", "closed"]);
  });
});

describe("copies of identity documents", () => {
  it("have no place to be kept: no message takes a file, an image or the number of a document", () => {
    const names = new Set<string>();
    const walk = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      const { properties, contentEncoding, format } = node as Record<string, unknown>;
      for (const name of Object.keys(properties ?? {})) names.add(name);
      expect([contentEncoding, format]).not.toContain("binary");
      expect(contentEncoding).toBeUndefined();
      for (const inner of Object.values(node)) walk(inner);
    };
    for (const schema of [NewEntryInput, OpenCase])
      walk(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
    expect(names.size).toBeGreaterThan(50);
    const forbidden = [...names].filter((name) =>
      /scan|passport|photo|image|file|iin|idcard|identitydocument|copyof/i.test(name),
    );
    expect(forbidden).toEqual([]);
  });
});
