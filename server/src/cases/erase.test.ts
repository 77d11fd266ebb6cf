import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATA_CLASSES, type DataClass, loadCountry } from "@arasha/packs";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import type { NewEntryInput, Written } from "../contract/index.ts";
import { entryDigest } from "../journal/digest.ts";
import { readJournal } from "../journal/journal.ts";
import { makePair } from "../store/custody.ts";
import { bothHalves, INSTALLATION, type Keys, open as unseal } from "../store/keys.ts";
import { prepareKeyStore } from "../store/secrets.ts";
import { closeStore, inTransaction, openStore } from "../store/store.ts";
import { copyOf, emptyDatabase, freshDatabase, type TestDatabase } from "../store/testing.ts";
import { sequence } from "../trail/sequence.ts";
import { trailSigner } from "../trail/signer.ts";
import { verifyTrail } from "../trail/verify.ts";
import { openCase, writeEntry } from "./command.ts";
import { createDeps, type Deps } from "./deps.ts";
import { eraseAgreed, settleErasures } from "./erase.ts";
import { fitOf } from "./key-fit.ts";
import { rebuild } from "./rebuild.ts";
import { retention } from "./retention.ts";
import { CALL, NOW, person, request } from "./testing.ts";
import { viewCase } from "./view.ts";

/** A hub, and a shelter that holds its own key, on one database; the key store is another. */

const operator = person("hotline-operator", "testland.hotline.tl", "hotline");
const colleague = { ...operator, account: randomUUID() };
const inspector = person("police-inspector", "testland.police.tl-n", "police");
const worker = person("shelter-worker", "testland.shelter.tl-n", "shelter");

let folder: string;
let database: TestDatabase;
let apart: Awaited<ReturnType<typeof emptyDatabase>>;
let hub: Deps;
let shelter: Deps;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arasha-erase-"));
  const made = makePair(join(folder, "shelter"), worker.agency);
  mkdirSync(join(folder, "hub"));
  copyFileSync(made.public, join(folder, "hub", `${worker.agency}.public.pem`));
  apart = await emptyDatabase();
  await prepareKeyStore(apart.url);
  database = { ...(await freshDatabase()), keysUrl: apart.url };
  [hub, shelter] = openBoth(database);
});
afterAll(async () => {
  await Promise.all([hub, shelter].map(({ store }) => closeStore(store)));
  await database.drop();
  await apart.drop();
  rmSync(folder, { recursive: true });
});

function openBoth(where: TestDatabase): [Deps, Deps] {
  const [one, other] = ["hub", "shelter"].map((who) =>
    createDeps(openStore({ ...where, agencyKeys: join(folder, who) }), loadCountry("testland")),
  );
  return [one!, other!];
}

type Case = Written & { readonly write: (deps: Deps, actor: Actor, entry: NewEntryInput) => Promise<number> };

/** What the hotline and the shelter were told, a word for each that must not be read again. */
const WORDS = ["CANARY-kitchen", "CANARY-name", "CANARY-street", "CANARY-shelter", "CANARY-plan"] as const;

async function herCase(): Promise<Case> {
  const [told, name, street, ofShelter, plan] = WORDS;
  const call = {
    ...CALL,
    report: { ...CALL.report, sealed: { account: told } },
    persons: { ...CALL.persons!, sealed: { persons: [{ id: "p1", name, address: street }] } },
    referrals: [
      { ...CALL.referrals![0]!, to: "shelter", agency: worker.agency, classes: ["narrative", "plan"] },
    ],
  } as Parameters<typeof openCase>[2];
  const opened = await openCase(hub, operator, call, request());
  let seq = opened.seq;
  const write: Case["write"] = async (deps, actor, entry) => {
    seq = (await writeEntry(deps, actor, opened.caseId, { after: seq, entry }, request())).seq;
    return seq;
  };
  await write(shelter, worker, { type: "note", body: {}, sealed: { text: ofShelter } });
  await write(shelter, worker, { type: "note", body: { class: "plan" }, sealed: { text: plan } });
  return { ...opened, write };
}

const asking = (classes: readonly DataClass[], record = false): NewEntryInput => ({
  type: "erasure-asked",
  body: { record, classes: [...classes], ground: "survivor-asked" },
});

async function agree(one: Case, classes: readonly DataClass[], record = false): Promise<void> {
  const asked = await one.write(hub, operator, asking(classes, record));
  await one.write(hub, colleague, { type: "erasure-approved", body: { request: asked } });
}

/** The command line carries it out, having been told of every entry since. */
async function carryOut(one: Case): Promise<number> {
  const [stone] = await eraseAgreed(hub, one.caseId, NOW);
  return stone!.seq;
}

