import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asSurvivor, type HerSession, SURVIVOR } from "../access/actor.ts";
import { openCase, writeEntry } from "../cases/command.ts";
import { rebuild } from "../cases/rebuild.ts";
import { request, type Testland, testland } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import type { MyCaseKeys, NewEntryInput } from "../contract/index.ts";
import { takeBack } from "./deeds.ts";
import { createDoor, herSession } from "./door.ts";
import { closeMyCase, openMyCase } from "./keys.ts";
import type { MyCase } from "./page.ts";
import { countingHasher } from "./testing.ts";
import { myCase } from "./view.ts";

/** A mother, the man complained of, a son who comes of age on 15 December and a daughter who is ten. */

let land: Testland;
let enter: ReturnType<typeof createDoor>;
/** For tests that change nothing on the case but keys, or what nobody else asks about. */
let theirs: Family;
const hasher = countingHasher();
beforeAll(async () => {
  land = await testland();
  enter = createDoor(land.deps, hasher);
  theirs = await family();
});
afterAll(() => land.close());

const CHILDHOOD = "2026-11-28T06:00:00Z";
const GROWN = "2026-12-20T06:00:00Z";
const UNTIL = "2027-02-28T06:00:00Z";
const PERSONS = [
  { id: "p1", role: "survivor" as const, age: 40 },
  { id: "p2", role: "respondent" as const, age: 44 },
  { id: "p3", role: "child" as const },
  { id: "p4", role: "child" as const },
];
const CONSENT = { kind: "consent", language: "kk", method: "spoken" } as const;
const agreed = (child: string, by: string) => ({ child, by, assent: "given" as const });

type Family = {
  readonly caseId: string;
  readonly code: string;
  readonly write: (entry: NewEntryInput, now?: string, actor?: Actor) => Promise<number>;
};

/** The mother agreed that the shelter reads both children's records and her own names, and the police what she told. */
async function family(): Promise<Family> {
  const opened = await openCase(
    land.deps,
    land.operator,
    {
      report: {
        channel: "phone",
        place: "TL-N",
        reportedBy: "survivor",
        limits: { said: "said", language: "kk" },
        sealed: { account: "what she told" },
      },
      persons: {
        body: {
          persons: PERSONS,
          relations: ["p3", "p4"].map((child) => ({
            child,
            adult: "p1",
            relation: "parent" as const,
            represents: "yes" as const,
          })),
        },
        sealed: {
          persons: [
            { id: "p1", name: "canary of hers" },
            { id: "p3", name: "canary of his", born: "2008-12-15" },
            { id: "p4", name: "canary of the small one", born: "2016-05-01" },
          ],
        },
      },
      facts: { date: "2026-11-27", acts: ["battery"], harm: "pain", relation: "spouse" },
    },
    request(CHILDHOOD),
  );
  const { caseId, code } = opened;
  const write: Family["write"] = async (entry, now = CHILDHOOD, actor = land.operator) => {
    const { rows } = await land.deps.store.owner.query(
      "select max(seq) as after from journal where case_id = $1",
      [caseId],
    );
    return (await writeEntry(land.deps, actor, caseId, { after: rows[0].after, entry }, request(now))).seq;
  };
  await write(
    refer(land.shelter, ["identity", "child/p3", "child/p4"], [agreed("p3", "p1"), agreed("p4", "p1")]),
  );
  await write(refer(land.inspector, ["narrative"], []));
  return { caseId, code, write };
}

function refer(
  { agency, agencyKind }: Pick<Actor, "agency" | "agencyKind">,
  classes: readonly string[],
  children: readonly object[],
): NewEntryInput {
  const body = {
    to: agencyKind,
    agency,
    purpose: "safe-place",
    ground: CONSENT,
    classes,
    until: UNTIL,
    children,
  };
  return { type: "referral", body } as NewEntryInput;
}

const keysOf = (caseId: string, child: string | null, now = GROWN, actor = land.operator) =>
  openMyCase(land.deps, hasher, actor, caseId, now, child);

