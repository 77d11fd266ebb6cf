import { describe, expect, it } from "vitest";
import { DOCUMENT_FIELDS, DocumentTemplate, OPPOSED, templateFaults } from "./documents.ts";
import { loadCountry } from "./load.ts";

const known = { norms: new Set(["x.y.1"]), kinds: new Set(["police"]) };
const text = { kk: "a", ru: "b", en: "c" };
const template = (more: object) =>
  DocumentTemplate.parse({
    id: "order",
    version: 1,
    recipient: "respondent",
    about: "case",
    by: ["police"],
    norm: "x.y.1",
    title: text,
    fields: [{ field: "protected.name", norm: "x.y.1", label: text }],
    ...more,
  });
const field = (name: string) => ({ fields: [{ field: name, norm: "x.y.1", label: text }] });
const messages = (more: object) => templateFaults(template(more), known).map(({ message }) => message);

describe("what a document can be made of", () => {
  it("has no field for where the protected person is, how she is called, or her plan", () => {
    const hers = Object.entries(DOCUMENT_FIELDS).filter(([, { of }]) => of === "protected");
    expect(hers.length).toBeGreaterThan(3);
    for (const [name, { class: kind }] of hers)
      expect(["address", "contact", "plan"], name).not.toContain(kind);
    const his = Object.entries(DOCUMENT_FIELDS).filter(([, { class: kind }]) => kind === "address");
    expect(his.map(([name]) => name)).toEqual(["respondent.address"]);
  });

  it("holds of her, to the other side, no more than her name", () => {
    expect(messages({})).toEqual([]);
    for (const [name, { of }] of Object.entries(DOCUMENT_FIELDS)) {
      if (of !== "protected" || name === "protected.name") continue;
      for (const recipient of OPPOSED)
        expect(messages({ recipient, ...field(name) })).toEqual([
          `a document to the ${recipient} may not hold "${name}"`,
        ]);
    }
  });

  it.each<[string, object, RegExp]>([
    ["a norm nobody knows", { norm: "x.y.2" }, /"x\.y\.2" is not a norm/],
    ["a body nobody knows", { by: ["army"] }, /"army" is not a kind of body/],
    ["a case in an answer without one", { about: "request" }, /cannot hold "protected\.name"/],
    ["disclosure without counsel", { about: "request-and-case" }, /approved by counsel/],
    ["a step without an order", { writes: "note" }, /only a document about an order/],
  ])("refuses %s", (_, more, message) => {
    expect(messages(more).join(" ")).toMatch(message);
  });

  it("stands in every template of the country that does not exist", () => {
    const { documents, pack } = loadCountry("testland");
    const norms = new Set(pack.norms.map((norm) => norm.id));
    const kinds = new Set((pack.bodies ?? []).map((body) => body.id));
    expect(documents.length).toBeGreaterThan(3);
    for (const one of documents)
      expect([one.id, templateFaults(one, { norms, kinds })]).toEqual([one.id, []]);
  });
});
