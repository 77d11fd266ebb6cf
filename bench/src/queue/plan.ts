import type pg from "pg";
import type { Recorded } from "./statements.ts";

/** How the database went about one statement. */
export type Plan = {
  readonly name: string;
  readonly ms: number;
  /** Rows read on the way, whether or not they were given back. */
  readonly rowsRead: number;
  readonly rowsGiven: number;
  /** `Index Scan on duty by duty_queue`: every step that reads a table, once. */
  readonly reads: readonly string[];
  /** True when a table was read from end to end. */
  readonly wholeTable: boolean;
};

type Node = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
};

/** Runs each statement once more under EXPLAIN ANALYZE, as the service would: beneath row-level security. */
export async function explain(client: pg.Client, { begin, statements }: Recorded): Promise<readonly Plan[]> {
  await client.query(begin);
  const plans: Plan[] = [];
  for (const { name = "unnamed", text, values } of statements) {
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...values]);
    const [{ Plan: root, "Execution Time": ms }] = rows[0]["QUERY PLAN"];
    plans.push(planOf(name, ms, root));
  }
  await client.query("rollback");
  return plans;
}

/** Reads PostgreSQL's JSON form of a plan. `Actual Rows` and removed rows are averages over the loops. */
export function planOf(name: string, ms: number, root: Node): Plan {
  const scans = nodes(root).filter((node) => node["Relation Name"] !== undefined);
  const read = (node: Node) =>
    (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  return {
    name,
    ms,
    rowsRead: Math.round(scans.reduce((sum, node) => sum + read(node), 0)),
    rowsGiven: root["Actual Rows"] * root["Actual Loops"],
    reads: [...new Set(scans.map(described))],
    wholeTable: scans.some((node) => node["Node Type"] === "Seq Scan"),
  };
}

function nodes(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodes)];
}

function described(node: Node): string {
  // A bitmap scan names its index one step below.
  const index = node["Index Name"] ?? node.Plans?.find((child) => child["Index Name"])?.["Index Name"];
  const by = index === undefined ? "" : ` by ${index}`;
  return `${node["Node Type"]} on ${node["Relation Name"]}${by}`;
}
