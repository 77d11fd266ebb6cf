import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAccount } from "../access/actor.ts";
import { startService, type TestService } from "../api/testing.ts";
import { type ProposalView, type ProposeInput, RegisterCommitments } from "../contract/index.ts";
import { bookOf, readable } from "../site/testing.ts";
import { inTransaction } from "../store/store.ts";
import { overlayOf, withReviewed } from "./overlay.ts";
import { suggest } from "./suggestion.ts";

let service: TestService;
beforeAll(async () => {
  service = await startService({ beside: [bookOf("kz")] });
});
afterAll(() => service.close());

const text = (words: string) => ({ kk: words, ru: words, en: words });

const CLAIM: Extract<ProposeInput, { kind: "claim" }> = {
  kind: "claim",
  body: {
    claim: {
      statement: text("There were 40 shelters"),
      value: 40,
      unit: "shelters-tested",
      period: { from: "2024" },
      population: text("the country"),
      speaker: "a-tested-speaker",
      said: "a-tested-page",
      verdict: "cannot-be-checked",
    },
    speakers: [{ id: "a-tested-speaker", name: text("A ministry") }],
    documents: [
      {
        id: "a-tested-page",
        date: "2024-05",
        source: { title: "A page", url: "https://example.org/page", confidence: "secondary" },
      },
    ],
    units: [{ id: "shelters-tested", name: text("shelters") }],
  },
};

const JUDGEMENT: Extract<ProposeInput, { kind: "judgement" }> = {
  kind: "judgement",
  body: {
    country: "kz",
    treaty: "istanbul",
    judgement: {
      item: "IC-33",
      confidence: "secondary",
      answers: [
        {
          norm: "kz.uk-2014.115",
          extent: "partial",
          why: text("A reader other than the editors thinks so"),
          missing: text("Coercion without a threat"),
        },
      ],
      absent: [],
      silent: [{ until: "2026-01-01", why: text("Not read before") }],
      sources: [],
    },
  },
};

const REPORT: Extract<ProposeInput, { kind: "progress" }> = {
  kind: "progress",
  body: {
    commitment: "kz.commitment-ccpr-2025",
    report: {
      on: "2026-02",
      means: "fulfilled",
      says: text("An answer to the committee was printed"),
      sources: [{ title: "The answer", url: "https://example.org/answer", confidence: "official" }],
    },
  },
};

const PROMISE: Extract<ProposeInput, { kind: "commitment" }> = {
  kind: "commitment",
  body: {
    country: "kz",
    commitment: {
      kind: "announcement",
      text: text("Open a shelter in every region"),
      owner: text("A ministry"),
      by: text("A deputy minister"),
      to: text("A forum"),
      made: "2025-03",
      due: "2026-02-28",
      about: { items: ["IC-23a"], norms: [], treaties: ["istanbul"] },
      claims: ["CL-031"],
      sources: [{ title: "A paper", url: "https://example.org/paper", confidence: "secondary" }],
    },
  },
};

const propose = (role: string, payload: unknown) =>
  service.as(role, { method: "POST", url: "/api/registers", payload: payload as object });
const decide = (role: string, id: string, decision: string, reason = "Held against the page named") =>
  service.as(role, {
    method: "POST",
    url: `/api/registers/${id}/decision`,
    payload: { decision, reason },
  });
const rows = async (state: "pending" | "decided"): Promise<readonly ProposalView[]> =>
  (await service.as("researcher", { url: `/api/registers?state=${state}` })).json().rows;

