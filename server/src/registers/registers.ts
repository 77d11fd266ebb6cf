import { randomUUID } from "node:crypto";
import pg from "pg";
import { asAccount } from "../access/actor.ts";
import type { Deps } from "../cases/deps.ts";
import type { Decide, ProposalView, Propose, Proposed } from "../contract/index.ts";
import { type FieldFault, Refused } from "../journal/refused.ts";
import type { Tx } from "../store/store.ts";
import { canonical, digest } from "../trail/canonical.ts";
import { record } from "../trail/record.ts";
import { claimFaults, judgementFaults } from "./check.ts";
import { commitmentFaults, progressFaults } from "./commitments.ts";
import { overlayOf } from "./overlay.ts";
import { forget, wordsOf } from "./suggestion.ts";

/**
 * The registers, as those work on them who keep them: one proposes, another accepts or refuses with a reason, and what was
 * accepted stands beside the packs. Nothing that was written here changes.
 */

/** How many proposals are shown at once. */
const MOST = 200;
/** Characters a proposal may have, counted by the database. */
const LONGEST = 40_000;

/**
 * Proposes. Throws `Refused("invalid")`, field by field, for what does not hold against the data or completes nothing open.
 */
export async function propose(deps: Deps, account: string, input: Propose, now: string): Promise<Proposed> {
  refuseFaults(faultsIn(deps, input, now));
  const completes = input.kind === "claim" ? (input.completes ?? null) : null;
  const id = randomUUID();
  return asAccount(deps.store.app, account, async (tx) => {
    if (completes !== null) {
      const [words] = await read(tx, { id: completes });
      if (words?.kind !== "suggestion" || words.decision !== null)
        throw fault("completes", "nothingToComplete");
    }
    const body = JSON.stringify(input.body);
    const values = [id, input.kind, targetOf(input), body, input.note, completes, account, now];
    const { rows } = await tx.query(
      `insert into register_proposal (id, kind, target, body, note, completes, proposed_by, proposed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning nr::integer as nr`,
      values,
    );
    const entry = digest(canonical(values));
    await record(tx, { kind: "register", at: now, deed: "proposed", actor: account, proposal: id, entry });
    return { id, nr: rows[0].nr };
  }).catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && error.constraint === "register_proposal_body")
      throw fault("body", "tooLong", { limit: LONGEST });
    throw error;
  });
}

/**
 * Accepts or refuses, once and for good. What is accepted must hold against the data and what was accepted since it was
 * proposed. Throws `Refused`: `not-found`, `second-person` for whoever proposed, `invalid`.
 */
export async function decide(
  deps: Deps,
  account: string,
  id: string,
  { decision, reason }: Decide,
  now: string,
): Promise<void> {
  const done = await asAccount(deps.store.app, account, async (tx) => {
    const [row] = await read(tx, { id });
    if (!row) throw new Refused("not-found");
    if (row.decision !== null) throw fault("decision", "alreadyDecided");
    if (row.kind === "suggestion" && decision === "accepted") throw fault("decision", "completeFirst");
    if (decision === "accepted") {
      const { kind, body, note } = row;
      refuseFaults(faultsIn(deps, { kind, body, note } as Propose, row.proposedAt));
    }
    const values = [id, decision, reason, account, now];
    await tx.query(
      `insert into register_decision (proposal, decision, reason, decided_by, decided_at) values ($1, $2, $3, $4, $5)`,
      values,
    );
    const entry = digest(canonical(values));
    await record(tx, { kind: "register", at: now, deed: decision, actor: account, proposal: id, entry });
    return row;
  }).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError)) throw error;
    if (error.constraint === "register_by_two") throw new Refused("second-person");
    if (error.constraint === "register_decision_key") throw fault("decision", "alreadyDecided");
    throw error;
  });
  if (decision === "accepted") await overlayOf(deps).refresh();
  // The words of somebody unknown are kept no longer than they are needed.
  const words = done.kind === "suggestion" ? id : decision === "accepted" ? done.completes : null;
  if (words !== null) await forget(deps.store, words);
}

