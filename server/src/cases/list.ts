import { type Actor, asActor } from "../access/actor.ts";
import type { CaseList, CaseSummary } from "../contract/index.ts";
import { Refused } from "../journal/refused.ts";
import type { Deps } from "./deps.ts";

export type CaseRow = {
  readonly case_id: string;
  readonly code: string;
  readonly place: string;
  readonly risk: CaseSummary["risk"];
  readonly status: CaseSummary["status"];
  readonly opened_at: string;
  readonly act_date: string | null;
  readonly acts: string[];
  readonly relation: string | null;
  readonly harm: string | null;
};

/** The cases this person's agency takes part in, newest first, a page at a time. */
export function listCases(
  deps: Deps,
  actor: Actor,
  query: {
    readonly status?: "open" | "closed" | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
  now: string,
): Promise<CaseList> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  return asActor(deps.store.app, actor, now, async (tx) => {
    const { rows } = await tx.query<CaseRow>({
      name: "case-list",
      text: `select c.case_id, c.code, c.place, c.risk, c.status, c.opened_at, c.act_date, c.acts, c.relation, c.harm
               from participant p join case_file c on c.case_id = p.case_id
              where p.agency = $1
                and ($2::text is null or c.status = $2)
                and ($3::timestamptz is null or (c.opened_at, c.case_id) < ($3, $4::uuid))
              order by c.opened_at desc, c.case_id desc
              limit $5`,
      values: [
        actor.agency,
        query.status ?? null,
        after?.openedAt ?? null,
        after?.caseId ?? null,
        query.limit + 1,
      ],
    });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    return { rows: page.map(summaryOf), next: more ? writeCursor(last) : null };
  });
}

export function summaryOf(row: CaseRow): CaseSummary {
  return {
    caseId: row.case_id,
    code: row.code,
    place: row.place,
    risk: row.risk,
    status: row.status,
    openedAt: row.opened_at,
    actDate: row.act_date,
    acts: row.acts,
    relation: row.relation,
    harm: row.harm,
  };
}

function writeCursor(row: CaseRow): string {
  return Buffer.from(`${row.opened_at} ${row.case_id}`).toString("base64url");
}

const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/;

function readCursor(cursor: string): { readonly openedAt: string; readonly caseId: string } {
  const [, openedAt, caseId] = CURSOR.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (openedAt === undefined || caseId === undefined)
    throw new Refused("invalid", { fields: [{ field: "cursor", message: "invalidValue" }] });
  return { openedAt, caseId };
}
