import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  compiled,
  countryFolder,
  DOCUMENT_FIELD_IDS,
  DOCUMENT_FIELDS,
  type DocumentFieldId,
  DocumentTemplate,
  filesUnder,
  loadCountry,
  readYaml,
  workingCountries,
} from "@arasha/packs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Deps } from "../cases/deps.ts";
import { stateOf } from "../cases/state.ts";
import type { Entry } from "../journal/entries.ts";
import { contentOf } from "./content.ts";
import { valuesOf } from "./values.ts";

/**
 * The gate as a property: whatever a case holds and whatever is asked for, a document holds what its template names and
 * nothing else. Which field may show which word is written here a second time, by hand.
 */

const SHOWN_BY: Readonly<Record<string, readonly DocumentFieldId[]>> = {
  hername: ["protected.name"],
  herphone: [],
  heraddress: [],
  herwork: [],
  childname: ["children.names"],
  childschool: [],
  childaddress: [],
  hisname: ["respondent.name"],
  hisphone: [],
  hisaddress: ["respondent.address"],
  witnessname: [],
  witnessaddress: [],
  safenote: [],
  account: ["incident.account"],
  grounds: ["order.grounds"],
  health: ["health.notes"],
  plan: [],
  note: [],
};

const AT = "2026-05-04T06:00:00Z";

function caseWith(word: (name: string) => string, norm: string, order: readonly string[]): readonly Entry[] {
  const persons = [
    {
      id: "p1",
      role: "survivor",
      name: "hername",
      phone: "herphone",
      address: "heraddress",
      workplace: "herwork",
    },
    { id: "p2", role: "respondent", name: "hisname", phone: "hisphone", address: "hisaddress" },
    { id: "p3", role: "child", name: "childname", school: "childschool", address: "childaddress" },
    { id: "p4", role: "witness", name: "witnessname", address: "witnessaddress" },
  ].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const said = persons.map(({ id, role: _, ...told }) => ({
    id,
    ...Object.fromEntries(Object.entries(told).map(([field, name]) => [field, word(name)])),
  }));
  const bodies = [
    {
      type: "report",
      body: {
        code: "0000-0000",
        channel: "x",
        place: "x",
        reportedBy: "survivor",
        synthetic: true,
      },
      sealed: { account: word("account") },
    },
    {
      type: "persons",
      body: { persons: persons.map(({ id, role }) => ({ id, role })) },
      sealed: { persons: said },
    },
    {
      type: "incident",
      body: { facts: { date: "2026-05-03", acts: ["battery"] } },
      sealed: { account: word("account") },
    },
    {
      type: "protective-order-issued",
      body: { norm, consent: "agrees" },
      sealed: { grounds: word("grounds") },
    },
    { type: "note", body: { class: "health" }, sealed: { text: word("health") } },
    { type: "note", body: { class: "plan" }, sealed: { text: word("plan") } },
    { type: "note", body: { class: "narrative" }, sealed: { text: word("note") } },
    {
      type: "safe-contact-agreed",
      body: {
        channel: "call",
        hours: [],
        answers: "only-her",
        voicemail: false,
        says: { kind: "nothing" },
        language: "ru",
        until: null,
      },
      sealed: { note: word("safenote") },
    },
  ];
  return bodies.map((entry, at) => ({
    ...entry,
    seq: at + 1,
    version: 1,
    happenedAt: AT,
    recordedAt: AT,
    actor: "a",
    agency: "a",
    classes: [],
  })) as unknown as readonly Entry[];
}

// The words are those of the country that does not exist; the templates those of each, read without its law.
const country = loadCountry("testland");
const deps = {
  country,
  law: compiled(country.pack),
  agencies: new Map(country.agencies.map((agency) => [agency.id, agency])),
} as unknown as Deps;

function templatesOf(id: string): readonly [string, DocumentTemplate][] {
  const folder = countryFolder(id);
  return filesUnder(folder, "documents").map((file) => {
    const read = readYaml(file, readFileSync(join(folder, file), "utf8"), DocumentTemplate);
    if (read.faults) throw new Error(`${file} cannot be read`);
    return [`${read.value.id} to ${read.value.recipient}`, read.value];
  });
}

describe.each(workingCountries())("documents of %s", (id) => {
  it.each(templatesOf(id))("%s", (_, template) => {
    const named = new Set(template.fields.map(({ field }) => field));
    fc.assert(
      fc.property(
        fc.subarray([...DOCUMENT_FIELD_IDS]),
        fc.constantFrom("kk", "ru", "en"),
        fc.stringMatching(/^[a-z]{3,8}$/),
        fc.shuffledSubarray(["p1", "p2", "p3", "p4"], { minLength: 4 }),
        (chosen, language, salt, order) => {
          const word = (name: string) => `qz${name}${salt}`;
          const entries = caseWith(word, "testland.family-2010.12", order);
          const state = stateOf(entries);
          const { coded, sealed } = valuesOf(template, chosen, {
            deps,
            agency: country.agencies[1]?.id ?? "",
            language,
            now: AT,
            entries,
            state,
            order: state.orders[0] ?? null,
            reference: "reference",
          });
          const fields = template.fields.map(({ field }) => field).filter((field) => chosen.includes(field));
          const body = { number: "0000-0000", language, fields, coded };
          const printed = JSON.stringify(contentOf(template, { body, sealed, recordedAt: AT }));
          for (const [name, fieldsThatShow] of Object.entries(SHOWN_BY)) {
            const may = fieldsThatShow.some((field) => named.has(field) && chosen.includes(field));
            expect([name, printed.includes(word(name))]).toEqual([name, may]);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe("the fields", () => {
  it("each show what the table above says, and what is personal is of a class", () => {
    const personal = Object.entries(DOCUMENT_FIELDS).filter(([, { class: name }]) => name !== null);
    const listed = new Set(Object.values(SHOWN_BY).flat());
    expect(personal.map(([field]) => field).sort()).toEqual([...listed].sort());
  });
});
