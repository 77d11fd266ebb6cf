import { loadCountry } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import type { NewEntryInput } from "../contract/index.ts";
import { openCase, writeEntry } from "./command.ts";
import { queue } from "./queue.ts";
import { rebuild } from "./rebuild.ts";
import { note, person, request, type Testland, testland } from "./testing.ts";
import { viewCase } from "./view.ts";

/** A mother, the man complained of, a grandmother, and children of every age: who agrees for whom, and until when. */

let land: Testland;
beforeAll(async () => {
  land = await testland();
});
afterAll(() => land.close());

const NOW = "2026-11-28T06:00:00Z";
const ADULTS = [
  { id: "p1", role: "survivor" as const },
  { id: "p2", role: "respondent" as const },
  { id: "p5", role: "guardian" as const },
];
type Persons = (NewEntryInput & { type: "persons" })["body"];
type Relation = NonNullable<Persons["relations"]>[number];
const parent = (child: string, adult: string, represents: Relation["represents"] = "yes"): Relation => ({
  child,
  adult,
  relation: "parent",
  represents,
});

type Child = { readonly id: string; readonly born?: string; readonly band?: string };

async function begin(
  children: readonly Child[],
  relations: readonly Relation[] = children.flatMap(({ id }) => [parent(id, "p1"), parent(id, "p2")]),
  now = NOW,
): Promise<{ caseId: string; seq: number }> {
  return openCase(
    land.deps,
    land.operator,
    {
      report: {
        channel: "phone",
        place: "TL-N",
        reportedBy: "survivor",
        limits: { said: "said", language: "kk" },
      },
      persons: {
        body: {
          persons: [
            ...ADULTS,
            ...children.map(({ id, band }) => ({ id, role: "child" as const, ...(band && { band }) })),
          ],
          relations: [...relations],
        },
        sealed: {
          persons: children.map(({ id, born }) => ({ id, name: `canary of ${id}`, ...(born && { born }) })),
        },
      },
    },
    request(now),
  );
}

type Agreed = { child: string; by: string; assent: "given" | "refused" | "not-asked" };
const refer = (
  children: readonly Agreed[],
  change: object = {},
  reader: Pick<Actor, "agency" | "agencyKind"> = land.shelter,
): NewEntryInput =>
  ({
    type: "referral",
    body: {
      to: reader.agencyKind,
      agency: reader.agency,
      purpose: "safe-place",
      ground: { kind: "consent", language: "kk", method: "spoken" },
      classes: children.map(({ child }) => `child/${child}`),
      until: "2027-02-28T06:00:00Z",
      children,
      ...change,
    },
  }) as NewEntryInput;

const write = async (
  caseId: string,
  after: number,
  entry: NewEntryInput,
  now = NOW,
  actor: Actor = land.operator,
) => (await writeEntry(land.deps, actor, caseId, { after, entry }, request(now))).seq;

/** The children whose name a person sees. */
async function sees(reader: Actor, caseId: string, at = NOW): Promise<readonly string[] | null> {
  const view = await viewCase(land.deps, reader, caseId, at).catch(() => null);
  if (view === null) return null;
  return view.persons.filter(({ name }) => name?.startsWith("canary")).map(({ id }) => id);
}

