import { describe, expect, it } from "vitest";
import { coverage } from "./coverage.ts";
import { testland } from "./testland.ts";
import { inAmendment, inPart } from "./testland-changes.ts";

describe("the coverage of a pack", () => {
  it("counts norms and versions, what is held of them, how surely, and what is missing", () => {
    const found = coverage(testland());
    expect(found.total).toEqual({ norms: 14, versions: 16 });
    expect(found.byKind.definition).toEqual({ norms: 1, versions: 2 });
    expect(found.byAct.dv).toEqual({ norms: 3, versions: 4 });
    expect(Object.keys(found.byAct)).toEqual(["cc", "dv", "pc"]);
    expect(Object.keys(found.byKind)).toEqual(["definition", "offence", "measure", "right", "general"]);
    expect(found.text).toEqual({ known: 14, partly: 1, unknown: 1 });
    expect(found.confidence).toEqual({ official: 16, secondary: 0, unverified: 0 });
    expect(found.parts).toEqual({ total: 9, withoutSanction: 1, withoutCompetentBody: 9 });
    expect(found.days).toEqual({ established: 4, imprecise: 1, disputed: 0 });
  });

  it("takes the best of a version's sources, and says which lean on one secondary source alone", () => {
    const source = (confidence: string) => ({ title: "x", url: "https://x.example", confidence });
    const found = coverage(
      testland((pack) => {
        const [first, second] = pack.norms;
        if (first?.versions[0]) first.versions[0].sources = [source("secondary"), source("official")];
        if (second?.versions[0]) second.versions[0].sources = [source("secondary")];
        const [, , third] = pack.norms;
        if (third?.versions[0]) third.versions[0].sources = [source("secondary"), source("secondary")];
        if (first?.versions[1]) first.versions[1].sources = [source("unverified")];
        return pack;
      }),
    );
    expect(found.confidence).toEqual({ official: 13, secondary: 2, unverified: 1 });
    expect(found.oneSecondarySource).toBe(1);
  });

  it("counts parts with a competent body, and days that sources dispute", () => {
    const competent = { prepares: ["police"], decides: ["court"] };
    const sources = [{ title: "x", url: "https://x.example", confidence: "secondary" }];
    const claims = ["2024-06-01", "2024-06-16"].map((date) => ({ date, sources }));
    const inForce = { earliest: "2024-06-01", latest: "2024-06-16", why: "disputed", claims };
    const found = coverage(
      testland((pack) =>
        inPart("tl.cc.stalking", 0, { competent })(inAmendment("reform", { inForce })(pack)),
      ),
    );
    expect(found.parts.withoutCompetentBody).toBe(8);
    expect(found.days).toEqual({ established: 3, imprecise: 1, disputed: 1 });
  });
});