async function session(typed: { readonly code: string; readonly secret: string }, now = GROWN) {
  const token = await enter(typed, now);
  const found = token === null ? null : await herSession(land.deps.store, token, now);
  return found as (HerSession & { readonly harmless: boolean }) | null;
}

async function pageOf(keys: MyCaseKeys, now = GROWN): Promise<MyCase> {
  const found = await session(keys, now);
  const page = found && (await myCase(land.deps, found, now));
  if (!page) throw new Error("the page did not open");
  return page;
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    ({ code, fields = [] }) => [code, ...fields.map(({ message }: { message: string }) => message)].join(" "),
  );

describe("keys to a page of his own", () => {
  it("are handed to a child of the case who has surely come of age, and to nobody else", async () => {
    const { caseId, write } = await family();
    expect(await refusal(keysOf(caseId, "p3", CHILDHOOD))).toBe("invalid notOfAge");
    for (const [child, why] of [
      ["p4", "notOfAge"],
      ["p1", "noSuchChild"],
      ["p2", "complainedOfPage"],
      ["p9", "noSuchChild"],
    ] as const)
      expect(await refusal(keysOf(caseId, child)), child).toBe(`invalid ${why}`);
    expect(await refusal(keysOf(caseId, "p3", GROWN, land.prosecutor))).toBe("not-found");
    // The police never read his record: that a consent for him ended with his childhood tells it without the date.
    const pages = async (now: string) =>
      (await viewCase(land.deps, land.inspector, caseId, now)).children.map(({ ownPage }) => ownPage);
    expect(await pages(CHILDHOOD)).toEqual([null, null]);
    expect(await pages(GROWN)).toEqual([{ since: null }, null]);
    const { code } = await keysOf(caseId, "p3", GROWN, land.inspector);
    expect(await pages(GROWN)).toEqual([{ since: GROWN }, null]);
    expect((await viewCase(land.deps, land.operator, caseId, GROWN)).myCaseSince).toBeNull();
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    // Whoever is complained of has none, whatever he was noted as before.
    await write(
      {
        type: "persons",
        body: { persons: PERSONS.map((one) => (one.id === "p3" ? { ...one, role: "respondent" } : one)) },
      },
      GROWN,
    );
    expect(await refusal(keysOf(caseId, "p3"))).toBe("invalid complainedOfPage");
  });

  it("open his page under a code of his own: hers opens it not, nor his hers", async () => {
    const { caseId, code } = theirs;
    const [hers, his] = [await keysOf(caseId, null), await keysOf(caseId, "p3")];
    expect(hers.code).toBe(code);
    expect(his.code).not.toBe(code);
    for (const secret of [his.secret, his.duress]) expect(await session({ code, secret })).toBeNull();
    for (const secret of [hers.secret, hers.duress])
      expect(await session({ code: his.code, secret })).toBeNull();
    expect((await session(his))?.page).toEqual({ child: "p3", code: his.code });
    expect((await session(hers))?.page).toBeNull();
    // Each is ended without the other.
    await closeMyCase(land.deps, land.operator, caseId, GROWN, "p3");
    expect(await session(his)).toBeNull();
    expect(await session(hers)).not.toBeNull();
    const again = await keysOf(caseId, "p3");
    await closeMyCase(land.deps, land.operator, caseId, GROWN);
    expect(await session(hers)).toBeNull();
    expect(await session(again)).not.toBeNull();
  });
});

