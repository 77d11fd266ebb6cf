import { randomUUID } from "node:crypto";
import { loadCountry } from "@arasha/packs";
import { type Actor, readsOf } from "../access/actor.ts";
import type { NewEntryInput, OpenCase } from "../contract/index.ts";
import { closeStore, openStore } from "../store/store.ts";
import { freshDatabase } from "../store/testing.ts";
import { createDeps, type Deps } from "./deps.ts";

/** A database of the fictional country, and people of it. */
export type Testland = {
  readonly deps: Deps;
  readonly operator: Actor;
  readonly inspector: Actor;
  readonly otherInspector: Actor;
  readonly prosecutor: Actor;
  readonly shelter: Actor;
  readonly close: () => Promise<void>;
};

export async function testland(): Promise<Testland> {
  const database = await freshDatabase();
  const store = openStore(database);
  return {
    deps: createDeps(store, loadCountry("testland")),
    operator: person("hotline-operator", "testland.hotline.tl", "hotline"),
    inspector: person("police-inspector", "testland.police.tl-n", "police"),
    otherInspector: person("police-inspector", "testland.police.tl-s", "police"),
    prosecutor: person("prosecutor", "testland.prosecutor.tl-n", "prosecutor"),
    shelter: person("shelter-worker", "testland.shelter.tl-n", "shelter"),
    close: async () => {
      await closeStore(store);
      await database.drop();
    },
  };
}

/** A database of Kazakhstan, and people of its largest city; the caller closes it. */
export type Kazakhstan = Pick<Testland, "deps" | "operator" | "inspector" | "prosecutor" | "close">;

export async function kazakhstan(): Promise<Kazakhstan> {
  const database = await freshDatabase();
  const store = openStore(database);
  return {
    deps: createDeps(store, loadCountry("kz")),
    operator: person("hotline-operator", "kz.hotline.kz", "hotline"),
    inspector: person("police-inspector", "kz.police.kz-75", "police"),
    prosecutor: person("prosecutor", "kz.prosecutor.kz-75", "prosecutor"),
    close: async () => {
      await closeStore(store);
      await database.drop();
    },
  };
}

export function person(role: string, agency: string, agencyKind: string): Actor {
  const found = loadCountry(agency.split(".")[0] ?? "").roles.find(({ id }) => id === role);
  return { account: randomUUID(), agency, agencyKind, role, reads: found ? readsOf(found) : [] };
}

export const NOW = "2024-07-01T10:00:00Z";

export function request(now = NOW, key: string = randomUUID()) {
  return { key, now };
}

/** A call about battery by a spouse, referred to the police of the north. */
export const CALL: OpenCase = {
  report: {
    channel: "phone",
    place: "TL-N",
    reportedBy: "survivor",
    sealed: { account: "He struck her twice in the kitchen." },
  },
  persons: {
    body: {
      persons: [
        { id: "p1", role: "survivor", age: 34, sex: "female" },
        { id: "p2", role: "respondent", age: 36, sex: "male" },
      ],
    },
    sealed: { persons: [{ id: "p1", name: "Synthetic Person", phone: "+000", address: "1 Canary Street" }] },
  },
  facts: { date: "2024-06-30", acts: ["battery"], harm: "pain", relation: "spouse", respondent: { age: 36 } },
  riskCheck: { body: { flags: { weapon: "no", escalation: "yes" }, judgement: "high" } },
  referrals: [
    {
      to: "police",
      agency: "testland.police.tl-n",
      purpose: "safe-place",
      ground: { kind: "consent", language: "ru", method: "spoken" },
      classes: ["identity", "contact", "address", "narrative"],
      until: "2024-09-29T10:00:00Z",
    },
  ],
};

export const note = (text: string): NewEntryInput => ({ type: "note", body: {}, sealed: { text } });
