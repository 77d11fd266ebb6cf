import { type Actor, asActor } from "../access/actor.ts";
import type { CaseSearch, CasesFound } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { record } from "../trail/record.ts";
import type { Deps } from "./deps.ts";
import { type CaseRow, summaryOf } from "./list.ts";

/** So many cases at most: more with one number than that are a number noted by mistake. */
const MOST = 50;

/**
 * The cases in which somebody has this number, newest first: those she may see, and of those the ones where she may read it.
 * A case closed to her, another agency's and none at all are one answer. That she searched is on the trail, what for is not.
 */
export async function searchCases(
  deps: Deps,
  actor: Actor,
  { by, number }: CaseSearch,
  now: string,
): Promise<CasesFound> {
  const mark = await deps.marker.ofSearch(by, number);
  if (mark === null) throw new Refused("invalid", { fields: [{ field: "number", message: FAULT[by] }] });
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query<CaseRow>({
      name: "case-search",
      text: `select c.case_id, c.code, c.place, c.risk, c.status, c.opened_at, c.act_date, c.acts, c.relation, c.harm
               from case_file c where c.case_id in (select cases_with($1, $2))
              order by c.opened_at desc, c.case_id desc limit $3`,
      values: [mark.kind, mark.mark, MOST],
    });
    const { account, agency } = actor;
    await record(tx, { kind: "searched", at: now, actor: account, agency, by, found: rows.length });
    return { rows: rows.map(summaryOf) };
  });
}

const FAULT = { telephone: "notATelephone", "personal-number": "notAPersonalNumber" } as const;
