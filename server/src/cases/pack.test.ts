import { loadCountry, workingCountries } from "@arasha/packs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ENTRIES } from "../journal/entries.ts";

/** Lists a field of an entry is chosen from; a clock that waits for another word would wait for ever. */
const LISTS = {
  "report.channel": "channels",
  "notified.to": "notified",
  "referral.purpose": "referralPurposes",
  "registered.register": "registers",
  "proceeding-opened.track": "proceedingTracks",
  "proceeding-ended.ending": "proceedingEndings",
  "protective-order-ended.ending": "orderEndings",
  "outcome.outcome": "outcomes",
  "closing.closing": "closings",
} as const;

describe.each(workingCountries())("the clocks of %s", (id) => {
  const country = loadCountry(id);
  const patterns = country.pack.norms.flatMap((norm) =>
    norm.versions.flatMap((version) =>
      (version.duties ?? []).flatMap((duty) =>
        [duty.after, ...duty.metBy, ...duty.voidedBy].map((pattern) => ({ norm: norm.id, pattern })),
      ),
    ),
  );

  it("wait only for entries that can be written", () => {
    expect(patterns.length).toBeGreaterThan(0);
    const kinds = new Set(country.agencies.map((agency) => agency.kind));
    const wrong = patterns.flatMap(({ norm, pattern }) =>
      Object.entries(pattern.with ?? {}).flatMap(([field, value]) => {
        const body = ENTRIES[pattern.event].body;
        const known = body instanceof z.ZodObject && field in body.shape;
        const list = LISTS[`${pattern.event}.${field}` as keyof typeof LISTS];
        const allowed = list
          ? country.codes[list].map((code) => code.id)
          : `${pattern.event}.${field}` === "referral.to"
            ? [...kinds]
            : null;
        return known && (!allowed || allowed.includes(String(value)))
          ? []
          : [`${norm}: ${pattern.event}.${field}=${value}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("bind agencies whose role may write what meets them; a body without agencies is bound by its own entries alone", () => {
    const roles = country.roles;
    const kinds = new Set(country.agencies.map((agency) => agency.kind));
    const wrong = country.pack.norms.flatMap((norm) =>
      norm.versions.flatMap((version) =>
        (version.duties ?? [])
          .filter((duty) =>
            kinds.has(duty.agency)
              ? !roles.some(
                  (role) =>
                    role.agencyKind === duty.agency &&
                    duty.metBy.some((pattern) => role.mayWrite.includes(pattern.event)),
                )
              : duty.after.by !== duty.agency,
          )
          .map((duty) => `${norm.id}: ${duty.agency} ${duty.metBy.map((pattern) => pattern.event)}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