describe("a child's record", () => {
  it("is opened, and taken back, without those of the other children", async () => {
    const { caseId, seq } = await begin([
      { id: "p3", born: "2019-05-01" },
      { id: "p4", born: "2014-05-01" },
    ]);
    const first = await write(caseId, seq, refer([{ child: "p3", by: "p1", assent: "given" }]));
    expect(await sees(land.shelter, caseId)).toEqual(["p3"]);
    const second = await write(caseId, first, refer([{ child: "p4", by: "p1", assent: "given" }]));
    expect(await sees(land.shelter, caseId)).toEqual(["p3", "p4"]);
    const back = { type: "consent-withdrawn", body: { consent: first, language: "kk" } } as const;
    await write(caseId, second, back);
    expect(await sees(land.shelter, caseId)).toEqual(["p4"]);
    const { rows } = await land.deps.store.owner.query(
      "select class, holder, retired from case_key where case_id = $1 and class like 'child/%' order by 1, 2",
      [caseId],
    );
    const { agency } = land.operator;
    expect(rows).toEqual([
      { class: "child/p3", holder: agency, retired: true },
      { class: "child/p4", holder: agency, retired: false },
      { class: "child/p4", holder: land.shelter.agency, retired: false },
    ]);
  });

  it("holds a survivor's own names where she is a child herself, and then nothing is told by her word alone", async () => {
    const { caseId, seq } = await openCase(
      land.deps,
      land.operator,
      {
        report: { channel: "phone", place: "TL-N", reportedBy: "survivor" },
        persons: {
          body: {
            persons: [
              { id: "p1", role: "survivor" },
              { id: "p2", role: "guardian" },
            ],
            relations: [parent("p1", "p2")],
          },
          sealed: { persons: [{ id: "p1", born: "2011-03-04", name: "canary of p1" }] },
        },
      },
      request(NOW),
    );
    const view = await viewCase(land.deps, land.operator, caseId, NOW);
    expect(view.persons[0]).toMatchObject({ band: "15-17", born: "2011-03-04", name: "canary of p1" });
    expect(view.entries[1]?.sealed).toBeTruthy();
    const bare = refer([], { classes: [] });
    await expect(write(caseId, seq, bare)).rejects.toMatchObject({ fields: [{ message: "childNotAsked" }] });
    await expect(forged(land.operator, caseId, seq, bare)).rejects.toThrow(/nobody agreed for the child/);
    await write(caseId, seq, refer([{ child: "p1", by: "p2", assent: "given" }]));
    expect(await sees(land.shelter, caseId)).toEqual(["p1"]);
  });
});

/** Written past the service, as its own role in the database, in the name of this person. */
async function forged(actor: Actor, caseId: string, after: number, entry: NewEntryInput): Promise<void> {
  await asActor(land.deps.store.app, actor, NOW, (tx) =>
    tx.query(
      `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
       values ($1, $2, $3, 1, $4, $4, $5, $6, $7, '{}')`,
      [caseId, after + 1, entry.type, NOW, actor.account, actor.agency, JSON.stringify(entry.body)],
    ),
  );
}

