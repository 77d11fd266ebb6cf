import { type Country, RELATIONS } from "@arasha/packs";
import type pg from "pg";
import { inTransaction, type Tx } from "../store/store.ts";

/** The person at the keyboard, as far as rules need to know her. */
export type Actor = {
  readonly account: string;
  readonly agency: string;
  readonly agencyKind: string;
  /** Role id of the pack. */
  readonly role: string;
  /** What her role may read, and by which relation to a case: `own:identity`, `consent:contact`. */
  readonly reads: readonly string[];
};

/**
 * The one whose case it is, on her own page: no account, no agency. The account and the agency are names kept for her, by
 * which her entries are known; no pack has them. She reads no sealed content there, whoever holds her telephone.
 */
export const SURVIVOR: Actor = {
  account: "a7a5a000-0000-8000-8000-000000000001",
  agency: "survivor",
  agencyKind: "survivor",
  role: "survivor",
  reads: [],
};

/** The program itself, where it carries out what people decided: an actor on no case, known by these names in the journal. */
export const PROGRAM: Actor = {
  account: "a7a5a000-0000-8000-8000-000000000002",
  agency: "arasha",
  agencyKind: "arasha",
  role: "arasha",
  reads: [],
};
/**
 * Who sends messages to her: a program, in the name of the agency she agreed it with, as long as that takes part in the
 * case. It reads how she may be reached and nothing else. The account is a name kept for it, by which its entries are known.
 */
export function postOf(agency: string, agencyKind: string): Actor {
  return { account: POST, agency, agencyKind, role: "post", reads: ["own:contact"] };
}

export const POST = "a7a5a000-0000-8000-8000-000000000003";

/**
 * Her case, and the hash of the token of her session: the database lets her in as long as both belong together. `page`: whose it
 * is, where it is that of a child of the case who has come of age.
 */
export type HerSession = {
  readonly caseId: string;
  readonly tokenHash: Buffer;
  readonly page?: GrownPage | null;
};
/** The page of one who has come of age: under a code of its own, which opens nothing of the others. */
export type GrownPage = { readonly child: string; readonly code: string };

/** What a role of the pack may read, as row-level security takes it. */
export function readsOf(role: Country["roles"][number]): readonly string[] {
  return RELATIONS.flatMap((relation) => role.reads[relation].map((name) => `${relation}:${name}`));
}

/** Whether people in this role work on cases at all: not so who keeps the accounts or the registers, and who oversees. */
export function isOnCases({ administrator, oversight, registers }: Country["roles"][number]): boolean {
  return !administrator && !oversight && !registers;
}

/**
 * A transaction in which row-level security knows who asks, what her role may read, and what time it is (an instant,
 * ISO 8601). The context is set in the same message as `begin` and dies with the transaction, so a connection handed back
 * to the pool carries nobody's rights.
 */
export function asActor<T>(pool: pg.Pool, actor: Actor, now: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, fn, beginAs(actor, now));
}

/**
 * A transaction in the name of an account and of no agency: it sees no case. For what a person does with her own account,
 * and for everything an administrator does.
 */
export function asAccount<T>(pool: pg.Pool, account: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(
    pool,
    fn,
    `begin; select set_config('arasha.account', ${literal(account)}, true), set_config('arasha.agency', '', true)`,
  );
}

/**
 * A transaction in which row-level security knows that it is she who asks. It sees this one case, coded, as long as her
 * session is open, and no agency's rights.
 */
export function asSurvivor<T>(
  pool: pg.Pool,
  { caseId, tokenHash }: HerSession,
  now: string,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const hers = { survivor: caseId, survivor_token: tokenHash.toString("hex") };
  return inTransaction(pool, fn, beginAs(SURVIVOR, now, hers));
}

function beginAs(
  { account, agency, reads }: Actor,
  now: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const context = { account, agency, reads: reads.join(" "), at: now, ...more };
  const settings = Object.entries(context).map(
    ([name, value]) => `set_config('arasha.${name}', ${literal(value)}, true)`,
  );
  return `begin; select ${settings.join(", ")}`;
}

function literal(text: string): string {
  if (text.includes("\u0000")) throw new Error("an identifier with a NUL character");
  // Standard-conforming strings are on in every PostgreSQL this runs on; the E form makes it independent of that.
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
