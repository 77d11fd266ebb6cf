import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALL } from "../cases/testing.ts";
import { deedsOf } from "./door.testing.ts";
import { startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

async function opened(): Promise<string> {
  const answer = await service.as("hotline-operator", {
    method: "POST",
    url: "/api/cases",
    headers: { "idempotency-key": randomUUID() },
    payload: { ...CALL, referrals: [] },
  });
  return answer.json().caseId;
}

/** What the trail gained while something was done, but for signing in. */
async function traced(act: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const all = async () =>
    (await service.deps.store.owner.query("select nr, data from trail order by nr")).rows;
  const before = new Set((await all()).map(({ nr }) => nr));
  await act();
  const gained = (await all()).filter(({ nr }) => !before.has(nr)).map(({ data }) => JSON.parse(data));
  return gained.filter(({ kind }) => kind !== "account");
}

const read = (role: string, caseId: string) => service.as(role, { url: `/api/cases/${caseId}` });

describe("the trace of having looked", () => {
  it("is left by every look, in the name of the one who looked", async () => {
    const caseId = await opened();
    const traces = await traced(() => read("hotline-operator", caseId));
    const operator = service.accounts.find(({ role }) => role === "hotline-operator");
    expect(traces).toMatchObject([{ kind: "read", actor: operator?.id, agency: operator?.agency, upTo: 4 }]);
  });

  it("is left by every look that was refused, alike for a hidden case and for none", async () => {
    const caseId = await opened();
    for (const id of [caseId, randomUUID()]) {
      const traces = await traced(async () => expect((await read("prosecutor", id)).statusCode).toBe(404));
      expect(traces).toMatchObject([{ kind: "refused", code: "not-found", route: "/api/cases/:caseId" }]);
      expect(JSON.stringify(traces)).not.toContain(id);
    }
  });

  it("names a hidden case otherwise than those who may open it do, so that no two traces can be put together", async () => {
    const caseId = await opened();
    const [seen] = await traced(() => read("hotline-operator", caseId));
    const [refused] = await traced(() => read("prosecutor", caseId));
    const [again] = await traced(() => read("shelter-worker", caseId));
    expect(refused?.case).toBe(again?.case);
    expect(refused?.case).not.toBe(seen?.case);
  });

  it("is not left by what shows no case: the queue, the law, an address nobody has", async () => {
    expect(
      await traced(async () => {
        await service.as("police-inspector", { url: "/api/queue" });
        await service.as(null, { url: "/api/law/norms/none" });
        await service.as(null, { url: `/api/cases/${randomUUID()}` });
      }),
    ).toEqual([]);
  });

  it("is left by whoever asks for what is not for her role", async () => {
    const inspector = service.accounts.find(({ role }) => role === "police-inspector")!;
    expect((await service.as("police-inspector", { url: "/api/people" })).statusCode).toBe(403);
    expect((await deedsOf(service, inspector.id)).at(-1)).toBe("refused/GET /api/people");
  });

  it("comes before the answer: where it cannot be left, nothing is shown and nothing is said", async () => {
    const caseId = await opened();
    await service.deps.store.owner.query("revoke insert on trail from arasha_app");
    try {
      for (const role of ["hotline-operator", "prosecutor"]) {
        const answer = await read(role, caseId);
        expect(answer.statusCode).toBe(500);
        expect(answer.body).not.toContain("She");
      }
    } finally {
      await service.deps.store.owner.query("grant insert (recorded_at, data) on trail to arasha_app");
    }
  });
});