async function seen(deps: Deps, actor: Actor, caseId: string): Promise<string> {
  return JSON.stringify(await viewCase(deps, actor, caseId, NOW));
}

/**
 * Everything somebody opens who has a database as it is, all keys (also the shelter's), and all that the key store holds now: each
 * wrapped key, with each secret, tried on each sealed part, without asking the service.
 */
async function allThatOpens(on: pg.Pool, keys: readonly Keys[], secrets: pg.Pool): Promise<string> {
  const { rows: wrapped } = await on.query("select * from case_key");
  const { rows: parts } = await on.query(
    "select p.*, j.type, j.version as entry_version from sealed_part p join journal j using (case_id, seq)",
  );
  const { rows: halves } = await secrets.query("select * from arasha_keys.secret where secret is not null");
  const opened = new Set<string>();
  for (const row of wrapped) {
    const context = `case-key|${row.case_id}|${row.class}|${row.author}|${row.version}`;
    const told = { holder: row.holder, kek: row.kek, wrapped: row.wrapped, context };
    if (row.class === "trail") continue;
    const found = await Promise.all(keys.map(async (one) => (await one.unwrap([told]))[0]));
    for (const key of found.filter((one) => one !== null && one !== undefined))
      for (const part of parts)
        for (const half of [null, ...halves.filter((one) => one.case_id === row.case_id)])
          try {
            const p = part;
            const place = `journal|${p.case_id}|${p.seq}|${p.type}|${p.entry_version}|${p.class}|${p.author}|${p.key_version}`;
            const both = half === null ? key : bothHalves(key, half.secret, part.class);
            opened.add(`${place} ${unseal(both, part.sealed, place)}`);
          } catch {
            // Not with this one.
          }
  }
  return [...opened].join("\n");
}