/** What waits for a second person, the oldest first; or what was decided, the newest first; of one target, if one is named. */
export async function proposals(
  deps: Deps,
  account: string,
  { state, target }: { readonly state: "pending" | "decided"; readonly target?: string | undefined },
): Promise<readonly ProposalView[]> {
  const { rows, names } = await asAccount(deps.store.app, account, async (tx) => {
    const found = await tx.query("select id, name from register_names()");
    return {
      rows: await read(tx, { state, target: target ?? null }),
      names: new Map<string, string>(found.rows.map(({ id, name }) => [id, name])),
    };
  });
  const said = await wordsOf(deps.store, rows);
  return rows.map((row) => viewOf(row, account, names, said.get(row.id) ?? null));
}

function faultsIn(deps: Deps, input: Propose, now: string): readonly FieldFault[] {
  const accepted = overlayOf(deps).current();
  switch (input.kind) {
    case "claim":
      return claimFaults(deps, input.body, accepted);
    case "judgement":
      return judgementFaults(deps, input.body, accepted, now);
    case "commitment":
      return commitmentFaults(deps, input.body, accepted, now);
    case "progress":
      return progressFaults(deps, input.body, accepted, now);
  }
}

function targetOf(input: Propose): string {
  if (input.kind === "claim") return "claim";
  if (input.kind === "commitment") return `${input.body.country} commitment`;
  if (input.kind === "progress") return input.body.commitment;
  const { country, treaty, judgement } = input.body;
  return `${country} ${treaty} ${judgement.item}`;
}

type Row = {
  readonly id: string;
  readonly nr: number;
  readonly kind: ProposalView["kind"];
  readonly target: string;
  readonly body: unknown;
  readonly sealed: Buffer | null;
  readonly note: string;
  readonly completes: string | null;
  readonly proposedBy: string | null;
  readonly proposedAt: string;
  readonly decision: "accepted" | "refused" | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
};

/** A suggestion is done with when it was refused, or when a claim that completes it was accepted. */
async function read(
  tx: Tx,
  asked: {
    readonly id?: string;
    readonly state?: "pending" | "decided";
    readonly target?: string | null;
  },
): Promise<readonly Row[]> {
  const { rows } = await tx.query(
    `with one as (
       select p.id, p.nr::integer as nr, p.kind, p.target, p.body, p.sealed, p.note, p.completes,
              p.proposed_by as "proposedBy", p.proposed_at as "proposedAt",
              d.decision, d.reason, d.decided_by as "decidedBy", d.decided_at as "decidedAt",
              d.decision is not null or exists (
                select from register_proposal c join register_decision e on e.proposal = c.id
                 where c.completes = p.id and e.decision = 'accepted') as done
         from register_proposal p left join register_decision d on d.proposal = p.id)
     select * from one
      where ($1::uuid is null or id = $1) and ($2::boolean is null or done = $2) and ($3::text is null or target = $3)
      order by case when done then -nr else nr end limit $4`,
    [
      asked.id ?? null,
      asked.state === undefined ? null : asked.state === "decided",
      asked.target ?? null,
      MOST,
    ],
  );
  return rows;
}

function viewOf(
  row: Row,
  account: string,
  names: ReadonlyMap<string, string>,
  suggestion: ProposalView["suggestion"],
): ProposalView {
  const { id, nr, kind, target, note, completes, proposedAt, proposedBy } = row;
  return {
    id,
    nr,
    kind,
    target,
    claim: kind === "claim" ? (row.body as ProposalView["claim"]) : null,
    judgement: kind === "judgement" ? (row.body as ProposalView["judgement"]) : null,
    commitment: kind === "commitment" ? (row.body as ProposalView["commitment"]) : null,
    progress: kind === "progress" ? (row.body as ProposalView["progress"]) : null,
    suggestion,
    note,
    completes,
    proposedAt,
    proposedBy: proposedBy && (names.get(proposedBy) ?? null),
    mine: proposedBy === account,
    decision:
      row.decision && row.decidedBy && row.decidedAt
        ? {
            is: row.decision,
            reason: row.reason ?? "",
            by: names.get(row.decidedBy) ?? "",
            at: row.decidedAt,
          }
        : null,
  };
}

function refuseFaults(fields: readonly FieldFault[]): void {
  if (fields.length > 0) throw new Refused("invalid", { fields });
}

function fault(field: string, message: string, values: FieldFault["values"] = {}): Refused {
  return new Refused("invalid", { fields: [{ field, message, values }] });
}