describe("the page of one who has come of age", () => {
  it("is of his record alone, and hers has it no more", async () => {
    const { caseId, code, write } = await family();
    const norm = "testland.family-2010.12";
    await write(
      { type: "protective-order-issued", body: { norm, consent: "agrees" } },
      CHILDHOOD,
      land.inspector,
    );
    const [hers, his] = [await keysOf(caseId, null), await keysOf(caseId, "p3")];
    await write(refer(land.shelter, ["child/p3"], [agreed("p3", "self")]), GROWN);
    await viewCase(land.deps, land.shelter, caseId, GROWN);
    await viewCase(land.deps, land.inspector, caseId, GROWN);
    const mine = await pageOf(his);
    expect(mine).toMatchObject({
      code: his.code,
      ofGrown: true,
      orders: [],
      proceedings: [],
      safeContact: null,
    });
    expect(
      mine.participants.map(({ agency, grants }) => [agency, grants.map(({ classes }) => classes)]),
    ).toEqual([
      [land.operator.agency, []],
      [land.shelter.agency, [["child/p3"]]],
    ]);
    // Who looked at his record did; who only looked at the case is not his to know.
    const readers = (page: MyCase) =>
      new Set(page.looks.filter(({ kind }) => kind === "read").map(({ agency }) => agency));
    expect(readers(mine)).toEqual(new Set([land.operator.agency, land.shelter.agency]));
    expect(new Set(mine.looks.flatMap(({ classes }) => classes))).toEqual(new Set(["child/p3"]));
    const text = JSON.stringify(mine);
    for (const one of [code, land.inspector.agency, norm, "canary", "child/p4", "identity", "narrative"])
      expect(text, one).not.toContain(one);

    const page = await pageOf(hers);
    expect(JSON.stringify(page)).not.toContain("p3");
    expect(
      page.participants.flatMap(({ grants }) => grants.flatMap(({ classes }) => classes)).sort(),
    ).toEqual(["child/p4", "identity", "narrative"]);
    expect(page.orders).toHaveLength(1);
    expect(readers(page)).toContain(land.inspector.agency);
    // That he opened his page is on his alone, and that she opened hers on hers.
    const opened = (one: MyCase) => one.looks.filter(({ kind }) => kind === "entered").length;
    expect([opened(await pageOf(his)), opened(await pageOf(hers))]).toEqual([2, 2]);
    await enter({ code: his.code, secret: "0000-0000-0000" }, GROWN);
    const failed = (one: MyCase) => one.looks.some(({ kind }) => kind === "failed");
    expect([failed(await pageOf(his)), failed(await pageOf(hers))]).toEqual([true, false]);
  });

  it("shows him, and not her, that he has to be asked anew", async () => {
    const { caseId } = theirs;
    const [hers, his] = [await keysOf(caseId, null), await keysOf(caseId, "p3")];
    expect((await pageOf(his)).duties.map(({ duty }) => duty)).toEqual([
      `majority/p3/${land.operator.agency}`,
      `majority/p3/${land.shelter.agency}`,
    ]);
    const page = await pageOf(hers);
    expect(page.duties.length).toBeGreaterThan(0);
    expect(page.duties.filter(({ duty }) => duty.startsWith("majority/"))).toEqual([]);
  });

  it("ends when somebody complains of him, and the door with it", async () => {
    const { caseId, write } = await family();
    const his = await keysOf(caseId, "p3");
    const open = await session(his);
    const persons = PERSONS.map((one) =>
      one.id === "p4" ? one : { ...one, respondentElsewhere: one.id === "p3" },
    );
    await write({ type: "persons", body: { persons } }, GROWN);
    expect(open && (await myCase(land.deps, open, GROWN))).toBeNull();
    expect(await session(his)).toBeNull();
  });
});