describe("what was erased", () => {
  it("does not open from a backup made before, with all keys there are; before the erasure it does", async () => {
    const one = await herCase();
    const other = await herCase();
    const vault = new pg.Pool({ connectionString: apart.url });
    const { rows: before } = await vault.query(
      "select secret from arasha_keys.secret where case_id = $1 and class <> 'trail'",
      [one.caseId],
    );
    // A copy of the files of the database, made by the server.
    await Promise.all([hub, shelter].map(({ store }) => closeStore(store)));
    const [early, late] = [await copyOf(database), await copyOf(database)];
    [hub, shelter] = openBoth(database);

    const [hubThen, shelterThen] = openBoth(early);
    for (const word of [...WORDS.slice(0, 3)])
      expect(await seen(hubThen, operator, one.caseId)).toContain(word);
    for (const word of WORDS.slice(3)) expect(await seen(shelterThen, worker, one.caseId)).toContain(word);
    const both = [hub.store.keys, shelter.store.keys];
    const opens = await allThatOpens(hubThen.store.owner, both, vault);
    for (const word of WORDS) expect(opens.split(word)).toHaveLength(3);
    expect(await filesHold(before.map(({ secret }) => secret))).toBe(before.length);

    await agree(one, DATA_CLASSES, true);
    await carryOut(one);

    const [hubNow, shelterNow] = openBoth(late);
    for (const [deps, actor] of [
      [hub, operator],
      [shelter, worker],
      [hubNow, operator],
      [shelterNow, worker],
    ] as const)
      expect(await seen(deps, actor, one.caseId)).not.toContain("CANARY");
    for (const from of [hub.store.owner, hubNow.store.owner]) {
      const left = await allThatOpens(from, both, vault);
      // What opens is the other case's, and nothing twice.
      for (const word of WORDS) expect(left.split(word)).toHaveLength(2);
    }
    expect(await seen(hubNow, operator, other.caseId)).toContain(WORDS[0]);
    expect(await filesHold(before.map(({ secret }) => secret))).toBe(0);
    // The two do not fit, and it is said how; the backup is of no use, and does no harm.
    expect(await fitOf(hubNow.store)).toMatchObject({ missing: 0, erasedSince: 1, destroyedNow: 0 });
    const { seq } = await viewCase(hubNow, operator, one.caseId, NOW);
    const entry: NewEntryInput = { type: "note", body: {}, sealed: { text: "written after the restore" } };
    await writeEntry(hubNow, operator, one.caseId, { after: seq, entry }, request());
    expect(await seen(hubNow, operator, one.caseId)).toContain("written after the restore");

    await Promise.all([hubThen, shelterThen, hubNow, shelterNow].map(({ store }) => closeStore(store)));
    await vault.end();
    await Promise.all([early, late].map((copy) => copy.drop()));
  });

  it("is one class where one was meant; all else goes on, and the case says what is gone, when and why", async () => {
    const one = await herCase();
    const before = await viewCase(hub, operator, one.caseId, NOW);
    await agree(one, ["narrative"]);
    const seq = await carryOut(one);
    const view = await viewCase(hub, operator, one.caseId, NOW);
    expect(JSON.stringify(view)).not.toContain(WORDS[0]);
    const { rows: looked } = await hub.store.owner.query(
      "select data::jsonb -> 'classes' as classes from trail order by nr desc limit 1",
    );
    // Nobody looked at what is gone.
    expect(looked[0].classes).toEqual(["address", "identity"]);
    expect(await seen(shelter, worker, one.caseId)).not.toContain(WORDS[3]);
    for (const word of [WORDS[1], WORDS[2]]) expect(JSON.stringify(view)).toContain(word);
    expect(await seen(shelter, worker, one.caseId)).toContain(WORDS[4]);
    expect(view.erasures).toEqual([
      { seq, at: NOW, record: false, classes: ["narrative"], ground: "survivor-asked" },
    ]);
    expect(view.entries[0]).toMatchObject({ erased: [{ class: "narrative", by: seq }], withheld: [] });
    expect(view.entries.at(-1)).toMatchObject({ type: "erased", agency: "arasha", body: { parts: 2 } });
    for (const same of ["facts", "duties", "orders", "risk"] as const)
      expect(view[same]).toEqual(before[same]);

    // What is told from then on is under new keys, for everybody who may read it.
    const next = await viewCase(hub, operator, one.caseId, NOW);
    const text = "told after";
    await writeEntry(
      hub,
      operator,
      one.caseId,
      { after: next.seq, entry: { type: "note", body: {}, sealed: { text } } },
      request(),
    );
    expect(await seen(hub, operator, one.caseId)).toContain(text);
    expect(await seen(shelter, worker, one.caseId)).toContain(text);

    const { before: was, after } = await rebuild(hub);
    expect(after).toEqual(was);
    const signer = trailSigner(hub.store.keys);
    await sequence(hub.store, signer, NOW);
    const client = await hub.store.owner.connect();
    expect((await verifyTrail(client, signer, entryDigest)).fault).toBeNull();
    client.release();
  });

  it("leaves nobody able to tell which case the looks on the trail were at", async () => {
    const one = await herCase();
    for (const _ of [1, 2]) await seen(hub, operator, one.caseId);
    const namesIn = async (kind: string) => {
      const { rows } = await hub.store.owner.query(
        "select distinct data::jsonb ->> 'case' as name from trail where data::jsonb ->> 'kind' = $1",
        [kind],
      );
      return new Set(rows.map(({ name }) => name as string));
    };
    const nameNow = async () => {
      const journal = await inTransaction(hub.store.owner, (tx) =>
        readJournal(tx, hub.store.keys, one.caseId),
      );
      return [
        hub.store.keys.caseOnTrail(journal!.key, one.caseId),
        hub.store.keys.writtenOnTrail(journal!.key, one.caseId),
      ] as const;
    };
    const [looked, wrote] = await nameNow();
    expect(await namesIn("read")).toContain(looked);
    expect(await namesIn("written")).toContain(wrote);
    // Whoever has the journal can find what was written; not, from there, who looked.
    expect(await namesIn("written")).not.toContain(looked);

    await agree(one, DATA_CLASSES, true);
    await carryOut(one);
    const [after] = await nameNow();
    expect(after).not.toBe(looked);
    const { rows } = await hub.store.owner.query("select wrapped, kek from case_key where case_id = $1", [
      one.caseId,
    ]);
    expect(rows).toHaveLength(1);
    const context = `case-key|${one.caseId}|trail`;
    const [half] = await hub.store.keys.unwrap([{ holder: INSTALLATION, context, ...rows[0] }]);
    const secrets = await hub.store.keys.secrets.of(one.caseId);
    const tried = [
      half!,
      ...secrets.flatMap(({ secret }) => (secret ? [secret, bothHalves(half!, secret, "trail")] : [])),
    ];
    for (const key of tried) expect(hub.store.keys.caseOnTrail(key, one.caseId)).not.toBe(looked);
  });
});

