import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCase, writeEntry } from "../cases/command.ts";
import { type Kazakhstan, kazakhstan, person, request } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import type { NewEntryInput } from "../contract/index.ts";
import { createDoor, herSession } from "./door.ts";
import { openMyCase } from "./keys.ts";
import type { MyCase } from "./page.ts";
import { countingHasher } from "./testing.ts";
import { myCase } from "./view.ts";

/** The police were told, as the law asks, and telling her so would endanger her: her page must not be what tells. */

let land: Kazakhstan;
beforeAll(async () => {
  land = await kazakhstan();
});
afterAll(() => land.close());

const NOW = "2026-05-04T06:00:00Z";
const clinician = person("clinician", "kz.health.kz-75", "health");
const colleague = person("clinician", "kz.health.kz-75", "health");

async function herPage(
  notice: "told" | "unsafe",
  { alsoByConsent = false, servesThere = false } = {},
): Promise<MyCase> {
  const { deps, inspector } = land;
  const opened = await openCase(
    deps,
    clinician,
    {
      report: { channel: "clinic", place: "KZ-75", reportedBy: "survivor" },
      persons: {
        body: { persons: [{ id: "p1", role: "survivor", age: 34 }] },
        sealed: { persons: [{ id: "p1", name: "Synthetic Person" }] },
      },
      facts: { date: "2026-05-03", acts: ["battery"], harm: "pain", relation: "spouse" },
    },
    request(NOW),
  );
  const { caseId } = opened;
  let after = opened.seq;
  const write = async (actor: typeof clinician, entry: NewEntryInput) => {
    after = (await writeEntry(deps, actor, caseId, { after, entry }, request(NOW))).seq;
  };
  const to = { to: "police", agency: inspector.agency, purpose: "police-response" } as const;
  const norm = { kind: "norm", norm: "kz.health-2020.115", notice } as const;
  await write(clinician, { type: "referral", body: { ...to, ground: norm, classes: ["identity"] } });
  await write(colleague, { type: "disclosure-approved", body: { referral: after } });
  await write(inspector, { type: "note", body: {}, sealed: { text: "what police noted" } });
  await write(inspector, {
    type: "proceeding-opened",
    body: { track: "criminal", norm: "kz.uk-2014.109-1", part: "1" },
  });
  await viewCase(deps, inspector, caseId, NOW);
  if (alsoByConsent) {
    const ground = { kind: "consent", language: "kk", method: "spoken" } as const;
    await write(clinician, {
      type: "referral",
      body: { ...to, ground, classes: [], until: "2026-06-04T06:00:00Z" },
    });
  }
  if (servesThere) {
    const persons = [{ id: "p2", role: "respondent" as const, servesIn: inspector.agency }];
    await write(clinician, { type: "persons", body: { persons } });
  }
  const hasher = countingHasher();
  const keys = await openMyCase(deps, hasher, clinician, caseId, NOW);
  const token = await createDoor(deps, hasher)(keys, NOW);
  const session = await herSession(deps.store, token ?? "", NOW);
  const page = session && !session.harmless ? await myCase(deps, session, NOW) : null;
  if (page === null) throw new Error("her page did not open");
  return page;
}

describe("who was told without her consent", () => {
  it("is on her page, where she was told of it", async () => {
    const page = await herPage("told");
    expect(JSON.stringify(page)).toContain("kz.police.kz-75");
    expect(page.proceedings).toHaveLength(1);
  });

  it("is nowhere on it either where he serves with them, nor who took over: the one would tell the other", async () => {
    const untold = await herPage("unsafe", { servesThere: true });
    expect(JSON.stringify(untold)).not.toContain("kz.police");
    const told = await herPage("told", { servesThere: true });
    expect(told.participants.map(({ agency }) => agency)).toEqual(["kz.health.kz-75", "kz.police.kz-19"]);
  });

  it("is nowhere on it where telling her would endanger her: not who, not what they did, not that they looked", async () => {
    const page = await herPage("unsafe");
    expect(JSON.stringify(page)).not.toContain("kz.police");
    expect(page.proceedings).toEqual([]);
    expect(page.duties.filter(({ of }) => of?.includes("police"))).toEqual([]);
  });

  it("is on it once she agreed to it as well", async () => {
    expect(JSON.stringify(await herPage("unsafe", { alsoByConsent: true }))).toContain("kz.police.kz-75");
  });
});