describe("a proposal", () => {
  it("enters when another person accepts it, with a reason, and only then", async () => {
    const proposed = await propose("researcher", CLAIM);
    expect(proposed.statusCode).toBe(201);
    const { id, nr } = proposed.json();
    const known = () =>
      overlayOf(service.deps)
        .current()
        .claims.map(({ claim }) => claim.id);
    expect(known()).toEqual([]);
    const own = await decide("researcher", id, "accepted");
    expect([own.statusCode, own.json().type]).toEqual([403, "urn:arasha:problem:second-person"]);
    expect((await decide("register-editor", id, "accepted", "ok")).statusCode).toBe(422);
    expect((await decide("register-editor", id, "accepted")).statusCode).toBe(204);
    const name = `RV-${`${nr}`.padStart(3, "0")}`;
    expect(known()).toEqual([name]);
    const page = await service.app.inject({ url: `/claims/${name}?lang=en` });
    expect([page.statusCode, readable(page).includes("There were 40 shelters")]).toEqual([200, true]);
    const [decided] = await rows("decided");
    expect(decided).toMatchObject({ id, proposedBy: "Researcher", mine: true });
    expect(decided?.decision).toMatchObject({ is: "accepted", by: "Editor of the registers" });
    expect((await decide("register-editor", id, "refused")).json().errors[0].field).toBe("decision");
  });

  it("stands as a further reading beside that of the pack, on the public page", async () => {
    const url = "/treaties/istanbul/articles/33?country=kz&lang=en";
    const before = readable(await service.app.inject({ url }));
    expect(before).not.toContain("A reader other than the editors");
    const { id } = (await propose("register-editor", JUDGEMENT)).json();
    expect((await decide("researcher", id, "accepted")).statusCode).toBe(204);
    const after = readable(await service.app.inject({ url }));
    expect(after).toContain("Reviewed additions");
    expect(after).toContain("A threat of murder, grave harm");
  });

  it("tells beside the pack what was seen of a commitment, marked as reviewed", async () => {
    const url = (path: string) => `/commitments${path}country=kz&lang=en`;
    const page = async () => readable(await service.app.inject({ url: url("/kz.commitment-ccpr-2025?") }));
    const { id } = (await propose("researcher", REPORT)).json();
    expect(await page()).toContain("Nothing was reported that was found.");
    expect((await decide("researcher", id, "accepted")).statusCode).toBe(403);
    expect((await decide("register-editor", id, "accepted")).statusCode).toBe(204);
    const after = await page();
    expect(after).toContain("An answer to the committee was printed");
    expect(after).toContain("Entered in the register and reviewed on 10 March 2026");
    expect(after).toContain("since 28 February 2026");
    expect(after).not.toContain("Researcher");
    const lines = (await service.app.inject({ url: url(".json?") })).json();
    expect(lines.find(({ id: one }: { id: string }) => one === REPORT.body.commitment)).toMatchObject({
      state: "done",
      progress: [{ on: "2026-02", entered: "2026-03-10" }],
    });
    expect((await service.app.inject({ url: url(".csv?") })).body).toContain(
      "2026-02: An answer to the committee was printed (Entered in the register and reviewed on 10 March 2026)",
    );
    // Of a day before it, nothing was seen yet.
    const before = await service.app.inject({ url: url("/kz.commitment-ccpr-2025?on=2026-02-27&") });
    expect(readable(before)).toContain("Nothing was reported that was found.");
    const listed = (await service.as("researcher", { url: "/api/registers/commitments" })).json();
    const { commitments } = RegisterCommitments.parse(listed);
    expect(commitments.find(({ id: one }) => one === REPORT.body.commitment)?.state).toBe("done");
  });

  it("adds a commitment under an id of its own, on which is reported as on any other", async () => {
    const { id, nr } = (await propose("researcher", PROMISE)).json();
    const name = `kz.commitment-rv-${`${nr}`.padStart(3, "0")}`;
    const ask = () => service.app.inject({ url: `/commitments/${name}?country=kz&lang=en` });
    expect((await ask()).statusCode).toBe(404);
    expect(
      (await propose("researcher", { ...REPORT, body: { ...REPORT.body, commitment: name } })).statusCode,
    ).toBe(422);
    expect((await decide("register-editor", id, "accepted")).statusCode).toBe(204);
    const page = readable(await ask());
    expect(page).toContain("Open a shelter in every region");
    expect(page).toContain("10 days overdue");
    expect(page).toContain("Entered in the register and reviewed on 10 March 2026");
    const report = await propose("register-editor", {
      ...REPORT,
      body: { ...REPORT.body, commitment: name },
    });
    expect((await decide("researcher", report.json().id, "accepted")).statusCode).toBe(204);
    expect(readable(await ask())).toContain("since 28 February 2026, in time");
  });

  it("is refused where it does not hold against the data, in the reader's language, at its field", async () => {
    const judged = (change: object) => ({
      ...JUDGEMENT,
      body: { ...JUDGEMENT.body, judgement: { ...JUDGEMENT.body.judgement, ...change } },
    });
    const claimed = (change: object) => ({
      ...CLAIM,
      body: { ...CLAIM.body, claim: { ...CLAIM.body.claim, ...change } },
    });
    const reported = (change: object, commitment = REPORT.body.commitment) => ({
      ...REPORT,
      body: { commitment, report: { ...REPORT.body.report, ...change } },
    });
    const promised = (change: object) => ({
      ...PROMISE,
      body: { ...PROMISE.body, commitment: { ...PROMISE.body.commitment, ...change } },
    });
    const [source] = REPORT.body.report.sources;
    const answer = JUDGEMENT.body.judgement.answers?.[0];
    const bad: readonly (readonly [unknown, string])[] = [
      [judged({ item: "IC-999" }), "body.judgement.item"],
      [judged({ answers: [{ ...answer, norm: "kz.nothing.1" }] }), "body.judgement.answers.0.norm"],
      [judged({ answers: [{ ...answer, missing: undefined }] }), "body.judgement.answers.0"],
      [judged({ answers: [] }), "body.judgement.sources"],
      [judged({ silent: [] }), "body.judgement.absent"],
      [{ ...JUDGEMENT, body: { ...JUDGEMENT.body, country: "testland" } }, "body.treaty"],
      [claimed({ said: "nowhere" }), "body.claim.said"],
      [claimed({ period: undefined }), "body.claim.period"],
      [claimed({ period: { from: "2024-02-30" } }), "body.claim.period.from"],
      [claimed({ base: 0 }), "body.claim"],
      [claimed({ note: text("x".repeat(14_000)) }), "body"],
      [
        claimed({ verdict: undefined, check: { of: "figure", figure: "XX-999", within: 0 } }),
        "body.claim.check",
      ],
      [{ ...CLAIM, completes: randomUUID() }, "completes"],
      [promised({ id: "kz.commitment-mine" }), "body.commitment.id"],
      [promised({ made: "2026-04", due: "none-stated" }), "body.commitment.made"],
      [promised({ made: "2025-02-29" }), "body.commitment.made"],
      [promised({ due: "2025-02" }), "body.commitment.due"],
      [promised({ due: "soon" }), "body.commitment.due"],
      [promised({ about: { items: ["IC-999"] } }), "body.commitment.about.items.0"],
      [promised({ about: { norms: ["kz.nothing.1"] } }), "body.commitment.about.norms.0"],
      [promised({ about: { treaties: ["none"] } }), "body.commitment.about.treaties.0"],
      [promised({ claims: ["XX-999"] }), "body.commitment.claims.0"],
      [promised({ doneWhen: { of: "act-in-force", act: "none" } }), "body.commitment.doneWhen"],
      [promised({ owner: { ...text("A ministry"), ru: "" } }), "body.commitment.owner.ru"],
      [promised({ sources: [] }), "body.commitment.sources"],
      [{ ...PROMISE, body: { ...PROMISE.body, country: "xx" } }, "body.country"],
      [reported({}, "kz.commitment-none"), "body.commitment"],
      [reported({}, "xx.commitment-none"), "body.commitment"],
      [reported({ on: "2025-06" }), "body.report.on"],
      [reported({ on: "2026-02-30" }), "body.report.on"],
      [reported({ on: "2026-03-11" }), "body.report.on"],
      [reported({ on: "2026-03" }), "body.report.on"],
      [reported({}, "kz.commitment-stalking"), "body.report.means"],
      [reported({ means: "" }), "body.report.means"],
      [reported({ says: { ...text("Seen"), kk: " " } }), "body.report.says.kk"],
      [reported({ sources: [] }), "body.report.sources"],
      [reported({ sources: [{ ...source, title: "" }] }), "body.report.sources.0.title"],
      [reported({ sources: [{ ...source, url: "javascript:alert(1)" }] }), "body.report.sources.0.url"],
      [reported({ entered: "2020-01-01" }), "body.report.entered"],
    ];
    for (const [payload, field] of bad) {
      const answered = await propose("researcher", payload);
      expect([answered.statusCode, answered.json().errors?.[0].field]).toEqual([422, field]);
    }
    const twice = await propose("researcher", promised({ due: "2025-02-30" }));
    expect(twice.json().errors).toMatchObject([{ field: "body.commitment.due" }]);
    const russian = await service.as("researcher", {
      method: "POST",
      url: "/api/registers",
      headers: { "accept-language": "ru" },
      payload: judged({ item: "IC-999" }),
    });
    expect(russian.json().errors[0].message).toBe("Такого пункта в договоре нет.");
  });
});