describe("two persons, and a hold", () => {
  it("are asked for by the service and by the database, and no administrator of the service gets round either", async () => {
    const one = await herCase();
    const asked = await one.write(hub, operator, asking(["narrative"]));
    const approval: NewEntryInput = { type: "erasure-approved", body: { request: asked } };
    const fault = (message: string) => ({ fields: [expect.objectContaining({ message })] });
    await expect(one.write(hub, operator, approval)).rejects.toMatchObject(fault("anotherPerson"));
    await expect(one.write(shelter, worker, approval)).rejects.toMatchObject(fault("notTheKeeper"));
    await expect(one.write(hub, operator, asking(["narrative"]))).rejects.toMatchObject(
      fault("alreadyAsked"),
    );
    expect(await eraseAgreed(hub, one.caseId, NOW)).toEqual([]);
    // Whoever writes rows past the service is stopped by the database.
    const row = (actor: Actor, type: string, body: object) =>
      hub.store.owner.query(
        `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
         select $1, max(seq) + 1, $2, 1, $3, $3, $4, $5, $6, '{}' from journal where case_id = $1`,
        [one.caseId, type, NOW, actor.account, actor.agency, JSON.stringify(body)],
      );
    await expect(row(operator, "erasure-approved", { request: asked })).rejects.toThrow(/second person/);
    await expect(row(worker, "erasure-approved", { request: asked })).rejects.toThrow(/keeps the case/);
    const erased = { record: false, classes: ["narrative"], request: asked };
    await expect(row(operator, "erased", erased)).rejects.toThrow(/nobody agreed/);

    await one.write(hub, operator, {
      type: "referral",
      body: { ...CALL.referrals![0]!, classes: [], purpose: "safe-place" },
    } as NewEntryInput);
    await one.write(hub, inspector, { type: "hold-placed", body: { ground: "proceeding" } });
    await expect(one.write(hub, colleague, approval)).rejects.toMatchObject(fault("held"));
    await row(colleague, "erasure-approved", { request: asked });
    await expect(row(operator, "erased", erased)).rejects.toThrow(/held/);
    await expect(eraseAgreed(hub, one.caseId, NOW)).rejects.toMatchObject(fault("held"));
    expect(await seen(hub, operator, one.caseId)).toContain(WORDS[0]);
    const { rows } = await hub.store.owner.query(
      "select seq from journal where case_id = $1 and type = 'hold-placed'",
      [one.caseId],
    );
    const { seq } = await viewCase(hub, inspector, one.caseId, NOW);
    const lifted: NewEntryInput = { type: "hold-lifted", body: { hold: rows[0].seq } };
    await writeEntry(hub, inspector, one.caseId, { after: seq, entry: lifted }, request());
    expect(await eraseAgreed(hub, one.caseId, NOW)).toHaveLength(1);
    expect(await seen(hub, operator, one.caseId)).not.toContain(WORDS[0]);
    // The service's own role erases nothing, whatever it writes.
    for (const [agency, says] of [
      [operator.agency, /the service erases nothing/],
      ["arasha", /takes no part/],
    ] as const) {
      const as = { ...operator, agency };
      const erasing = asActor(hub.store.app, as, NOW, (tx) =>
        tx.query(
          `insert into journal values ('${one.caseId}', 99, 'erased', 1, now(), now(), '${operator.account}', '${agency}', '${JSON.stringify(erased)}', '{}')`,
        ),
      );
      await expect(erasing).rejects.toThrow(says);
    }
  });
});

