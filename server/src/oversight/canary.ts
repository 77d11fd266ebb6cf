import { randomInt, randomUUID } from "node:crypto";
import type { Agency } from "@arasha/packs";
import { type Actor, asAccount, readsOf } from "../access/actor.ts";
import { newCode } from "../cases/code.ts";
import type { Deps } from "../cases/deps.ts";
import { dutiesOf } from "../cases/law.ts";
import { ownerOf } from "../cases/project.ts";
import { type CaseSession, openSession } from "../cases/session.ts";
import type { Canaries } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { inTransaction } from "../store/store.ts";
import { record } from "../trail/record.ts";

/** How many days ago an invented case begins: long enough that nobody is curious, not so long that it stands out. */
const BEGINS = { from: 60, to: 500 } as const;

/**
 * Plants a case that nobody has a reason to open: a report without any person in it, on which nothing is owed, in the cases of
 * one agency. It is in no statistics. Whoever looks at it raises an alert. Throws `Refused` where such a case would be work.
 */
export async function plantCanary(
  deps: Deps,
  reviewer: string,
  agencyId: string,
  now: string,
): Promise<string> {
  const agency = deps.agencies.get(agencyId);
  const actor = agency && decoyOf(deps, agency);
  if (!agency || !actor)
    throw new Refused("invalid", { fields: [{ field: "agency", message: "unknownAgency" }] });
  return inTransaction(deps.store.owner, async (tx) => {
    await tx.query("select set_config('arasha.account', $1, true)", [reviewer]);
    const { rows } = await tx.query("select is_synthetic() as synthetic");
    const session = invented(deps, agency, actor, rows[0].synthetic, now);
    if (owes(deps, session, now))
      throw new Refused("invalid", { fields: [{ field: "agency", message: "canaryIsWork" }] });
    await session.commit(tx);
    await tx.query("select plant_canary($1, $2)", [session.caseId, now]);
    // Which case it is must not be read from the trail.
    await record(tx, {
      kind: "oversight",
      at: now,
      actor: reviewer,
      alert: null,
      deed: "planted",
      how: agency.id,
    });
    return session.state().report.code;
  });
}

/** The invented cases there are, and the agencies that could have one. */
export function canariesFor(
  deps: Deps,
  reviewer: string,
  now: string,
): Promise<Pick<Canaries, "canaries" | "agencies">> {
  return asAccount(deps.store.app, reviewer, async (tx) => {
    const { rows } = await tx.query(`select code, agency, planted_at as "plantedAt" from canaries()`);
    const agencies = deps.country.agencies.filter((agency) => {
      const actor = decoyOf(deps, agency);
      return actor !== null && !owes(deps, invented(deps, agency, actor, true, now), now);
    });
    return { canaries: rows, agencies: agencies.map(({ id }) => id) };
  });
}

/** Somebody who never was, of an agency that opens cases. */
function decoyOf(deps: Deps, agency: Agency): Actor | null {
  const role = deps.country.roles.find(
    ({ agencyKind, mayWrite }) => agencyKind === agency.kind && mayWrite.includes("report"),
  );
  if (!role) return null;
  return {
    account: randomUUID(),
    agency: agency.id,
    agencyKind: agency.kind,
    role: role.id,
    reads: readsOf(role),
  };
}

function invented(deps: Deps, agency: Agency, actor: Actor, synthetic: boolean, now: string): CaseSession {
  const { places, codes } = deps.country;
  const begun = Temporal.Instant.from(now).subtract({
    hours: 24 * randomInt(BEGINS.from, BEGINS.to),
    minutes: randomInt(0, 24 * 60),
  });
  const session = openSession(deps, randomUUID());
  const body = {
    code: newCode(),
    channel: codes.channels[randomInt(codes.channels.length)]?.id ?? "",
    place: agency.place ?? places[randomInt(places.length)]?.id ?? "",
    reportedBy: "anonymous" as const,
    safeContact: "none" as const,
    synthetic,
  };
  session.write({ type: "report", happenedAt: begun.toString(), body }, actor, now);
  return session;
}

function owes(deps: Deps, session: CaseSession, now: string): boolean {
  const state = session.state();
  return dutiesOf(deps, session.entries, state.facts, now).some(
    (duty) => (duty.state === "open" || duty.state === "late") && ownerOf(deps, state, duty.agency) !== null,
  );
}
