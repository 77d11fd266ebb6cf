import { describe, expect, it } from "vitest";
import { type Change, faultCodes, faults, inAmendment, inVersion } from "./testland-changes.ts";

const source = (url: string, title = "Letter") => ({ title, url, confidence: "secondary" });
const nowhere = [source("file:///cellar", "Cellar")];
const shelter = (values: Record<string, unknown>) => inVersion("tl.dv.shelter", 0, values);

describe("a source", () => {
  it("has an address on the web that others can open", () => {
    for (const url of ["https://law.testland.example/gazette", "http://law.testland.example"])
      expect(faults(shelter({ sources: [source(url)] }))).toEqual([]);
    for (const url of [
      "mailto:clerk@law.testland.example",
      "https://desk/x",
      "http://desk/x",
      "ftp://law.testland.example/x",
    ])
      expect(faults(shelter({ sources: [source("https://x.example"), source(url)] }))).toEqual([
        `tl.dv.shelter 0 sources.1.url: address: The source "Letter" has no address on the web that others can open: ${url}`,
      ]);
  });

  it("is looked at wherever it is cited", () => {
    const readings = [{ text: { kk: "a", ru: "b", en: "c" }, authority: "x", sources: nowhere }];
    const everywhere: Change = (pack) => {
      const { counting } = pack.acts[0] ?? {};
      const [mci, ...others] = pack.mci;
      return {
        ...pack,
        acts: pack.acts.map((act) => ({ ...act, counting: { ...(counting as object), sources: nowhere } })),
        mci: [{ ...mci, sources: nowhere }, ...others],
        calendar: { ...pack.calendar, sources: nowhere },
        amendments: pack.amendments.map((act) => ({ ...act, sources: nowhere })),
      };
    };
    expect(faultCodes(everywhere, shelter({ readings }))).toEqual([
      ...[0, 1, 2].map((at) => `acts ${at}.counting.sources.0.url: address`),
      ...[0, 1, 2, 3, 4].map((at) => `amendments ${at}.sources.0.url: address`),
      "mci 0.sources.0.url: address",
      "calendar sources.0.url: address",
      "tl.dv.shelter 0 readings.0.sources.0.url: address",
    ]);
  });

  it("of an act's counting of terms is wanted only where there is such a rule", () => {
    expect(
      faults((pack) => ({ ...pack, acts: pack.acts.map((act) => ({ ...act, counting: undefined })) })),
    ).toEqual([]);
  });
});

describe("a dispute over a day", () => {
  const disputed = (dates: readonly string[], sources: object[] = [source("https://x.example")]) =>
    inAmendment("reform", {
      inForce: {
        earliest: "2024-06-05",
        latest: "2024-06-16",
        why: "disputed",
        claims: dates.map((date) => ({ date, sources })),
      },
    });

  it("holds every day, month or year a source says inside its window", () => {
    expect(faults(disputed(["2024-06-05", "2024-06-16", "2024-06", "2024"]))).toEqual([]);
    const outside = ["2024-06-04", "2024-06-17", "2024-05", "2024-07", "2023", "2025"];
    expect(faults(disputed(outside))).toEqual(
      outside.map(
        (date, at) =>
          `amendments 2.inForce.claims.${at}.date: claim: A source says ${date}, but the window ends before or begins after it (2024-06-05 to 2024-06-16).`,
      ),
    );
  });

  it("cites each source with an address", () => {
    expect(faultCodes(disputed(["2024-06-05", "2025"], nowhere))).toEqual([
      "amendments 2.inForce.claims.0.sources.0.url: address",
      "amendments 2.inForce.claims.1.sources.0.url: address",
      "amendments 2.inForce.claims.1.date: claim",
    ]);
  });
});