describe("erasing, holding, restoring and telling, in any order", () => {
  it("leaves open exactly what a plain list of what was told says", async () => {
    const classes = ["narrative", "health", "plan"] as const;
    const Step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant("tell" as const), of: fc.constantFrom(...classes) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("erase" as const), of: fc.constantFrom(...classes) }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: "hold" as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: "lift" as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: "lose-secrets-again" as const }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 6, maxLength: 9 }), async (steps) => {
        const call = { report: { channel: "phone", place: "TL-N", reportedBy: "survivor" } } as const;
        const { caseId, seq } = await openCase(hub, operator, call, request());
        let after = seq;
        const write = async (actor: Actor, entry: NewEntryInput) => {
          after = (await writeEntry(hub, actor, caseId, { after, entry }, request())).seq;
          return after;
        };
        await write(operator, {
          type: "referral",
          body: { ...CALL.referrals![0]!, classes: [] },
        } as NewEntryInput);
        // The model: what was told, class by class; what is gone leaves the list.
        let living: { readonly of: string; readonly text: string }[] = [];
        let hold: number | null = null;
        for (const [at, step] of steps.entries()) {
          if (step.kind === "tell") {
            const text = `told ${at}`;
            await write(operator, { type: "note", body: { class: step.of }, sealed: { text } });
            living.push({ of: step.of, text });
          } else if (step.kind === "erase" && hold === null && living.some(({ of }) => of === step.of)) {
            const asked = await write(operator, asking([step.of]));
            await write(colleague, { type: "erasure-approved", body: { request: asked } });
            after = (await eraseAgreed(hub, caseId, NOW))[0]!.seq;
            living = living.filter(({ of }) => of !== step.of);
          } else if (step.kind === "hold" && hold === null) {
            hold = await write(inspector, { type: "hold-placed", body: { ground: "proceeding" } });
            if (living.length > 0) {
              const asked = await write(operator, asking([living[0]!.of as DataClass]));
              const approved = { type: "erasure-approved", body: { request: asked } } as const;
              await expect(write(colleague, approved)).rejects.toThrow();
              // Left open, it is agreed to once the hold is gone: the model asks anew then.
              await write(inspector, { type: "hold-lifted", body: { hold } });
              await write(colleague, approved);
              after = (await eraseAgreed(hub, caseId, NOW))[0]!.seq;
              const gone = living[0]!.of;
              living = living.filter(({ of }) => of !== gone);
              hold = null;
            }
          } else if (step.kind === "lift" && hold !== null) {
            await write(inspector, { type: "hold-lifted", body: { hold } });
            hold = null;
          } else if (step.kind === "lose-secrets-again") {
            expect(await settleErasures(hub.store, caseId)).toBe(0);
          }
          const { entries } = await viewCase(hub, operator, caseId, NOW);
          const read = entries.flatMap(({ sealed }) => (sealed ? [String(sealed.text)] : []));
          expect(read).toEqual(living.map(({ text }) => text));
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe("the schedule", () => {
  it("erases years later what two persons agreed to, and names what waits, is held, or was told for a proceeding", async () => {
    const [told, held, waiting, charged] = [
      await herCase(),
      await herCase(),
      await herCase(),
      await herCase(),
    ];
    for (const one of [told, held, waiting, charged]) {
      await one.write(hub, operator, {
        type: "referral",
        body: { ...CALL.referrals![0]!, classes: [] },
      } as NewEntryInput);
      if (one === charged)
        await one.write(hub, inspector, {
          type: "proceeding-opened",
          body: { track: "criminal", norm: "testland.penal-1990.10" },
        });
      if (one === held)
        await one.write(hub, inspector, { type: "hold-placed", body: { ground: "proceeding" } });
      await one.write(hub, inspector, { type: "closing", body: { closing: "safe" } });
      if (one === held) await one.write(hub, operator, asking(["narrative"]));
      else if (one !== waiting) await agree(one, ["narrative"]);
    }
    const mine = new Map([told, held, waiting, charged].map(({ caseId }, at) => [caseId, at]));
    const on = async (day: string, dryRun: boolean) => {
      const found = await retention(hub, day, NOW, { dryRun });
      return found
        .filter(({ caseId }) => mine.has(caseId))
        .map(({ caseId, state, classes, erased }) => [mine.get(caseId), state, classes.length, erased.length])
        .sort();
    };
    expect(await on("2026-06-30", false)).toEqual([]);
    const due = [
      [0, "agreed", 1, 0],
      [1, "held", 1, 0],
      [2, "waits", 1, 0],
    ];
    expect(await on("2026-07-01", true)).toEqual(due);
    expect(await seen(hub, operator, told.caseId)).toContain(WORDS[0]);
    expect(await on("2026-07-01", false)).toEqual([[0, "agreed", 1, 1], ...due.slice(1)]);
    expect(await seen(hub, operator, told.caseId)).not.toContain(WORDS[0]);
    for (const one of [held, waiting, charged])
      expect(await seen(hub, operator, one.caseId)).toContain(WORDS[0]);
    // Even in a hundred years nothing goes whose time nobody knows.
    expect((await on("2124-07-01", true)).map(([which]) => which)).toEqual([0, 1, 2]);
  });
});

/** How many of these byte strings stand in the files of the key store's tables. */
async function filesHold(secrets: readonly Buffer[]): Promise<number> {
  const client = new pg.Client({
    connectionString: database.superuserUrl.replace(/[^/]+$/, new URL(apart.url).pathname.slice(1)),
  });
  await client.connect();
  try {
    await client.query("checkpoint");
    const { rows } = await client.query(
      "select current_setting('data_directory') || '/base/' || oid as folder from pg_database where datname = current_database()",
    );
    const files = readdirSync(rows[0].folder).map((file) => readFileSync(join(rows[0].folder, file)));
    return secrets.filter((secret) => files.some((file) => file.includes(secret))).length;
  } finally {
    await client.end();
  }
}