describe("whoever is complained of", () => {
  const wrongly: readonly [string, Partial<Agreed>, string, RegExp][] = [
    ["the respondent", { by: "p2" }, "complainedOf", /complained of does not agree/],
    [
      "an adult who is no representative",
      { by: "p5" },
      "notRepresentative",
      /not known as the representative/,
    ],
    ["nobody on the case", { by: "p9" }, "notRepresentative", /not known as the representative/],
  ];

  it.each(wrongly)("%s agrees for no child, for no role", async (_, change, message, says) => {
    const { caseId, seq } = await begin([{ id: "p3", born: "2019-05-01" }]);
    const entry = refer([{ child: "p3", by: "p1", assent: "given", ...change }]);
    await expect(write(caseId, seq, entry)).rejects.toMatchObject({ fields: [{ message }] });
    const country = loadCountry("testland");
    for (const role of country.roles) {
      const agency = country.agencies.find(({ kind }) => kind === role.agencyKind)!;
      const there = { ...person(role.id, agency.id, agency.kind), agency: land.operator.agency };
      await expect(forged(there, caseId, seq, entry), role.id).rejects.toThrow(says);
    }
    // To whom the case is none of hers nothing is said of its people.
    await expect(forged(land.prosecutor, caseId, seq, entry)).rejects.toThrow(/takes no part/);
  });

  it("cannot be named otherwise later, nor in a correction, nor be called about the child", async () => {
    const { caseId, seq } = await begin([{ id: "p3", born: "2019-05-01" }]);
    const relabelled: NewEntryInput = {
      type: "persons",
      body: {
        persons: [
          { id: "p1", role: "survivor" },
          { id: "p2", role: "guardian" },
          { id: "p3", role: "child", band: "6-11" },
        ],
        relations: [parent("p3", "p2")],
      },
    };
    const called = structuredClone(relabelled);
    called.body.relations = [{ ...parent("p3", "p2"), contact: true }];
    await expect(write(caseId, seq, called)).rejects.toMatchObject({
      fields: [{ field: "entry.body.relations.0.contact", message: "complainedOfContact" }],
    });
    const after = await write(caseId, seq, relabelled);
    const entry = refer([{ child: "p3", by: "p2", assent: "given" }]);
    await expect(write(caseId, after, entry)).rejects.toMatchObject({
      fields: [{ message: "complainedOf" }],
    });
    await expect(forged(land.operator, caseId, after, entry)).rejects.toThrow(/complained of/);
  });

  it("ends what she had agreed to when she turns out to be: grants, keys, and what is written next", async () => {
    const { caseId, seq } = await begin([{ id: "p3", born: "2019-05-01" }]);
    const given = await write(caseId, seq, refer([{ child: "p3", by: "p1", assent: "given" }]));
    expect(await sees(land.shelter, caseId)).toEqual(["p3"]);
    const found: NewEntryInput = {
      type: "persons",
      body: {
        persons: [
          { id: "p1", role: "survivor", respondentElsewhere: true },
          { id: "p3", role: "child", band: "6-11" },
        ],
      },
    };
    const after = await write(caseId, given, found);
    // By that alone the shelter took part.
    expect(await sees(land.shelter, caseId)).toBeNull();
    const view = await viewCase(land.deps, land.operator, caseId, NOW);
    expect(view.grants).toEqual([]);
    const { rows } = await land.deps.store.owner.query(
      "select holder, retired from case_key where case_id = $1 and class = 'child/p3'",
      [caseId],
    );
    expect(rows).toEqual([{ holder: land.operator.agency, retired: true }]);
    await expect(
      write(caseId, after, refer([{ child: "p3", by: "p1", assent: "given" }])),
    ).rejects.toMatchObject({ fields: [{ message: "complainedOf" }] });
    // Who notes the people again ends nothing anew: what is written from then on stays under the key it has.
    const named = { ...found, sealed: { persons: [{ id: "p3", name: "canary of p3" }] } } as NewEntryInput;
    const again = await write(caseId, await write(caseId, after, named), named);
    await write(caseId, again, found);
    const keys = await land.deps.store.owner.query(
      "select version, retired from case_key where case_id = $1 and class = 'child/p3' order by 1",
      [caseId],
    );
    expect(keys.rows).toEqual([
      { version: 1, retired: true },
      { version: 2, retired: false },
    ]);
  });
});

