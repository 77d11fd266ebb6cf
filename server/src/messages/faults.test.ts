import { Facts } from "@arasha/law";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { faultsOf } from "./faults.ts";
import { isMessage, sayFault } from "./say.ts";

function faults(schema: z.ZodType, value: unknown) {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : faultsOf(schema, parsed.error.issues, value);
}

describe("faults in words", () => {
  it("are there whenever the value is refused, one for a field, with words", () => {
    const key = fc.constantFrom(
      "date",
      "acts",
      "harm",
      "victim",
      "history",
      "from",
      "to",
      "age",
      "norm",
      "hamr",
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, true, 1, -1, 1.5, "", "x", "2024-06-16", "2024-02-30", "battery", "pain"),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(key, tie("any"), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (facts) => {
        const found = faults(Facts, facts);
        expect(found.length > 0).toBe(!Facts.safeParse(facts).success);
        expect(new Set(found.map(({ field }) => field)).size).toBe(found.length);
        for (const fault of found) {
          expect(isMessage(`field.${fault.message}`)).toBe(true);
          expect(sayFault("kk", fault)).not.toBe("");
        }
      }),
    );
  });

  it("know which names stand at a place, however it is wrapped", () => {
    const schema = z.strictObject({
      inner: z.array(z.strictObject({ colour: z.string().optional() }).nullable()).default([]),
    });
    expect(faults(schema, { inner: [{ color: "red" }] })).toEqual([
      { field: "inner.0.color", message: "unknownFieldNear", values: { name: "color", near: "colour" } },
    ]);
  });

  it("speak of facts only where facts are", () => {
    const schema = z.strictObject({ facts: Facts, colour: z.string().optional() });
    const found = faults(schema, { facts: { date: "2024-06-16", relaton: "spouse" }, color: "red" });
    expect(found.map(({ field, message }) => [field, message])).toEqual([
      ["facts.relaton", "unknownFactNear"],
      ["color", "unknownFieldNear"],
    ]);
  });

  it("do not offer a name for itself", () => {
    const schema = z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("a"), text: z.string() }),
      z.strictObject({ kind: z.literal("b") }),
    ]);
    expect(faults(schema, { kind: "b", text: "x" })).toEqual([
      { field: "text", message: "unknownField", values: { name: "text" } },
    ]);
  });

  it("echo a choice shortly, never a whole text", () => {
    const [fault] = faults(z.strictObject({ harm: Facts.shape.harm }), { harm: "x".repeat(5000) });
    expect(String(fault?.values?.value)).toHaveLength(60);
  });
});
