import { DATA_CLASSES } from "@arasha/packs";
import { getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "../access/actor.ts";
import { openCase, writeEntry } from "../cases/command.ts";
import { eraseAgreed, settleErasures } from "../cases/erase.ts";
import { person, request, type Testland, testland } from "../cases/testing.ts";
import { viewCase } from "../cases/view.ts";
import type { MakeDocument, NewEntryInput, RequestView } from "../contract/index.ts";
import { approveDocument, makeDocument, serveDocument } from "./make.ts";
import { pageOf } from "./page.ts";
import { approvedDocument, previewDocument } from "./read.ts";
import {
  answerRequest,
  listRequests,
  openRequest,
  printAnswer,
  viewRequest,
  writeRequest,
} from "./requests.ts";

/** The way of a document out of the house, and of a legal request for data through it. */

let land: Testland;
let colleague: Actor;
let counsel: Actor;
beforeAll(async () => {
  land = await testland();
  colleague = person("police-inspector", "testland.police.tl-n", "police");
  counsel = person("police-counsel", "testland.police.tl-n", "police");
});
afterAll(() => land.close());

const NOW = "2026-03-10T09:00:00Z";
const HER = {
  id: "p1",
  name: "Синтетическая Женщина",
  phone: "+7 701 555 44 33",
  address: "ул. Абая 10-22",
  workplace: "пекарня Ромашка",
};
const HIM = { id: "p2", name: "Синтетический Мужчина", address: "ул. Достык 5" };
const CANARIES = ["555 44 33", "5554433", "Абая", "Ромашка", "не рассказывать"];

async function begin(persons: readonly object[] = [HER, HIM]) {
  const { deps, inspector } = land;
  const opened = await openCase(
    deps,
    inspector,
    {
      report: {
        channel: "phone",
        place: "TL-N",
        reportedBy: "survivor",
        sealed: { account: "не рассказывать никому" },
      },
      persons: {
        body: {
          persons: [
            { id: "p1", role: "survivor", age: 34 },
            { id: "p2", role: "respondent", age: 36 },
          ],
        },
        sealed: { persons: persons as never },
      },
      facts: { date: "2026-03-09", acts: ["battery"], relation: "spouse" },
    },
    request(NOW),
  );
  const issue: NewEntryInput = {
    type: "protective-order-issued",
    body: { norm: "testland.family-2010.12", consent: "agrees" },
  };
  const { seq } = await writeEntry(
    deps,
    inspector,
    opened.caseId,
    { after: opened.seq, entry: issue },
    request(NOW),
  );
  return { caseId: opened.caseId, seq, order: seq };
}

const order = (after: number, seq: number, more: Partial<MakeDocument> = {}): MakeDocument => ({
  after,
  template: "order",
  language: "ru",
  order: seq,
  fields: ["agency.name", "order.issued", "respondent.name", "protected.name"],
  text: "Угрожал и ударил по лицу.",
  ...more,
});
const make = (who: Actor, caseId: string, body: MakeDocument) =>
  makeDocument(land.deps, who, caseId, body, request(NOW));
const approve = (who: Actor, caseId: string, seq: number, after: number) =>
  approveDocument(land.deps, who, caseId, seq, { after }, request(NOW));
const serve = (
  who: Actor,
  caseId: string,
  seq: number,
  after: number,
  method: "in-person" | "post" = "in-person",
) => serveDocument(land.deps, who, caseId, seq, { after, method }, request(NOW));

async function textOf(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = await Promise.all(
    Array.from(
      { length: pdf.numPages },
      async (_, at) => (await (await pdf.getPage(at + 1)).getTextContent()).items,
    ),
  );
  const metadata = await pdf.getMetadata();
  const text = pages
    .flat()
    .map((item) => ("str" in item ? item.str : ""))
    .join("");
  return {
    text,
    metadata: JSON.stringify(metadata),
    marks: await pdf.getMarkInfo(),
    language: metadata.info,
  };
}

let kept: ReturnType<typeof begin> | null = null;
function refusing() {
  kept = kept ?? begin();
  return kept;
}

describe("a document", () => {
  it("is made by one, approved by another, printed as approved, served, and starts the order's clock", async () => {
    const { deps, inspector } = land;
    const { caseId, seq, order: issued } = await begin();
    const made = await make(inspector, caseId, order(seq, issued));
    expect(await previewDocument(deps, colleague, caseId, made.seq, NOW)).toMatchObject({
      title: "Приказ о мире",
      approved: false,
      text: { value: "Угрожал и ударил по лицу." },
    });
    await expect(approvedDocument(deps, inspector, caseId, made.seq, NOW)).rejects.toMatchObject({
      fields: [{ message: "notApproved" }],
    });
    await expect(serve(inspector, caseId, made.seq, made.seq)).rejects.toMatchObject({
      fields: [{ message: "notApproved" }],
    });
    await expect(approve(inspector, caseId, made.seq, made.seq)).rejects.toMatchObject({
      fields: [{ message: "secondPersonDocument" }],
    });
    const approved = await approve(colleague, caseId, made.seq, made.seq);
    const first = await approvedDocument(deps, inspector, caseId, made.seq, NOW);
    const again = await approvedDocument(deps, colleague, caseId, made.seq, "2031-01-01T00:00:00Z");
    expect(again.bytes.equals(first.bytes)).toBe(true);

    const { text, metadata, marks } = await textOf(first.bytes);
    expect(text).toContain("Синтетическая Женщина");
    expect(text).toContain("Угрожал и ударил по лицу.");
    expect(marks).toMatchObject({ Marked: true });
    const everything = [text, metadata, first.bytes.toString("latin1"), pageOf(first.content).markup].join(
      "\n",
    );
    for (const canary of CANARIES) expect([canary, everything.includes(canary)]).toEqual([canary, false]);
    expect(metadata).not.toMatch(/Синтетич|\/home|\/work|\/tmp/);

    await serve(inspector, caseId, made.seq, approved.seq);
    const view = await viewCase(deps, inspector, caseId, NOW);
    expect(view.documents).toMatchObject([
      { method: "in-person", servedAt: NOW, fields: order(0, 0).fields },
    ]);
    expect(view.orders[0]?.servedAt).toBe(NOW);
    const types = view.entries.slice(-4).map(({ type }) => type);
    expect(types).toEqual([
      "document-made",
      "document-approved",
      "document-served",
      "protective-order-served",
    ]);
    const hashes = view.entries.slice(-3, -1).map(({ body }) => body.sha256);
    expect(new Set(hashes).size).toBe(1);
  });

  it.each<[string, Partial<MakeDocument>, string]>([
    ["her address in the words typed", { text: "Не приходить на Abay 10" }, "tellsGuarded"],
    ["her telephone, spaced", { text: "8 (701) 5 5 5 - 4 4 - 3 3" }, "tellsGuarded"],
    [
      "a field its template does not name",
      { fields: ["agency.name", "incident.account"] },
      "fieldNotInTemplate",
    ],
    ["a field left out that it needs", { fields: ["agency.name"] }, "fieldRequired"],
    ["an order that is none", { order: 1 }, "noSuchOrder"],
    ["a template nobody wrote", { template: "letter" }, "noSuchTemplate"],
  ])("is refused with %s", async (_, more, message) => {
    // A refusal writes nothing, so one case serves them all.
    const { caseId, seq, order: issued } = await refusing();
    await expect(make(land.inspector, caseId, order(seq, issued, more))).rejects.toMatchObject({
      code: "invalid",
      fields: [expect.objectContaining({ message })],
    });
  });

  it("lets no words through where an address of the case is closed to the one who types", async () => {
    const { deps, inspector, operator } = land;
    const { caseId, seq } = await openCase(
      deps,
      operator,
      {
        report: { channel: "phone", place: "TL-N", reportedBy: "survivor" },
        persons: {
          body: {
            persons: [
              { id: "p1", role: "survivor" },
              { id: "p2", role: "respondent" },
            ],
          },
          sealed: { persons: [HER, HIM] },
        },
        referrals: [
          {
            to: "police",
            agency: inspector.agency,
            purpose: "safe-place",
            ground: { kind: "consent", language: "ru", method: "spoken" },
            classes: ["identity"],
            until: "2026-06-08T09:00:00Z",
          },
        ],
      },
      request(NOW),
    );
    const summons: MakeDocument = {
      after: seq,
      template: "bundle",
      language: "ru",
      fields: ["agency.name", "protected.name"],
    };
    await expect(make(inspector, caseId, { ...summons, text: "Абая 10" })).rejects.toMatchObject({
      fields: [{ field: "text", message: "textNotCheckable" }],
    });
    await make(inspector, caseId, summons);
  });

  it("is approved by one person more in the database as well, and only what was approved is served", async () => {
    const { caseId, seq, order: issued } = await begin();
    const made = await make(land.inspector, caseId, order(seq, issued));
    const past = (actor: Actor, type: string, body: object) =>
      asActor(land.deps.store.app, actor, NOW, (tx) =>
        tx.query(
          `insert into journal (case_id, seq, type, version, happened_at, recorded_at, actor, agency, body, classes)
           values ($1, $2, $3, 1, $4, $4, $5, $6, $7, '{}')`,
          [caseId, made.seq + 1, type, NOW, actor.account, actor.agency, body],
        ),
      );
    const refused = { code: "42501" };
    await expect(past(land.inspector, "document-approved", { document: made.seq })).rejects.toMatchObject(
      refused,
    );
    await expect(
      past(colleague, "document-served", { document: made.seq, sha256: "0".repeat(64) }),
    ).rejects.toMatchObject(refused);
  });

  it("to her is never posted to an address the other party has or ever had", async () => {
    const { caseId, seq } = await begin([HER, { ...HIM, address: "Абая көшесі, 10 - 22" }]);
    const body: MakeDocument = {
      after: seq,
      template: "summons-survivor",
      language: "kk",
      fields: ["agency.name"],
    };
    const made = await make(land.inspector, caseId, body);
    const { seq: after } = await approve(colleague, caseId, made.seq, made.seq);
    await expect(serve(land.inspector, caseId, made.seq, after, "post")).rejects.toMatchObject({
      fields: [{ field: "method", message: "sharedAddress" }],
    });
  });
});

const asked = (about: string) => ({
  receivedAt: NOW,
  asker: "court",
  instrument: "court-order",
  sealed: { from: "судья", about, asks: "всё дело целиком" },
});
const plain = ({ id: _, number: __, about: ___, ...view }: RequestView) =>
  JSON.stringify(view).replace(/[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f]{64}/g, "…");

describe("a legal request", () => {
  it("about somebody with a case and about nobody is one page and one answer", async () => {
    const { deps, inspector } = land;
    await begin();
    const views: string[] = [];
    const answersGiven: string[] = [];
    for (const about of [HER.name, "Никто Неизвестный"]) {
      const opened = await openRequest(deps, inspector, asked(about), NOW);
      const answered = await answerRequest(
        deps,
        inspector,
        opened.id,
        { after: opened.seq, language: "ru" },
        NOW,
      );
      views.push(plain(answered));
      const { bytes } = await printAnswer(deps, inspector, opened.id, answered.seq, NOW);
      const { text } = await textOf(bytes);
      // Where a line breaks depends on how wide the signs of its own number are, and is in the text as a space or as none.
      answersGiven.push(text.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, "…").replace(/\s/g, ""));
    }
    expect(views[1]).toBe(views[0]);
    expect(answersGiven[1]).toBe(answersGiven[0]);
    expect(answersGiven[0]).toContain("Неподтверждаеминеотрицаем");
  });

  it("goes from its receipt to a part disclosed, and the proof of what was given", async () => {
    const { deps, inspector } = land;
    const { caseId, seq } = await begin();
    const opened = await openRequest(deps, inspector, asked(HER.name), NOW);
    // Five working days from Tuesday 10 March, the clock of the pack.
    expect(opened.answer).toMatchObject({ norm: "testland.procedure-1995.3", state: "open" });
    const document: MakeDocument = {
      after: seq,
      template: "disclosure-court",
      language: "ru",
      request: opened.id,
      notice: "told",
      fields: ["agency.name", "request.reference", "protected.name", "order.state"],
    };
    await expect(make(inspector, caseId, document)).rejects.toMatchObject({
      fields: [{ field: "request", message: "notDecided" }],
    });
    const decided = {
      type: "decided",
      decision: "disclose",
      sealed: { why: "обязательно для исполнения" },
    } as const;
    await expect(
      writeRequest(deps, inspector, opened.id, { after: 1, entry: decided }, NOW),
    ).rejects.toMatchObject({ fields: [{ message: "counselDecides" }] });
    await writeRequest(deps, counsel, opened.id, { after: 1, entry: decided }, NOW);
    await expect(make(inspector, caseId, { ...document, notice: undefined })).rejects.toMatchObject({
      fields: [{ field: "notice" }],
    });
    const made = await make(inspector, caseId, document);
    await expect(approve(colleague, caseId, made.seq, made.seq)).rejects.toMatchObject({
      fields: [{ message: "counselApproves" }],
    });
    const approved = await approve(counsel, caseId, made.seq, made.seq);
    const { bytes } = await approvedDocument(deps, inspector, caseId, made.seq, NOW);
    const { text } = await textOf(bytes);
    expect(text).toContain(HER.name);
    for (const canary of [...CANARIES, HIM.name])
      expect([canary, text.includes(canary)]).toEqual([canary, false]);
    await serve(inspector, caseId, made.seq, approved.seq);
    const view = await viewRequest(deps, inspector, opened.id, NOW);
    const case_ = await viewCase(deps, inspector, caseId, NOW);
    expect(view.state).toBe("answered");
    expect(view.entries.at(-1)).toMatchObject({
      type: "disclosed",
      given: { sha256: case_.documents[0]?.sha256, fields: document.fields, notice: "told" },
    });
    expect(JSON.stringify(view)).not.toContain(caseId);

    // What the register says in words goes with the record it was disclosed from: the rows stay, and open no more.
    const body = { record: true, classes: [...DATA_CLASSES], ground: "survivor-asked" as const };
    let last = case_.seq;
    const write = async (actor: Actor, entry: NewEntryInput) => {
      last = (await writeEntry(deps, actor, caseId, { after: last, entry }, request(NOW))).seq;
      return last;
    };
    const asking = await write(inspector, { type: "erasure-asked", body });
    await write(colleague, { type: "erasure-approved", body: { request: asking } });
    const { rows: before } = await deps.store.owner.query(
      "select sealed from legal_request_entry where request = $1 order by seq",
      [opened.id],
    );
    await eraseAgreed(deps, caseId, NOW);
    const { rows: after } = await deps.store.owner.query(
      "select sealed from legal_request_entry where request = $1 order by seq",
      [opened.id],
    );
    expect(after).toEqual(before);
    const gone = await viewRequest(deps, inspector, opened.id, NOW);
    expect([view.about, gone.about, gone.from, gone.asks]).toEqual([HER.name, null, null, null]);
    expect({ ...gone, from: 0, about: 0, asks: 0 }).toEqual({
      ...view,
      from: 0,
      about: 0,
      asks: 0,
      entries: view.entries.map((entry) => ({ ...entry, why: null })),
    });
    // What is written since is kept, however often the erasure is carried out.
    const later = "2026-03-11T09:00:00Z";
    const why = "закрыто";
    await writeRequest(
      deps,
      counsel,
      opened.id,
      { after: gone.seq, entry: { ...decided, sealed: { why } } },
      later,
    );
    expect(await settleErasures(deps.store)).toBe(0);
    expect((await viewRequest(deps, inspector, opened.id, later)).entries.at(-1)?.why).toBe(why);
  });

  it("is another agency's to read for nobody, and stands in no row in clear", async () => {
    const { deps, inspector, otherInspector } = land;
    const { id } = await openRequest(deps, inspector, asked("Никто Неизвестный"), NOW);
    await expect(viewRequest(deps, otherInspector, id, NOW)).rejects.toMatchObject({ code: "not-found" });
    expect((await listRequests(deps, otherInspector, NOW)).rows).toEqual([]);
    const { rows } = await deps.store.owner.query(
      "select string_agg(e::text, ' ') as all from legal_request_entry e",
    );
    expect(rows[0].all).not.toMatch(/Неизвестный|судья|целиком/);
    await expect(deps.store.owner.query("delete from legal_request_entry")).rejects.toMatchObject({
      code: "23001",
    });
  });

  it("opens no whole case: what no template names is given to nobody, by whatever path", async () => {
    const { deps, inspector } = land;
    const { caseId, seq } = await begin();
    const opened = await openRequest(deps, inspector, asked(HER.name), NOW);
    const decision = { type: "decided", decision: "disclose", sealed: { why: "x" } } as const;
    await writeRequest(deps, counsel, opened.id, { after: 1, entry: decision }, NOW);
    const everything: MakeDocument = {
      after: seq,
      template: "disclosure-court",
      language: "ru",
      request: opened.id,
      notice: "told",
      fields: [
        "agency.name",
        "request.reference",
        "protected.name",
        "respondent.address",
        "health.notes",
        "children.names",
      ],
    };
    await expect(make(inspector, caseId, everything)).rejects.toMatchObject({
      fields: [{ field: "fields", message: "fieldNotInTemplate" }],
    });
    // An advocate's letter does not make a court's document.
    const letter = await openRequest(
      deps,
      inspector,
      { ...asked("x"), asker: "advocate", instrument: "letter" },
      NOW,
    );
    await writeRequest(deps, counsel, letter.id, { after: 1, entry: decision }, NOW);
    await expect(
      make(inspector, caseId, {
        ...everything,
        request: letter.id,
        fields: ["agency.name", "request.reference"],
      }),
    ).rejects.toMatchObject({ fields: [{ field: "template", message: "otherRecipient" }] });
    // Nor is the entry itself anybody's to write past the gate.
    const forged = {
      type: "document-made",
      body: {
        template: "disclosure-court",
        version: 1,
        number: "0000-0000",
        language: "ru",
        order: null,
        request: opened.id,
        notice: "told",
        fields: ["agency.name"],
        coded: { "agency.name": "x" },
        text: false,
      },
      sealed: { address: { "respondent.address": HER.address } },
    } as unknown as NewEntryInput;
    await expect(
      writeEntry(deps, inspector, caseId, { after: seq, entry: forged }, request(NOW)),
    ).rejects.toThrow();
  });
});