describe("a suggestion of somebody unknown", () => {
  const SAID = {
    language: "en",
    statement: "Every second call ends with a reconciliation",
    who: "An official",
    where: "https://example.org/",
    when: "",
    about: "all calls",
    figure: "50",
    unit: "%",
  } as const;
  const NOW = "2026-03-10T09:00:00Z";
  const waiting = async () => (await rows("pending")).find(({ kind }) => kind === "suggestion");

  it("enters nothing by itself; a claim completes it, and its words are destroyed", async () => {
    await suggest(service.deps.store, SAID, NOW);
    const found = await waiting();
    expect(found).toMatchObject({ suggestion: SAID, proposedBy: null });
    const id = found?.id ?? "";
    expect((await decide("researcher", id, "accepted")).json().errors[0].field).toBe("decision");
    const claim = (await propose("researcher", { ...CLAIM, completes: id })).json();
    await decide("register-editor", claim.id, "accepted");
    expect(await waiting()).toBeUndefined();
    expect((await rows("decided")).find((row) => row.id === id)?.suggestion).toBeNull();
  });

  it("is refused with a reason, and its words are destroyed", async () => {
    await suggest(service.deps.store, SAID, NOW);
    const id = (await waiting())?.id ?? "";
    expect((await decide("researcher", id, "refused")).statusCode).toBe(204);
    const refused = (await rows("decided")).find((row) => row.id === id);
    expect(refused).toMatchObject({ suggestion: null, decision: { is: "refused" } });
  });
});

