import { describe, expect, it } from "vitest";
import { bookOf } from "../testing.ts";
import { createFinder } from "./find.ts";

const shelf = { books: [bookOf("kz"), bookOf("testland")] };
const find = createFinder(shelf);
const ids = (query: string, on = "2026-03-10") => find(query, on).map(({ id }) => id);

describe("an article is found by its number", () => {
  it.each([
    ["109-1", "kz.uk-2014.109-1"],
    ["УК 109-1", "kz.uk-2014.109-1"],
    ["ук 109-1", "kz.uk-2014.109-1"],
    ["109-1 УК", "kz.uk-2014.109-1"],
    ["ст. 109-1 УК", "kz.uk-2014.109-1"],
    ["статья 109.1 уголовного кодекса", "kz.uk-2014.109-1"],
    ["CC 109-1", "kz.uk-2014.109-1"],
    ["ҚК 109-1-бап", "kz.uk-2014.109-1"],
    ["КоАП 73", "kz.koap-2014.73"],
    ["73 КоАП", "kz.koap-2014.73"],
    ["ӘҚБтК 73-бап", "kz.koap-2014.73"],
    ["kz.uk-2014.109-1", "kz.uk-2014.109-1"],
    [" KZ.UK-2014.109-1 ", "kz.uk-2014.109-1"],
  ])("%s", (query, id) => {
    expect(ids(query)[0]).toBe(id);
  });

  it("a bare number finds every act's, the exact one first", () => {
    const found = ids("ст. 73");
    expect(found[0]).toMatch(/\.73(-|$)/);
    expect(found).toContain("kz.koap-2014.73");
    expect(ids("109").slice(0, 3)).toContain("kz.uk-2014.109");
  });
});

describe("an article is found by words", () => {
  it.each([
    ["побои", "kz.uk-2014.109-1"],
    ["побоями", "kz.uk-2014.109-1"],
    ["ПОБОИ", "kz.uk-2014.109-1"],
    ["пабои", "kz.uk-2014.109-1"],
    ["battery", "kz.uk-2014.109-1"],
    ["batery", "kz.uk-2014.109-1"],
    ["ұрып-соғу", "kz.uk-2014.109-1"],
    ["урып согу", "kz.uk-2014.109-1"],
    ["stalking", "kz.uk-2014.115-1"],
    ["сталкинга", "kz.uk-2014.115-1"],
    ["защитного предписания", "kz.prevention-2025.60"],
    ["коргау нускамасы", "kz.prevention-2025.60"],
    ["қорғау нұсқамасының", "kz.prevention-2025.60"],
    ["protective orders", "kz.prevention-2025.60"],
    ["принуждение к браку", "kz.uk-2014.125-1"],
  ])("%s", (query, id) => {
    expect(ids(query).slice(0, 4), query).toContain(id);
  });

  it("of a name of an act, which is found too", () => {
    expect(ids("уголовный кодекс")[0]).toBe("kz.uk-2014");
    expect(ids("prevention of offences")).toContain("kz.prevention-2025");
    expect(ids("73-VIII")).toContain("kz.73-VIII");
  });

  it("and what held on the day goes before what did not", () => {
    const orders = (on: string) =>
      ids("защитное предписание", on).filter((id) => /dv-2009|prevention-2025/.test(id));
    expect(orders("2015-01-01")[0]).toContain("dv-2009");
    expect(orders("2026-06-01")[0]).toContain("prevention-2025");
  });

  it("finds nothing where there is nothing, and stands any text", () => {
    expect(ids("zzzzqqqq")).toEqual([]);
    expect(ids("")).toEqual([]);
    expect(ids("   ...  ")).toEqual([]);
    expect(ids("ст.").length).toBeGreaterThanOrEqual(0);
    expect(ids("а".repeat(5000)).length).toBeGreaterThanOrEqual(0);
    expect(ids("слово ".repeat(500)).length).toBeGreaterThanOrEqual(0);
  });

  it("puts another country's law beside", () => {
    expect(ids("Slap")).toContain("testland.penal-1990.10");
  });
});
