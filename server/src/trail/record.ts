import type { Tx } from "../store/store.ts";
import { canonical } from "./canonical.ts";

/**
 * What is put on the trail. `case` is a pseudonym made with the case's own key: once that key is destroyed nobody can
 * tell which case was looked at. What was written bears another one, because its digests can be recomputed from the journal.
 * Nothing of what was read, written or searched for stands here.
 */
export type Trace =
  | CaseTrace
  | AccountTrace
  | MyCaseTrace
  | RequestTrace
  | BreachTrace
  | OversightTrace
  | RegisterTrace
  | GlassTrace;

type CaseTrace = {
  readonly at: string;
  readonly actor: string;
  readonly agency: string;
} & (
  | { readonly kind: "written"; readonly case: string; readonly entries: readonly string[] }
  /** `classes`: which kinds of personal content were opened; empty where only what is coded was read. */
  | {
      readonly kind: "read";
      readonly case: string;
      readonly upTo: number;
      readonly classes: readonly string[];
    }
  /** For a code or a number, in the cases open to her; `found`: in how many it was. */
  | {
      readonly kind: "searched";
      readonly by: "code" | "telephone" | "personal-number";
      readonly found: number;
    }
  | { readonly kind: "refused"; readonly case: string; readonly code: string; readonly route: string }
);

/** What happened to an account and to its ways in. */
export const ACCOUNT_DEEDS = [
  "invited",
  "granted",
  "requested",
  "approved",
  "withdrawn",
  "opened",
  "enrolled",
  "signed-in",
  "sign-in-failed",
  "stepped-up",
  "step-up-failed",
  "signed-out",
  "session-ended",
  /** All of hers, by an administrator. */
  "sessions-ended",
  "passkey-added",
  "passkey-removed",
  "password-changed",
  "mail-changed",
  "deactivated",
  /** Something that is not for her role; `how` is the pattern of the route. */
  "refused",
  "declared",
] as const;
export type AccountDeed = (typeof ACCOUNT_DEEDS)[number];

/**
 * `actor` is null for the command line and for whoever failed to sign in; `account` is whose account it was, null when
 * nobody can be named. `how`: the way in, the role given, or the purpose of an invitation: ids of the pack and words of
 * this house, never what somebody typed.
 */
type AccountTrace = {
  readonly at: string;
  readonly kind: "account";
  readonly deed: AccountDeed;
  readonly actor: string | null;
  readonly account: string | null;
  readonly how: string;
};

/**
 * What happened at the door of a survivor's own page. `coerced`: with the secret she is forced to give. `failed` has no
 * actor, and as `case` a name made of the code as it was typed, whether or not a case has it.
 */
export type MyCaseDeed = "entered" | "coerced" | "failed";

type MyCaseTrace = {
  readonly at: string;
  readonly kind: "my-case";
  readonly deed: MyCaseDeed;
  readonly actor: string | null;
  readonly case: string;
};

/**
 * A legal request for data was read, or something was done about it. `request` is a name made with a key of this
 * installation; `entry` the SHA-256 of what was written, null where it was only read.
 */
type RequestTrace = {
  readonly at: string;
  readonly kind: "request";
  readonly deed: string;
  readonly actor: string;
  readonly agency: string;
  readonly request: string;
  readonly entry: string | null;
};

/** Something was written about a breach of personal data; `actor` is null for the command line. */
type BreachTrace = {
  readonly at: string;
  readonly kind: "breach";
  readonly deed: string;
  readonly actor: string | null;
  readonly breach: string;
  readonly entry: string;
};

/**
 * Emergency access: broken, with the coded reason; ended before its time; `wrong-code` with a name made of the code as it was
 * typed, whether or not a case has it. `glass` is the use, null where there was none.
 */
type GlassTrace = {
  readonly at: string;
  readonly kind: "glass";
  readonly deed: "broken" | "ended" | "wrong-code";
  readonly actor: string;
  readonly agency: string;
  readonly case: string;
  readonly glass: string | null;
  readonly reason: string | null;
};

/** What those did who review how access is used, and whoever they asked. */
export type OversightDeed = "listed" | "asked" | "answered" | "closed" | "planted" | "lifted";

/** `how`: what was listed, or what was found: words of this house. */
type OversightTrace = {
  readonly at: string;
  readonly kind: "oversight";
  readonly deed: OversightDeed;
  readonly actor: string;
  readonly alert: string | null;
  readonly how: string;
};

/**
 * Something was proposed for a register everybody reads, or decided. `entry`: the SHA-256 of what was written. Whoever suggests
 * something as one of the public is no actor here.
 */
type RegisterTrace = {
  readonly at: string;
  readonly kind: "register";
  readonly deed: "suggested" | "proposed" | "accepted" | "refused";
  readonly actor: string | null;
  readonly proposal: string;
  readonly entry: string;
};

/** A row for the trail; whoever writes it does so in the transaction it tells of. */
export type TrailRow = { readonly recorded_at: string; readonly data: string };

export function trailRow(trace: Trace): TrailRow {
  return { recorded_at: trace.at, data: canonical({ v: 1, ...trace }) };
}

/** Puts one trace on the trail. */
export async function record(tx: Tx, trace: Trace): Promise<void> {
  const { recorded_at, data } = trailRow(trace);
  await tx.query({
    name: "trail-write",
    text: "insert into trail (recorded_at, data) values ($1, $2)",
    values: [recorded_at, data],
  });
}
