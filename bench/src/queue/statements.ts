import type pg from "pg";
import type { Actor } from "../../../server/src/access/actor.ts";
import type { Deps } from "../../../server/src/cases/deps.ts";
import { queue } from "../../../server/src/cases/queue.ts";

/** A statement the service sent, as it gave it to the driver. */
export type Statement = {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
};

export type Recorded = {
  /** What opens the transaction and says who asks. */
  readonly begin: string;
  readonly statements: readonly Statement[];
};

/**
 * The very statements the service opens a work queue with, written down on their way to the driver: what is replayed
 * bare can then never differ from what the service does.
 */
export async function recordQueue(deps: Deps, actor: Actor, limit: number, asOf: string): Promise<Recorded> {
  const sent: Statement[] = [];
  const pool = deps.store.app;
  const listen = (client: pg.PoolClient) => {
    const query = client.query.bind(client) as (statement: string | Statement) => Promise<unknown>;
    const heard = (statement: string | Statement) => {
      sent.push(typeof statement === "string" ? { text: statement, values: [] } : statement);
      return query(statement);
    };
    Object.assign(client, { query: heard });
  };
  pool.on("acquire", listen);
  try {
    await queue(deps, actor, { limit }, asOf);
  } finally {
    pool.off("acquire", listen);
  }
  const [begin, ...rest] = sent;
  const statements = rest.filter(({ text }) => text !== "commit");
  if (begin === undefined || statements.length === 0) throw new Error("the queue asked the database nothing");
  return { begin: begin.text, statements };
}

/** Sends the statements again, in one transaction on a connection of its own, and gives the rows of each. */
export async function replay(
  client: pg.Client,
  begin: string,
  statements: readonly Statement[],
): Promise<readonly (readonly unknown[])[]> {
  const answers: (readonly unknown[])[] = [];
  await client.query(begin);
  for (const { name, text, values } of statements) {
    answers.push((await client.query({ name, text, values: [...values] })).rows);
  }
  await client.query("commit");
  return answers;
}
