import { randomUUID } from "node:crypto";
import {
  DATA_CLASSES,
  type DataClass,
  loadCountry,
  RELATIONS,
  type Relation,
  workingCountries,
} from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor, readsOf } from "../access/actor.ts";
import { classOf, compartmentsOf } from "../journal/compartments.ts";
import type { NewEntry } from "../journal/entries.ts";
import { append, extend, newJournal } from "../journal/journal.ts";
import { closeStore, inTransaction, openStore, type Store } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { createDeps } from "./deps.ts";
import { project } from "./project.ts";
import { viewCase } from "./view.ts";

/**
 * Every cell of the table of roles: what a role may read by which relation to a case. Asked of the database as the service's
 * own role, and of the service; both must say what the pack says, no more and no less.
 */

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database);
});
afterAll(async () => {
  await closeStore(store);
  await database.drop();
});

const NOW = "2026-03-10T09:00:00Z";
const UNTIL = "2026-06-10T09:00:00Z";
const ELSEWHERE = { account: randomUUID(), agency: "somebody.else" };

/** Text no code or field name is like. */
const mark = (name: DataClass) => `canary of ${name}`;

/** What holds something of every class. */
function everything(synthetic: boolean, place: string): readonly NewEntry[] {
  return [
    {
      type: "report",
      happenedAt: NOW,
      body: {
        code: codeOf(randomUUID()),
        channel: "x",
        place,
        reportedBy: "survivor",
        synthetic,
      },
      sealed: { account: mark("narrative") },
    },
    {
      type: "persons",
      happenedAt: NOW,
      body: {
        persons: [
          { id: "p1", role: "survivor" },
          { id: "p2", role: "child" },
        ],
        relations: [{ child: "p2", adult: "p1", relation: "parent", represents: "yes" }],
      },
      sealed: {
        persons: [
          { id: "p1", name: mark("identity"), phone: mark("contact"), address: mark("address") },
          { id: "p2", name: mark("child") },
        ],
      },
    },
    { type: "note", happenedAt: NOW, body: { class: "health" }, sealed: { text: mark("health") } },
    { type: "note", happenedAt: NOW, body: { class: "plan" }, sealed: { text: mark("plan") } },
  ];
}

const GROUNDS = {
  consent: { kind: "consent", language: "kk", method: "spoken" },
  norm: { kind: "norm", norm: "x.y.1", notice: "told" },
  emergency: { kind: "emergency", why: "threat-to-life" },
} as const;

function codeOf(id: string): string {
  const digits = id.replaceAll("-", "").toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}`;
}

describe.each(workingCountries())("the table of roles of %s", (id) => {
  const country = loadCountry(id);
  const cells = country.roles.flatMap((role) => RELATIONS.map((relation) => [role.id, relation] as const));

  it.each(cells)("%s, %s", async (roleId, relation) => {
    const role = country.roles.find((one) => one.id === roleId)!;
    const agency = country.agencies.find(({ kind }) => kind === role.agencyKind)!;
    const reader: Actor = {
      account: randomUUID(),
      agency: agency.id,
      agencyKind: agency.kind,
      role: role.id,
      reads: readsOf(role),
    };
    const deps = createDeps(store, country);
    const caseId = await written(deps, reader, relation, role.agencyKind);
    const expected = [...role.reads[relation]].sort();

    const rows = await asActor(store.app, reader, NOW, (tx) =>
      tx.query(
        "select distinct split_part(class, '/', 1) as class from sealed_part where case_id = $1 order by 1",
        [caseId],
      ),
    );
    expect(rows.rows.map((row) => row.class)).toEqual(expected);
    const keys = await asActor(store.app, reader, NOW, (tx) =>
      tx.query(
        "select distinct split_part(class, '/', 1) as class from case_key where case_id = $1 and class <> 'trail' order by 1",
        [caseId],
      ),
    );
    expect(keys.rows.map((row) => row.class)).toEqual(expected);

    const view = await viewCase(deps, reader, caseId, NOW);
    const told = JSON.stringify([view.entries.map(({ sealed }) => sealed), view.persons, view.safeContact]);
    expect(DATA_CLASSES.filter((name) => told.includes(mark(name))).sort()).toEqual(expected);
    const withheld = new Set(view.entries.flatMap((entry) => entry.withheld.map(classOf)));
    expect([...withheld].sort()).toEqual(DATA_CLASSES.filter((name) => !expected.includes(name)).sort());
  });

  it("opens nothing where the time of a consent has run out, and nothing without a relation", async () => {
    const deps = createDeps(store, country);
    for (const role of country.roles) {
      const agency = country.agencies.find(({ kind }) => kind === role.agencyKind)!;
      const reader: Actor = {
        account: randomUUID(),
        agency: agency.id,
        agencyKind: agency.kind,
        role: role.id,
        reads: readsOf(role),
      };
      const caseId = await written(deps, reader, "consent", role.agencyKind);
      const seen = (actor: Actor, at: string) =>
        asActor(store.app, actor, at, async (tx) => {
          const counts: (number | null)[] = [];
          for (const table of ["sealed_part", "case_key", "journal"])
            counts.push((await tx.query(`select from ${table} where case_id = $1`, [caseId])).rowCount);
          return counts;
        });
      expect(await seen(reader, UNTIL), role.id).toEqual([0, 0, 0]);
      expect(await seen({ ...reader, agency: "a.third" }, NOW), role.id).toEqual([0, 0, 0]);
    }
  });
});

/** A case that an agency came to by this relation, with everything in it; written past the checks, as its owner. */
async function written(
  deps: ReturnType<typeof createDeps>,
  reader: Actor,
  relation: Relation,
  kind: string,
): Promise<string> {
  const caseId = randomUUID();
  const author = relation === "own" ? reader : ELSEWHERE;
  const entries = everything(true, deps.country.places[0]!.id);
  await inTransaction(store.owner, async (tx) => {
    const begun = extend(newJournal(caseId, store.keys), entries, author, NOW);
    const referral: NewEntry = {
      type: "referral",
      happenedAt: NOW,
      body: {
        to: kind,
        agency: reader.agency,
        purpose: "x",
        ground: GROUNDS[relation === "own" ? "consent" : relation],
        classes: [...compartmentsOf(DATA_CLASSES, ["p2"])],
        until: relation === "consent" ? UNTIL : null,
        ...(relation === "consent" || relation === "own"
          ? { children: [{ child: "p2", by: "p1", assent: "given" }] }
          : {}),
      },
    };
    const referred = relation === "own" ? begun : extend(begun.journal, [referral], author, NOW);
    const approval: NewEntry = {
      type: "disclosure-approved",
      happenedAt: NOW,
      body: { referral: referred.journal.entries.length },
    };
    const second = { ...author, account: randomUUID() };
    const grown = relation === "norm" ? extend(referred.journal, [approval], second, NOW) : referred;
    await append(tx, store.keys, grown.journal, grown.journal.entries);
    await project(deps, tx, caseId, grown.journal.entries);
  });
  return caseId;
}
