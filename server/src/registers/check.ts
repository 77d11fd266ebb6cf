import {
  Claim,
  type ConformityFault,
  checkJudgements,
  checkRegister,
  type Judgements,
  type Known,
  type Law,
  type Register,
  type Treaty,
} from "@arasha/law";
import {
  compiled,
  countries,
  knownFor,
  loadClaims,
  loadJudgements,
  loadLaw,
  loadTreaty,
  treaties,
} from "@arasha/packs";
import type { Deps } from "../cases/deps.ts";
import type { ClaimBody, JudgementBody } from "../contract/index.ts";
import type { FieldFault } from "../journal/refused.ts";
import { faultsOf } from "../messages/faults.ts";
import { type Accepted, claimId, judgementOf, withClaims, withReviewed } from "./overlay.ts";

/** What somebody has compared: a country's law, a treaty, and what the readers of the pack say. */
export type Compared = { readonly law: Law; readonly treaty: Treaty; readonly judgements: Judgements };

/** What is wrong with a proposed judgement, laid beside those of the pack and those accepted before; empty: nothing. */
export function judgementFaults(
  deps: Deps,
  body: JudgementBody,
  accepted: Accepted,
  now: string,
): readonly FieldFault[] {
  const compared = comparedBy(deps, body.country, body.treaty);
  if (compared === null) return [{ field: "body.treaty", message: "notCompared" }];
  const judgement = judgementOf(body, now, deps.country.pack.calendar.zone);
  const all = [...accepted.judgements, { ...body, judgement }];
  const merged = withReviewed(compared.judgements, body.country, { judgements: all });
  const faults = checkJudgements(compared.law, compared.treaty, merged);
  return faults.map((fault) => inWords(fault));
}

/** What is wrong with a proposed claim, in the register with those accepted before it; empty: nothing. */
export function claimFaults(deps: Deps, body: ClaimBody, accepted: Accepted): readonly FieldFault[] {
  const value = { ...body.claim, id: claimId(0) };
  const read = Claim.safeParse(value);
  if (!read.success)
    return faultsOf(Claim, read.error.issues, value).map((fault) => ({
      ...fault,
      field: ["body.claim", fault.field].filter((part) => part !== "").join("."),
    }));
  const { register, known } = claimsOf(deps);
  const merged = withClaims(register, {
    claims: [...accepted.claims.filter(({ claim }) => claim.id !== value.id), { ...body, claim: read.data }],
  });
  return checkRegister(merged, known)
    .filter(({ at }) => at === merged.claims.length - 1)
    .map(({ path }) => ({
      field: `body.claim.${path.join(".")}`,
      message: path[0] === "check" ? "checkOfNothing" : "notListed",
    }));
}

/** What can be judged: every country with the treaties somebody has compared its law with. */
export function comparisons(deps: Deps): readonly (Compared & { readonly country: string })[] {
  return countries().flatMap((country) =>
    treaties().flatMap((treaty) => {
      const found = comparedBy(deps, country, treaty);
      return found === null ? [] : [{ ...found, country }];
    }),
  );
}

const WORDS: Readonly<Record<string, string>> = {
  item: "notInTreaty",
  norm: "noSuchNorm",
  versions: "noSuchVersion",
  evidence: "noSuchEvidence",
  tests: "noSuchPoint",
  sources: "noSuchSource",
};

/** The place of a fault in the proposal, and what is wrong there; an item left open without a reason is a fault of the whole. */
function inWords({ of, path }: ConformityFault): FieldFault {
  const named = path.findLast((part) => typeof part === "string" && part in WORDS);
  if (of === "articles" || named === undefined)
    return { field: "body.judgement.absent", message: "openWithoutReason" };
  return { field: ["body.judgement", ...path].join("."), message: WORDS[named] ?? "invalidValue" };
}

type Read = {
  readonly compared: Map<string, Compared | null>;
  readonly laws: Map<string, Law>;
  claims?: { register: Register; known: Known };
};
const kept = new WeakMap<Deps, Read>();

/** Read when first asked for, and kept: the packs do not change while the service runs. */
function readOf(deps: Deps): Read {
  const found = kept.get(deps) ?? { compared: new Map(), laws: new Map() };
  kept.set(deps, found);
  return found;
}

function comparedBy(deps: Deps, country: string, treaty: string): Compared | null {
  const { compared } = readOf(deps);
  const key = `${country} ${treaty}`;
  const found = compared.get(key);
  if (found !== undefined) return found;
  if (!countries().includes(country) || !treaties().includes(treaty)) return null;
  const judgements = loadJudgements(country, treaty);
  const made =
    judgements === null ? null : { judgements, treaty: loadTreaty(treaty), law: lawOf(deps, country) };
  compared.set(key, made);
  return made;
}

export function claimsOf(deps: Deps): { readonly register: Register; readonly known: Known } {
  const read = readOf(deps);
  if (read.claims) return read.claims;
  const { register, country } = loadClaims();
  read.claims = { register, known: knownFor(country, lawOf(deps, country)) };
  return read.claims;
}

export function lawOf(deps: Deps, country: string): Law {
  if (country === deps.country.pack.country) return deps.law;
  const { laws } = readOf(deps);
  const law = laws.get(country) ?? compiled(loadLaw(country).pack);
  laws.set(country, law);
  return law;
}
