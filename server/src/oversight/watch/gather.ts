import type { Country } from "@arasha/packs";
import { nameHalf, TRAIL } from "../../journal/halves.ts";
import { contextOf } from "../../journal/key-ring.ts";
import { bothHalves, INSTALLATION, type Keys } from "../../store/keys.ts";
import type { Store } from "../../store/store.ts";
import type { Look } from "./findings.ts";

/** Reads the trail from where it last stopped, and knows which case stands behind a name while its key is there. */
export type Gatherer = {
  /** The looks that got their place on the trail since the last time; the first time those since `from`. */
  readonly next: () => Promise<readonly Look[]>;
  /** The case behind a name; null where its key is gone. */
  readonly caseOf: (name: string) => Promise<string | null>;
};

/** How many leaves are read at once. */
const BATCH = 5_000;

export function createGatherer(
  { owner, keys }: Pick<Store, "owner" | "keys">,
  { oversight }: Pick<Country, "oversight">,
  from: string,
): Gatherer {
  const cases = new Map<string, string>();
  let after: number | null = null;
  return {
    caseOf: async (name) => {
      if (!cases.has(name)) await learnNames(owner, keys, cases);
      return cases.get(name) ?? null;
    },
    next: async () => {
      // In the order of their places nothing is passed over: a row that is committed late gets a later place.
      after ??= await firstLeaf(owner, from);
      const looks: Look[] = [];
      for (;;) {
        const rows: readonly Row[] = await leavesAfter(owner, after);
        const last = rows.at(-1);
        if (last === undefined) return looks;
        after = last.leaf;
        const told = rows.filter(({ kind }) => kind === "read" || kind === "refused");
        if (told.some(({ kind, name }) => kind === "read" && !cases.has(name)))
          await learnNames(owner, keys, cases);
        looks.push(...(await withCircumstances(owner, told, cases, oversight.reason)));
      }
    },
  };
}

type Row = {
  readonly leaf: number;
  readonly kind: string;
  readonly at: string;
  readonly actor: string;
  readonly agency: string;
  readonly name: string;
};

async function firstLeaf(owner: Store["owner"], from: string): Promise<number> {
  const { rows } = await owner.query(
    `select coalesce(min(leaf), (select coalesce(max(leaf), -1) + 1 from trail)) - 1 as leaf
       from trail where recorded_at >= $1 and leaf is not null`,
    [from],
  );
  return rows[0].leaf;
}

async function leavesAfter(owner: Store["owner"], leaf: number): Promise<readonly Row[]> {
  const { rows } = await owner.query(
    `select leaf, data::jsonb ->> 'kind' as kind, recorded_at as at, data::jsonb ->> 'actor' as actor,
            data::jsonb ->> 'agency' as agency, data::jsonb ->> 'case' as name
       from trail where leaf > $1 order by leaf limit $2`,
    [leaf, BATCH],
  );
  return rows;
}

/** The names of cases on the trail, made anew from the key of each. */
async function learnNames(owner: Store["owner"], keys: Keys, cases: Map<string, string>): Promise<void> {
  const { rows } = await owner.query(
    `select k.case_id as "caseId", k.kek, k.wrapped from case_key k
      where k.class = 'trail' and not exists (select from unnest($1::uuid[]) as known where known = k.case_id)`,
    [[...cases.values()]],
  );
  const halves = await keys.secrets.ofMany(rows.map(({ caseId }) => caseId));
  const opened = await keys.unwrap(
    rows.map(({ caseId, kek, wrapped }) => ({
      holder: INSTALLATION,
      kek,
      wrapped,
      context: contextOf(caseId, { class: TRAIL, author: "", version: 1 }),
    })),
  );
  for (const [at, { caseId }] of rows.entries()) {
    const half = nameHalf(halves.get(caseId) ?? []);
    const own = opened[at] ?? null;
    // Of a case that was erased nobody can tell any more which looks were at it.
    if (own !== null && half !== null)
      cases.set(keys.caseOnTrail(bothHalves(own, half, TRAIL), caseId), caseId);
  }
}

/** Who she was, whether she had a reason, and whether anybody can have had one. */
async function withCircumstances(
  owner: Store["owner"],
  rows: readonly Row[],
  cases: ReadonlyMap<string, string>,
  { news, own }: Country["oversight"]["reason"],
): Promise<readonly Look[]> {
  const { rows: around } = await owner.query(
    `select a.role,
            exists (select from duty d where d.case_id = l.case_id and d.agency = l.agency and d.started_at <= l.at
                       and (d.met_at is null or d.met_at > l.at) and (d.void_at is null or d.void_at > l.at))
            or exists (select from journal j where j.case_id = l.case_id and j.recorded_at <= l.at and j.type <> 'glass-broken'
                          and (j.recorded_at > l.at - $5::interval or j.actor = l.account and j.recorded_at > l.at - $6::interval))
            or exists (select from glass g where g.case_id = l.case_id and g.account = l.account
                          and g.opened_at <= l.at and g.until >= l.at) as reason,
            exists (select from canary c where c.case_id = l.case_id) as canary
       from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[]) with ordinality as l (case_id, agency, account, at, nr)
       left join account a on a.id = l.account
      order by l.nr`,
    [
      rows.map(({ name }) => cases.get(name) ?? null),
      rows.map(({ agency }) => agency),
      rows.map(({ actor }) => actor),
      rows.map(({ at }) => at),
      news,
      own,
    ],
  );
  return rows.map(({ at, actor, kind, name }, index) => ({
    at,
    account: actor,
    role: around[index].role ?? "",
    kind: kind as Look["kind"],
    name,
    caseId: cases.get(name) ?? null,
    hasReason: around[index].reason,
    canary: around[index].canary,
  }));
}