describe("the database, asked past the service", () => {
  const accountOf = (role: string) => service.accounts.find((one) => one.role === role)?.id ?? "";
  const as = (account: string | null, sql: string, values: readonly unknown[] = []) => {
    const run = async (tx: { query: (sql: string, values: unknown[]) => Promise<unknown> }) =>
      (await tx.query(sql, [...values])) as { rows: readonly Record<string, unknown>[] };
    const { app } = service.deps.store;
    return account === null ? inTransaction(app, run) : asAccount(app, account, run);
  };
  const insert = `insert into register_proposal (id, kind, target, body, sealed, proposed_by, proposed_at)
                  values ($1, $2, 'claim', $3, $4, $5, now())`;
  const decision = `insert into register_decision (proposal, decision, reason, decided_by, decided_at)
                    values ($1, 'accepted', 'for no good reason', $2, now())`;

  it("takes proposals in one's own name alone, and of the public words alone", async () => {
    const researcher = accountOf("researcher");
    const written = (account: string | null, kind: string, by: string | null) =>
      as(account, insert, [
        randomUUID(),
        kind,
        kind === "suggestion" ? null : "{}",
        kind === "suggestion" ? Buffer.from("words") : null,
        by,
      ]);
    await expect(written(researcher, "claim", researcher)).resolves.toBeDefined();
    await expect(written(researcher, "claim", accountOf("register-editor"))).rejects.toThrow("row-level");
    await expect(written(accountOf("ombudsman"), "claim", accountOf("ombudsman"))).rejects.toThrow(
      "row-level",
    );
    await expect(written(null, "claim", researcher)).rejects.toThrow("row-level");
    await expect(written(null, "claim", null)).rejects.toThrow("row-level");
    await expect(written(null, "suggestion", null)).resolves.toBeDefined();
  });

  it("lets nobody decide what she proposed, under another account of hers or in another's name", async () => {
    const [researcher, editor, id, twin] = [
      accountOf("researcher"),
      accountOf("register-editor"),
      randomUUID(),
      randomUUID(),
    ];
    await as(researcher, insert, [id, "claim", "{}", null, researcher]);
    await service.deps.store.owner.query(
      `insert into account (id, agency, role, name, registers, created_at, enrolled_at)
       values ($1, 'testland.ombudsman.tl', 'researcher', ' researcher ', true, now(), now())`,
      [twin],
    );
    await expect(as(researcher, decision, [id, researcher])).rejects.toThrow("by two");
    await expect(as(twin, decision, [id, twin])).rejects.toThrow("by two");
    await expect(as(researcher, decision, [id, editor])).rejects.toThrow("row-level");
    const outsider = accountOf("ombudsman");
    await expect(as(outsider, decision, [id, outsider])).rejects.toThrow("row-level");
    await expect(as(editor, decision, [id, editor])).resolves.toBeDefined();
    await expect(as(editor, decision, [id, editor])).rejects.toThrow("register_decision_key");
  });

  it("changes and takes out nothing, for the service and for the owner", async () => {
    for (const [table, column] of [
      ["register_proposal", "note"],
      ["register_decision", "reason"],
    ]) {
      const deeds = [
        `update ${table} set ${column} = 'something else'`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ];
      for (const deed of deeds) {
        await expect(as(accountOf("researcher"), deed)).rejects.toThrow("permission denied");
        await expect(service.deps.store.owner.query(deed)).rejects.toThrow("append-only");
      }
    }
  });

  it("shows the public what was accepted, and nothing that waits", async () => {
    const { rows: seen } = await as(null, "select id from register_proposal");
    const { rows: accepted } = await service.deps.store.owner.query(
      "select proposal as id from register_decision where decision = 'accepted'",
    );
    const ids = (list: readonly Record<string, unknown>[]) => list.map(({ id }) => id).sort();
    expect(ids(seen)).toEqual(ids(accepted));
    expect(seen.length).toBeGreaterThan(2);
    expect((await as(accountOf("ombudsman"), "select id from register_proposal")).rows).toHaveLength(
      seen.length,
    );
    await expect(
      as(null, "select sealed from register_proposal where kind = 'suggestion'"),
    ).resolves.toMatchObject({ rows: [] });
  });

  it("puts every change on the trail, and what the public suggests without an actor", async () => {
    const { rows: leaves } = await service.deps.store.owner.query(
      "select data::jsonb as data from trail where data::jsonb ->> 'kind' = 'register'",
    );
    const deeds = leaves.map(({ data }) => [data.deed, data.actor === null]);
    expect(deeds).toContainEqual(["suggested", true]);
    expect(deeds).toContainEqual(["proposed", false]);
    expect(deeds).toContainEqual(["accepted", false]);
    expect(deeds).toContainEqual(["refused", false]);
    expect(JSON.stringify(leaves)).not.toContain("reconciliation");
  });
});

it("leaves the pack's judgements as they are where nothing was accepted", () => {
  const ours = { treaty: "istanbul" } as Parameters<typeof withReviewed>[0];
  expect(withReviewed(ours, "kz", { judgements: [] })).toBe(ours);
});
