import { openCase, writeEntry } from "../cases/command.ts";
import { CALL, NOW, request, type Testland, testland } from "../cases/testing.ts";
import type { MyCaseKeys, NewEntryInput, OpenCase } from "../contract/index.ts";
import { argon2, type Hasher } from "../people/password.ts";
import { openMyCase } from "./keys.ts";

/** argon2id with next to no work, and how often it was asked. */
export function countingHasher(): Hasher & { readonly verified: () => number } {
  const quick = argon2({ memoryCost: 8, timeCost: 1, parallelism: 1 });
  let verified = 0;
  return {
    hash: quick.hash,
    verify: (hashed, password) => {
      verified += 1;
      return quick.verify(hashed, password);
    },
    verified: () => verified,
  };
}

/** A case with something personal of every class in it, and the keys of its survivor's page. */
export type HerCase = Testland & {
  readonly hasher: ReturnType<typeof countingHasher>;
  readonly caseId: string;
  readonly keys: MyCaseKeys;
};

/** Words that must appear on no page of hers. */
export const PERSONAL = {
  narrative: "struck her twice in the kitchen",
  contactNote: "mornings only",
  name: "Synthetic Person",
  phone: "+000",
  address: "1 Canary Street",
  plan: "bag at the neighbour of the third floor",
  shelter: "Shelter North",
  staff: "Operator of the night",
} as const;

export async function herCase(): Promise<HerCase> {
  const land = await testland();
  const { deps, operator, shelter } = land;
  const hasher = countingHasher();
  const { caseId, seq } = await openCase(deps, operator, WITH_SHELTER, request());
  const plan: NewEntryInput = { type: "note", body: { class: "plan" }, sealed: { text: PERSONAL.plan } };
  await writeEntry(deps, operator, caseId, { after: seq, entry: plan }, request());
  await writeEntry(
    deps,
    shelter,
    caseId,
    { after: seq + 1, entry: { ...plan, sealed: { text: `${PERSONAL.plan} (2)` } } },
    request(),
  );
  const keys = await openMyCase(deps, hasher, operator, caseId, NOW);
  return { ...land, hasher, caseId, keys };
}

const WITH_SHELTER: OpenCase = {
  ...CALL,
  referrals: [
    ...(CALL.referrals ?? []),
    {
      to: "shelter",
      agency: "testland.shelter.tl-n",
      purpose: "safe-place",
      ground: { kind: "consent", language: "ru", method: "spoken" },
      classes: ["identity"],
      until: "2024-09-29T10:00:00Z",
    },
  ],
};