describe("the law of the day", () => {
  const child = (born: string): readonly Child[] => [{ id: "p3", born }];
  it.each<[string, readonly Child[], Partial<Agreed>, object, string | null]>([
    ["an infant's mother", child("2026-01-01"), { assent: "not-asked" }, {}, null],
    ["the child was not asked, at six", child("2020-11-28"), { assent: "not-asked" }, {}, "assentAsked"],
    ["and the day before six", child("2020-11-29"), { assent: "not-asked" }, {}, null],
    ["refused at fourteen, its word noted", child("2012-01-01"), { assent: "refused" }, {}, null],
    ["refused at fifteen", child("2011-11-28"), { assent: "refused" }, {}, "assentNeeded"],
    ["a doctor, at fourteen, alone", child("2012-11-28"), { by: "self" }, { purpose: "medical-care" }, null],
    [
      "a doctor, at thirteen, alone",
      child("2012-11-29"),
      { by: "self" },
      { purpose: "medical-care" },
      "notAlone",
    ],
    ["a place to stay, at seventeen, alone", child("2009-01-01"), { by: "self" }, {}, "notAlone"],
    ["somebody instead, where the mother may", child("2019-01-01"), { by: "stand-in" }, {}, "guardianThere"],
    ["nothing known of the age", [{ id: "p3" }], {}, {}, "ageNeeded"],
    ["a band that stays one until then", [{ id: "p3", band: "12-14" }], {}, {}, null],
    ["a band that may reach majority by then", [{ id: "p3", band: "15-17" }], {}, {}, "ageNeeded"],
    ["the mother, of one who is eighteen today", child("2008-11-28"), {}, {}, "ofAge"],
    ["the grown child", child("2008-11-28"), { by: "self", assent: "not-asked" }, {}, null],
    ["the mother, of a leap child long of age", child("2008-02-29"), {}, {}, "ofAge"],
    ["a child of another case", child("2019-01-01"), { child: "p7" }, {}, "noSuchChild"],
  ])("%s", async (_, children, change, body, message) => {
    const { caseId, seq } = await begin(children);
    const entry = refer([{ child: "p3", by: "p1", assent: "given", ...change }], body);
    const told = write(caseId, seq, entry).then(
      () => null,
      (error) => error.fields?.[0]?.message ?? error,
    );
    expect(await told).toBe(message);
  });

  it("says who stands in where both parents are complained of, and where it does not, nobody does", async () => {
    const both = [parent("p3", "p2")];
    const entry = refer([{ child: "p3", by: "stand-in", assent: "given" }]);
    const now = await begin([{ id: "p3", born: "2019-05-01" }], both);
    await write(now.caseId, now.seq, entry);
    expect((await viewCase(land.deps, land.operator, now.caseId, NOW)).children[0]?.standIn).toEqual({
      body: "family-support",
    });
    const then = "2019-06-01T06:00:00Z";
    const before = await begin([{ id: "p3", born: "2012-05-01" }], both, then);
    await expect(
      write(
        before.caseId,
        before.seq,
        refer([{ child: "p3", by: "stand-in", assent: "given" }], { until: "2019-09-01T06:00:00Z" }),
        then,
      ),
    ).rejects.toMatchObject({ fields: [{ message: "noStandIn" }] });
  });
});

