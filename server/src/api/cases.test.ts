import { randomUUID } from "node:crypto";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../contract/index.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const REPORT = {
  report: {
    channel: "phone",
    place: "TL-N",
    reportedBy: "survivor",
    sealed: { account: "He came back drunk" },
  },
  facts: { date: "2026-03-09", acts: ["battery"], relation: "spouse" },
  referrals: [
    {
      to: "police",
      agency: "testland.police.tl-n",
      purpose: "safe-place",
      ground: { kind: "consent", language: "ru", method: "spoken" },
      classes: ["narrative"],
      until: "2026-06-08T09:00:00Z",
    },
  ],
};

function open(payload: unknown = REPORT, key: string = randomUUID()): InjectOptions {
  return {
    method: "POST",
    url: "/api/cases",
    headers: { "idempotency-key": key },
    payload: payload as object,
  };
}

function write(caseId: string, payload: object, key: string = randomUUID()): InjectOptions {
  return {
    method: "POST",
    url: `/api/cases/${caseId}/entries`,
    headers: { "idempotency-key": key },
    payload,
  };
}

const note = (text: string) => ({ type: "note", body: {}, sealed: { text } });

async function opened(): Promise<string> {
  const answer = await service.as("hotline-operator", open());
  expect(answer.statusCode).toBe(201);
  return answer.json().caseId;
}

describe("a case over HTTP", () => {
  it("is opened once, however often the same request is sent", async () => {
    const request = open(REPORT, randomUUID());
    const first = await service.as("hotline-operator", request);
    const again = await service.as("hotline-operator", request);
    expect(first.statusCode).toBe(201);
    expect(first.headers.location).toBe(`/api/cases/${first.json().caseId}`);
    expect(again.json()).toEqual(first.json());
  });

  it("is read by the agencies it was opened to, and looks like nothing to others", async () => {
    const caseId = await opened();
    const read = { method: "GET", url: `/api/cases/${caseId}` } as const;
    const police = await service.as("police-inspector", read);
    expect(police.statusCode).toBe(200);
    expect(police.json()).toMatchObject({
      case: { caseId, place: "TL-N", acts: ["battery"] },
      asOf: NOW,
      entries: [{ type: "report", sealed: { account: "He came back drunk" } }, {}, {}],
    });
    const shelter = await service.as("shelter-worker", read);
    const nowhere = await service.as("shelter-worker", { ...read, url: `/api/cases/${randomUUID()}` });
    expect(shelter.statusCode).toBe(404);
    expect(shelter.body).toBe(nowhere.body);
  });

  it("opens no child's record by the word of whoever is complained of, for any role, already in the first report", async () => {
    const child = {
      ...REPORT,
      persons: {
        body: {
          persons: [
            { id: "p1", role: "survivor" },
            { id: "p2", role: "respondent" },
            { id: "p3", role: "child", band: "6-11" },
          ],
          relations: [{ child: "p3", adult: "p2", relation: "parent", represents: "yes" }],
        },
        sealed: { persons: [{ id: "p3", name: "Synthetic Child" }] },
      },
      referrals: REPORT.referrals.map((one) => ({
        ...one,
        classes: ["child/p3"],
        children: [{ child: "p3", by: "p2", assent: "given" }],
      })),
    };
    const refused = await service.as("hotline-operator", open(child));
    expect([refused.statusCode, Problem.parse(refused.json()).errors]).toEqual([
      422,
      [
        {
          field: "referrals.0.children",
          message: "Whoever is complained of, here or in another case, does not agree for a child.",
        },
      ],
    ]);
    const { caseId } = (
      await service.as("hotline-operator", open({ ...child, referrals: REPORT.referrals }))
    ).json();
    const consent = {
      after: 4,
      entry: {
        type: "referral",
        body: { ...child.referrals[0], agency: "testland.shelter.tl-n", to: "shelter" },
      },
    };
    for (const role of [
      "hotline-operator",
      "police-inspector",
      "prosecutor",
      "shelter-worker",
      "ombudsman",
      "administrator",
    ])
      expect((await service.as(role, write(caseId, consent))).statusCode, role).toBeGreaterThanOrEqual(400);
  });

  it("tells the one who comes second what is new, and writes nothing of hers", async () => {
    const caseId = await opened();
    const seen = 3;
    const first = await service.as("police-inspector", write(caseId, { after: seen, entry: note("first") }));
    expect(first.json()).toMatchObject({ caseId, seq: seen + 1 });
    const second = await service.as(
      "police-inspector",
      write(caseId, { after: seen, entry: note("second") }),
    );
    expect(second.statusCode).toBe(409);
    expect(Problem.parse(second.json())).toMatchObject({
      type: "urn:arasha:problem:case-moved",
      changed: [{ seq: seen + 1, type: "note", recordedAt: NOW }],
    });
    const read = await service.as("police-inspector", { method: "GET", url: `/api/cases/${caseId}` });
    expect(read.json().seq).toBe(seen + 1);
  });

  it("lets exactly one of two racing commands through", async () => {
    const caseId = await opened();
    const race = await Promise.all(
      ["one", "two", "three", "four"].map((text) =>
        service.as("police-inspector", write(caseId, { after: 3, entry: note(text) })),
      ),
    );
    expect(race.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409]);
  });

  it("refuses a key that was used for something else", async () => {
    const key = randomUUID();
    await service.as("hotline-operator", open(REPORT, key));
    const other = { ...REPORT, report: { ...REPORT.report, channel: "in-person" } };
    const answer = await service.as("hotline-operator", open(other, key));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().type).toBe("urn:arasha:problem:key-reused");
  });

  it.each([undefined, "not-a-uuid"])("needs an idempotency key, and names the header: %s", async (key) => {
    const request = { ...open(), headers: key === undefined ? {} : { "idempotency-key": key } };
    const answer = await service.as("hotline-operator", request);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field: "Idempotency-Key" }]);
  });

  it("does not let a role write what is not its own", async () => {
    const caseId = await opened();
    const closing = { after: 3, entry: { type: "closing", body: { closing: "safe" } } };
    const answer = await service.as("hotline-operator", write(caseId, closing));
    expect(answer.statusCode).toBe(403);
    expect((await service.as("ombudsman", open())).statusCode).toBe(403);
  });

  it("names a code of the country that does not exist, and those that do", async () => {
    const wrong = { ...REPORT, report: { ...REPORT.report, place: "TL-X" } };
    const answer = await service.as("hotline-operator", open(wrong));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([
      { field: "report.place", message: "`TL-X` is not one of: TL-N, TL-S." },
    ]);
  });

  it("names the field at fault by its place in what was sent", async () => {
    const early = await service.as(
      "hotline-operator",
      open({ ...REPORT, facts: { date: "2009-12-31", acts: ["battery"] } }),
    );
    expect(early.json().errors).toEqual([
      { field: "facts.date", message: "Lies before 2010-01-01, the first day the law is held for." },
    ]);
    const order = { type: "protective-order-served", body: { order: 99, refusedToSign: false } };
    const caseId = await opened();
    const served = await service.as("police-inspector", write(caseId, { after: 3, entry: order }));
    expect(served.json().errors).toEqual([
      { field: "entry.body.order", message: "This case has no such order." },
    ]);
  });
});

