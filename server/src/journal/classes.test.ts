import type { DataClass } from "@arasha/packs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classesOf, join, split } from "./classes.ts";
import { classOf } from "./compartments.ts";
import type { NewEntry } from "./entries.ts";

const AT = "2024-07-01T10:00:00Z";
const text = fc.string({ minLength: 1, maxLength: 8 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const persons = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(`p${id}`),
          role: fc.constantFrom("survivor" as const, "respondent" as const, "child" as const),
          told: fc.record({ name: maybe(text), phone: maybe(text), address: maybe(text) }),
        }),
      ),
    ),
  )
  .map((people): NewEntry & { type: "persons" } => ({
    type: "persons",
    happenedAt: AT,
    body: { persons: people.map(({ id, role }) => ({ id, role })) },
    sealed: { persons: people.map(({ id, told }) => ({ id, ...JSON.parse(JSON.stringify(told)) })) },
  }));

describe("the classes of what is sealed", () => {
  it("lose nothing and add nothing: put together again, each person has what was told of her", () => {
    fc.assert(
      fc.property(persons, (entry) => {
        const whole = (join(split(entry, null).values()) ?? { persons: [] }) as { persons: { id: string }[] };
        const told = (entry.sealed?.persons ?? []).filter((person) => Object.keys(person).length > 1);
        const inOrder = (people: readonly { readonly id: string }[]) =>
          [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(inOrder(whole.persons)).toEqual(inOrder(told));
      }),
    );
  });

  it("keep names, contacts, addresses and all of a child apart", () => {
    fc.assert(
      fc.property(persons, (entry) => {
        const child = new Set(entry.body.persons.filter(({ role }) => role === "child").map(({ id }) => id));
        const allowed: Partial<Record<DataClass, readonly string[]>> = {
          identity: ["id", "name"],
          contact: ["id", "phone"],
          address: ["id", "address"],
          child: ["id", "name", "phone", "address"],
        };
        for (const [name, content] of split(entry, null)) {
          for (const person of (content as { persons: { id: string }[] }).persons) {
            // Each child has a part of its own.
            expect(name).toBe(child.has(person.id) ? `child/${person.id}` : classOf(name));
            expect(allowed[classOf(name)] ?? []).toEqual(expect.arrayContaining(Object.keys(person)));
          }
        }
      }),
    );
  });

  it.each<[string, NewEntry, NewEntry | null, readonly string[]]>([
    ["nothing sealed", { type: "outcome", happenedAt: AT, body: { outcome: "x" } }, null, []],
    [
      "a note on her health",
      { type: "note", happenedAt: AT, body: { class: "health" }, sealed: { text: "x" } },
      null,
      ["health"],
    ],
    [
      "a safety plan",
      { type: "note", happenedAt: AT, body: { class: "plan" }, sealed: { text: "x" } },
      null,
      ["plan"],
    ],
    [
      "what was told, and how to call her",
      {
        type: "report",
        happenedAt: AT,
        body: {
          code: "0000-0000",
          channel: "x",
          place: "x",
          reportedBy: "survivor",
          synthetic: true,
        },
        sealed: { account: "x" },
      },
      null,
      ["narrative"],
    ],
    [
      "how she may be reached",
      {
        type: "safe-contact-agreed",
        happenedAt: AT,
        body: {
          channel: "e-mail",
          hours: [],
          answers: "only-her",
          voicemail: false,
          says: { kind: "nothing" },
          language: "kk",
          until: AT,
        },
        sealed: { to: "x", codeWord: "y", note: "z" },
      },
      null,
      ["contact"],
    ],
    [
      "a correction of a plan: why, and the plan",
      {
        type: "correction",
        happenedAt: AT,
        body: { corrects: 1, body: { class: "plan" }, resealed: true },
        sealed: { why: "x", sealed: { text: "y" } },
      },
      { type: "note", happenedAt: AT, body: { class: "plan" }, sealed: { text: "x" } },
      ["narrative", "plan"],
    ],
  ])("%s", (_, entry, corrected, classes) => {
    expect(classesOf(entry, corrected)).toEqual(classes);
    expect(join(split(entry, corrected).values())).toEqual(entry.sealed);
  });
});
