import { type Actor, asActor } from "../access/actor.ts";
import type { CaseSearch, CasesFound } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import { record } from "../trail/record.ts";
import type { Deps } from "./deps.ts";
import { type CaseRow, summaryOf } from "./list.ts";

/** So many cases at most: more with one number than that are a number noted by mistake. */
const MOST = 50;

/**
 * The case of this code, or the cases in which somebody has this number, newest first: those she may see, and of a number the
 * ones where she may read it. A case closed to her, another agency's and none at all are one answer. That she searched is on
 * the trail, what for is not.
 */
export async function searchCases(
  deps: Deps,
  actor: Actor,
  { by, number }: CaseSearch,
  now: string,
): Promise<CasesFound> {
  const sought = by === "code" ? byCode(actor, number) : await byNumber(deps, by, number);
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query<CaseRow>({ ...sought, values: [...sought.values, MOST] });
    const { account, agency } = actor;
    await record(tx, { kind: "searched", at: now, actor: account, agency, by, found: rows.length });
    return { rows: rows.map(summaryOf) };
  });
}

type Sought = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

const COLUMNS =
  "c.case_id, c.code, c.place, c.risk, c.status, c.opened_at, c.act_date, c.acts, c.relation, c.harm";

/** Also what is open to her for an emergency only has its code on its own page: here are the cases her agency takes part in. */
function byCode({ agency }: Actor, code: string): Sought {
  return {
    name: "case-by-code",
    text: `select ${COLUMNS} from case_file c join participant p on p.case_id = c.case_id
            where c.code = $1 and p.agency = $2 limit $3`,
    values: [code.toUpperCase(), agency],
  };
}

async function byNumber({ marker }: Deps, by: keyof typeof FAULT, number: string): Promise<Sought> {
  const mark = await marker.ofSearch(by, number);
  if (mark === null) throw new Refused("invalid", { fields: [{ field: "number", message: FAULT[by] }] });
  return {
    name: "case-search",
    text: `select ${COLUMNS} from case_file c where c.case_id in (select cases_with($1, $2))
            order by c.opened_at desc, c.case_id desc limit $3`,
    values: [mark.kind, mark.mark],
  };
}

const FAULT = { telephone: "notATelephone", "personal-number": "notAPersonalNumber" } as const;