describe("on the day the child comes of age", () => {
  const BORN = "2009-01-15";
  const EVE = "2027-01-14T18:59:59Z";
  const DAY = "2027-01-14T19:00:00Z";

  it("where the case was closed to an agency meanwhile, the one in its stead owes it, and the other sees nothing of it", async () => {
    const { inspector, otherInspector } = land;
    const { caseId, seq } = await begin([{ id: "p3", born: BORN }]);
    const given = await write(
      caseId,
      seq,
      refer([{ child: "p3", by: "p1", assent: "given" }], {}, land.inspector),
    );
    const acted = await write(caseId, given, note("been there"), NOW, inspector);
    const persons = [
      ADULTS[0]!,
      { ...ADULTS[1]!, servesIn: inspector.agency },
      { id: "p3", role: "child" as const },
    ];
    await write(caseId, acted, { type: "persons", body: { persons, relations: [parent("p3", "p1")] } });
    const owed = async (actor: Actor) =>
      (
        await asActor(land.deps.store.app, actor, DAY, (tx) =>
          tx.query("select duty, agency from duty where case_id = $1 and agency = $2", [
            caseId,
            actor.agency,
          ]),
        )
      ).rows.filter(({ duty }) => duty.startsWith("majority/"));
    expect(await owed(otherInspector)).toEqual([
      { duty: `majority/p3/${otherInspector.agency}`, agency: otherInspector.agency },
    ]);
    expect(await owed(inspector)).toEqual([]);
  });

  it("consents given by others end, the agencies owe to ask anew, and only the grown child agrees", async () => {
    const { caseId, seq } = await begin([{ id: "p3", born: BORN }]);
    const given = await write(caseId, seq, refer([{ child: "p3", by: "p1", assent: "given" }]));
    const acted = await write(
      caseId,
      given,
      { type: "outcome", body: { outcome: "in-safety" } },
      NOW,
      land.shelter,
    );
    expect(await sees(land.shelter, caseId, EVE)).toEqual(["p3"]);
    expect(await sees(land.shelter, caseId, DAY)).toEqual([]);
    const owed = async (actor: Actor, at: string) =>
      (await queue(land.deps, actor, { limit: 100 }, at)).rows.filter(
        (row) => row.case.caseId === caseId && row.title.en === "Ask anew",
      );
    expect(await owed(land.shelter, EVE)).toEqual([]);
    for (const actor of [land.shelter, land.operator])
      expect(await owed(actor, DAY)).toMatchObject([{ startedAt: DAY, due: "2027-02-13T19:00:00Z" }]);
    const asked = (by: string) =>
      refer([{ child: "p3", by, assent: "given" }], { until: "2027-06-01T06:00:00Z" });
    await expect(write(caseId, acted, asked("p1"), DAY)).rejects.toMatchObject({
      fields: [{ message: "ofAge" }],
    });
    const [step] = (await viewCase(land.deps, land.operator, caseId, DAY)).nextSteps;
    expect(step).toMatchObject({ type: "asked-anew", preset: { child: "p3" } });
    const answer = (answer: "refuses" | "cannot-reach"): NewEntryInput => ({
      type: "asked-anew",
      body: { child: "p3", answer },
    });
    const tried = await write(caseId, acted, answer("cannot-reach"), DAY);
    expect(await owed(land.operator, DAY)).toHaveLength(1);
    const refused = await write(caseId, tried, answer("refuses"), DAY);
    expect(await owed(land.operator, DAY)).toEqual([]);
    expect(await owed(land.shelter, DAY)).toHaveLength(1);
    await write(caseId, refused, asked("self"), DAY);
    expect(await sees(land.shelter, caseId, DAY)).toEqual(["p3"]);
    for (const actor of [land.shelter, land.operator]) expect(await owed(actor, DAY)).toEqual([]);
    const [child] = (await viewCase(land.deps, land.operator, caseId, DAY)).children;
    expect(child).toMatchObject({ adult: "yes", decides: ["self"], bands: [], comesOfAge: "2027-01-15" });
  });

  it("of a leap child that is the first day it can be, and on it nobody decides", async () => {
    const { caseId, seq } = await begin(
      [{ id: "p3", born: "2012-02-29" }],
      undefined,
      "2029-12-01T06:00:00Z",
    );
    const given = await write(
      caseId,
      seq,
      refer([{ child: "p3", by: "p1", assent: "given" }], { until: "2030-06-01T06:00:00Z" }),
      "2029-12-01T06:00:00Z",
    );
    expect(await sees(land.shelter, caseId, "2030-02-27T18:59:59Z")).toEqual(["p3"]);
    expect(await sees(land.shelter, caseId, "2030-02-27T19:00:00Z")).toBeNull();
    for (const [by, at, message] of [
      ["p1", "2030-02-28T06:00:00Z", "ageNeeded"],
      ["self", "2030-02-28T06:00:00Z", "ageNeeded"],
      ["p1", "2030-03-01T06:00:00Z", "ofAge"],
    ] as const)
      await expect(
        write(
          caseId,
          given,
          refer([{ child: "p3", by, assent: "given" }], { until: "2030-06-01T06:00:00Z" }),
          at,
        ),
      ).rejects.toMatchObject({ fields: [{ message }] });
  });
});

it("is derived alike entry by entry and from the journals as a whole", async () => {
  const { before, after } = await rebuild(land.deps);
  expect(after).toEqual(before);
});
