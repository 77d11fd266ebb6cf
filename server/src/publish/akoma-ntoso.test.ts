import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Law } from "@arasha/law";
import { compiled, countryFolder, loadPack } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { memoryPages, validateXML } from "xmllint-wasm";
import { akomaNtoso } from "./akoma-ntoso.ts";

const SCHEMAS = join(import.meta.dirname, "schema");
const schema = (name: string) => readFileSync(join(SCHEMAS, name), "utf8");
const law = (country: string): Law => compiled(loadPack(countryFolder(country)));
const kz = law("kz");

/** What xmllint says against the official schema. */
async function faultsOf(xml: readonly { readonly fileName: string; readonly contents: string }[]) {
  const { errors } = await validateXML({
    xml: [...xml],
    schema: [schema("akomantoso30.xsd")],
    preload: [{ fileName: "xml.xsd", contents: schema("xml.xsd") }],
    maxMemoryPages: memoryPages.GiB,
  });
  return errors.map(({ message }) => message);
}

describe("the Akoma Ntoso export", () => {
  it.each(["kz", "testland"])(
    "of every act of %s, in every language, is valid against the official schema",
    async (country) => {
      const one = law(country);
      const files = one.pack.acts.flatMap((act) =>
        LANGUAGES.map((language) => ({
          fileName: `${act.id}.${language}.xml`,
          contents: akomaNtoso(one, act, language),
        })),
      );
      expect(files.length).toBe(one.pack.acts.length * 3);
      expect(await faultsOf(files)).toEqual([]);
    },
  );

  it.each<[string, RegExp, string]>([
    ["an event without a day", /(<eventRef eId="[^"]+" date=)"[^"]+"/, '$1"soon"'],
    ["an id given twice", /(<article eId=)"[^"]+"/, '$1"note_art_1__v1"'],
    ["an interval that does not say of what", / refersTo="#inForce"/, ""],
  ])("is held against a schema that refuses %s", async (_, from, to) => {
    const act = kz.pack.acts.find(({ id }) => id === "koap-2014");
    const xml = act === undefined ? "" : akomaNtoso(kz, act, "en");
    const first = / eId="(note_[^"]+)"/.exec(xml)?.[1] ?? "";
    const contents = xml.replace(from, to.replace("note_art_1__v1", first));
    expect(contents).not.toBe(xml);
    expect(await faultsOf([{ fileName: "broken.xml", contents }])).not.toEqual([]);
  });

  it("gives each version of an article its interval, from the act that began it to the act that ended it", () => {
    const act = kz.pack.acts.find(({ id }) => id === "koap-2014");
    const xml = act === undefined ? "" : akomaNtoso(kz, act, "en");
    const versions = xml.match(/<article [^>]*wId="art_73-2"[^>]*>/g) ?? [];
    const norm = kz.norms.get("kz.koap-2014.73-2");
    expect(versions.length).toBe(norm?.wordings.length);
    const last = norm?.norm.versions.at(-1);
    expect(versions.at(-1)).toContain(`period="#tmpg_${last?.from}_${last?.until ?? "open"}"`);
    expect(xml).toContain(`start="#e_${last?.from}" end="#e_${last?.until}"`);
    expect(xml).toMatch(/<eventRef eId="e_kz\.73-VIII" date="2024-06-16"/);
  });

  it("names every event an interval refers to, and every act an event does", () => {
    for (const act of kz.pack.acts) {
      const xml = akomaNtoso(kz, act, "ru");
      const ids = new Set([...xml.matchAll(/ eId="([^"]+)"/g)].map(([, id]) => id));
      const referred = [...xml.matchAll(/ (?:start|end|period|source|refersTo|event)="#([^"]+)"/g)].map(
        ([, id]) => id,
      );
      expect(referred.filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  it("states a day that is not established as a window, beside the earliest day", () => {
    const act = kz.pack.acts.find(({ id }) => id === "koap-2014");
    const xml = act === undefined ? "" : akomaNtoso(kz, act, "en");
    expect(xml).toMatch(/event="#e_kz\.84-VI" earliest="2017-07-14" latest="2017-07-31" why="imprecise"/);
  });
});