describe("what he agreed to", () => {
  it("stands in an entry of its own, which only he takes back; what she agreed to, only she", async () => {
    const { caseId, write } = await family();
    const [hers, his] = [await keysOf(caseId, null), await keysOf(caseId, "p3")];
    const mixed = refer(land.shelter, ["identity", "child/p3"], [agreed("p3", "self")]);
    expect(await refusal(write(mixed, GROWN))).toBe("invalid grownAlone");
    expect(await refusal(write(refer(land.shelter, ["child/p3"], [agreed("p3", "p1")]), GROWN))).toBe(
      "invalid ofAge",
    );
    const own = await write(refer(land.shelter, ["child/p3"], [agreed("p3", "self")]), GROWN);
    const { grants } = await viewCase(land.deps, land.operator, caseId, GROWN);
    const told = grants.find(({ classes }) => classes.includes("narrative"))?.seq ?? 0;
    const [hersOpen, hisOpen] = [(await session(hers))!, (await session(his))!];
    expect(await refusal(takeBack(land.deps, hersOpen, own, "kk", GROWN))).toBe("invalid");
    expect(await refusal(takeBack(land.deps, hisOpen, told, "kk", GROWN))).toBe("invalid");
    // Nor past the service: the database knows whose page it is.
    const past = (who: HerSession, consent: number, more: object) =>
      refusal(
        asSurvivor(land.deps.store.app, who, GROWN, (tx) =>
          tx.query(
            `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
             select $1, max(seq) + 1, 'consent-withdrawn', 1, $2, $2, $3, 'survivor', $4, '{}' from journal where case_id = $1`,
            [caseId, GROWN, SURVIVOR.account, { consent, language: "kk", ...more }],
          ),
        ),
      );
    expect(await past(hisOpen, told, { child: "p3" })).toBe("42501");
    expect(await past(hisOpen, own, {})).toBe("42501");
    expect(await past(hersOpen, told, { child: "p3" })).toBe("42501");

    await takeBack(land.deps, hisOpen, own, "kk", GROWN);
    const seen = await viewCase(land.deps, land.operator, caseId, GROWN);
    expect(seen.entries.at(-1)).toMatchObject({
      type: "consent-withdrawn",
      agency: "survivor",
      body: { consent: own, child: "p3" },
    });
    await takeBack(land.deps, hersOpen, told, "kk", GROWN);
    const forged = { type: "consent-withdrawn", body: { consent: 4, language: "kk", child: "p3" } } as const;
    expect(await refusal(write(forged, GROWN))).toBe("invalid invalidValue");
    const { before, after } = await rebuild(land.deps);
    expect(after).toEqual(before);
  });

  it("lets whom he chose into the case, and her page says that it was not she who agreed", async () => {
    const { caseId, write } = theirs;
    const hers = await keysOf(caseId, null);
    await write(refer(land.prosecutor, ["child/p3"], [agreed("p3", "self")]), GROWN);
    const chosen = (await pageOf(hers)).participants.find(({ agency }) => agency === land.prosecutor.agency);
    expect(chosen).toMatchObject({ ground: "grown", grants: [] });
  });
});

describe("the second key of his page", () => {
  it("opens the page that tells nothing, and his agencies learn that it was his; hers stays as it is", async () => {
    const { caseId, write } = theirs;
    await write({
      type: "safe-contact-agreed",
      body: {
        channel: "call",
        hours: [],
        says: { kind: "code-word" },
        language: "kk",
        until: "2026-12-28T06:00:00Z",
      },
      sealed: { to: "+000", codeWord: "plums" },
    } as NewEntryInput);
    const [hers, his] = [await keysOf(caseId, null), await keysOf(caseId, "p3")];
    const forced = async () =>
      (await viewCase(land.deps, land.operator, caseId, GROWN)).entries
        .filter(({ type }) => type === "coerced-access")
        .map(({ body }) => body);
    expect((await session({ code: his.code, secret: his.duress }))?.harmless).toBe(true);
    expect(await forced()).toEqual([{ child: "p3" }]);
    const { safeContact } = await viewCase(land.deps, land.operator, caseId, GROWN);
    expect(safeContact?.forcedSince).toBe(false);
    // Within the hour his again is not written again, hers is.
    await session({ code: his.code, secret: his.duress });
    await session({ code: hers.code, secret: hers.duress });
    expect(await forced()).toEqual([{ child: "p3" }, {}]);
    expect((await viewCase(land.deps, land.operator, caseId, GROWN)).safeContact?.forcedSince).toBe(true);
  });
});
