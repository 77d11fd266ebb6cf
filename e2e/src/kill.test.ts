import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dataFolder, type Running, signIn, startArasha } from "./server.ts";

/** What a client knows after sending a request: the answer, or that none came. */
type Answer = { readonly status: number; readonly caseId: string | null } | null;

let data: ReturnType<typeof dataFolder>;
let running: Running | undefined;
beforeEach(() => {
  data = dataFolder();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  data.remove();
});

async function report(arasha: Running, cookie: string, key: string): Promise<Answer> {
  try {
    const answer = await fetch(`${arasha.address}/api/cases`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: arasha.address, cookie, "idempotency-key": key },
      body: JSON.stringify({
        report: {
          channel: "phone",
          place: "TL-N",
          reportedBy: "survivor",
          sealed: { account: `key ${key}` },
        },
      }),
    });
    const body = (await answer.json()) as { caseId?: string };
    return { status: answer.status, caseId: body.caseId ?? null };
  } catch {
    return null;
  }
}

async function allCases(arasha: Running, cookie: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const answer = await fetch(`${arasha.address}/api/cases?limit=200${query}`, { headers: { cookie } });
    const page = (await answer.json()) as { rows: { caseId: string }[]; next: string | null };
    found.push(...page.rows.map((row) => row.caseId));
    cursor = page.next;
  }
  return found;
}

const REPORTS = 1000;
const OPERATOR = "Operator";
/** What is killed and what must come back is the same in every country: the one with little law is up soonest. */
const START = { cases: 0, country: "testland" };

/** Who is killed in the middle, and how: both without a word of warning. */
const VICTIMS: [string, (arasha: Running) => Promise<void>][] = [
  [
    "the server",
    async (arasha) => {
      arasha.process.kill("SIGKILL");
      await once(arasha.process, "exit");
    },
  ],
  [
    "PostgreSQL",
    async (arasha) => {
      process.kill(postmaster(data.path), "SIGKILL");
      // Arasha brings it back by itself or says that it cannot; either way it is started anew here.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await arasha.stop();
    },
  ],
];

function postmaster(folder: string): number {
  const [pid] = readFileSync(join(folder, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n");
  return Number(pid);
}

describe.each(VICTIMS)("killing %s in the middle of a thousand reports", (_, kill) => {
  it("loses none that was acknowledged and doubles none that was sent again", {
    timeout: 180_000,
  }, async () => {
    const arasha = await startArasha(data.path, START);
    running = arasha;
    const cookie = await signIn(arasha, OPERATOR);
    const keys = Array.from({ length: REPORTS }, () => randomUUID());
    let answered = 0;
    const sent = keys.map((key) =>
      report(arasha, cookie, key).then((answer) => {
        if (answer?.status === 201) answered += 1;
        return answer;
      }),
    );
    while (answered < REPORTS / 4) await new Promise((resolve) => setTimeout(resolve, 5));
    await kill(arasha);
    running = undefined;
    const before = await Promise.all(sent);
    const acknowledged = before.filter((answer) => answer?.status === 201);
    // The blow fell in the middle: some were told, some were not.
    expect(acknowledged.length).toBeGreaterThanOrEqual(REPORTS / 4);
    expect(acknowledged.length).toBeLessThan(REPORTS);

    const again = await startArasha(data.path, START);
    running = again;
    const newCookie = await signIn(again, OPERATOR);
    const kept = new Set(await allCases(again, newCookie));
    for (const answer of acknowledged) expect(kept).toContain(answer?.caseId);

    const after: Answer[] = [];
    for (let at = 0; at < keys.length; at += 50)
      after.push(...(await Promise.all(keys.slice(at, at + 50).map((key) => report(again, newCookie, key)))));
    for (const [index, answer] of after.entries()) {
      expect(answer?.status).toBe(201);
      if (before[index]?.status === 201) expect(answer?.caseId).toBe(before[index]?.caseId);
    }
    const all = await allCases(again, newCookie);
    expect(all).toHaveLength(REPORTS);
    expect(new Set(all)).toEqual(new Set(after.map((answer) => answer?.caseId)));
  });
});