describe("lists over HTTP", () => {
  it("hands out the cases page by page, each once", async () => {
    await opened();
    await opened();
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const url: string = `/api/cases?limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const page = (await service.as("hotline-operator", { method: "GET", url })).json();
      seen.push(...page.rows.map(({ caseId }: { caseId: string }) => caseId));
      cursor = page.next;
    }
    const all = await service.as("hotline-operator", { method: "GET", url: "/api/cases?limit=200" });
    expect(seen).toEqual(all.json().rows.map(({ caseId }: { caseId: string }) => caseId));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    "cursor=nonsense",
    "cursor=%00",
    "limit=0",
    "limit=1e9",
    "limit=x",
    "limit=1&limit=2",
    // One half of what opens a survivor's page: it is looked for in a body, and stands in no address.
    "code=A",
    "colour=red",
  ])("answers a bad query with the field: %s", async (query) => {
    const answer = await service.as("hotline-operator", { method: "GET", url: `/api/cases?${query}` });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ field: query.split("=")[0] }]);
  });

  it("shows each agency its own queue", async () => {
    await opened();
    const queue = (await service.as("police-inspector", { method: "GET", url: "/api/queue" })).json();
    expect(queue.asOf).toBe(NOW);
    expect(queue.rows.length).toBeGreaterThan(0);
    for (const row of queue.rows) expect(row.agencyKind).toBe("police");
  });

  it("keeps an unfinished intake for its operator until it is discarded", async () => {
    const content = { acts: ["battery"], note: "ұрды" };
    const saved = await service.as("hotline-operator", {
      method: "PUT",
      url: "/api/draft",
      payload: { content },
    });
    expect(saved.json()).toEqual({ savedAt: NOW, content });
    const read = () => service.as("hotline-operator", { method: "GET", url: "/api/draft" });
    expect((await read()).json()).toEqual({ savedAt: NOW, content });
    const gone = await service.as("hotline-operator", { method: "DELETE", url: "/api/draft" });
    expect(gone.statusCode).toBe(204);
    expect((await read()).json()).toEqual({ savedAt: null, content: null });
  });

  it("counts the justice chain for those entitled to it", async () => {
    await opened();
    const url = "/api/statistics/funnel?breakOn=2022-01-01";
    const answer = await service.as("ombudsman", { method: "GET", url });
    expect(answer.json()).toMatchObject({ breakOn: "2022-01-01", before: { reported: 0 } });
    expect(answer.json().after.reported).toBeGreaterThan(0);
  });
});
