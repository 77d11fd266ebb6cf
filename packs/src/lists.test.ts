import { describe, expect, it } from "vitest";
import { workingCountries } from "./head.ts";
import { loadCountry } from "./load.ts";

/** What must hold between the lists of a country and the clocks of its law; the files alone cannot show it. */
describe.each(workingCountries())("the lists of %s", (id) => {
  const { pack, agencies, places, roles, codes, demo } = loadCountry(id);
  const kinds = new Set(agencies.map(({ kind }) => kind));
  const bodies = new Set(pack.bodies?.map((body) => body.id));

  it("use every id once", () => {
    for (const list of [pack.bodies ?? [], agencies, places, roles, ...Object.values(codes)]) {
      const ids = list.map((entry) => entry.id);
      expect(ids).toHaveLength(new Set(ids).size);
    }
  });

  it("give every place a square of its own on the map", () => {
    expect(new Set(places.map(({ tile }) => tile.join())).size).toBe(places.length);
  });

  it("put every agency in a place there is, under an id that says so", () => {
    const known = new Set(places.map((place) => place.id));
    for (const agency of agencies) {
      if (agency.place !== null) expect(known).toContain(agency.place);
      const where = agency.place ?? agency.id.split(".")[2] ?? "";
      expect(agency.id).toBe(`${pack.country}.${agency.kind}.${where.toLowerCase()}`);
    }
  });

  it("have the same kinds of agency in every place", () => {
    const at = (place: string) => agencies.filter((agency) => agency.place === place).map(({ kind }) => kind);
    for (const place of places) expect(at(place.id).sort()).toEqual(at(places[0]?.id ?? "").sort());
  });

  it("put every agency among the bodies the law names", () => {
    for (const kind of kinds) expect(bodies).toContain(kind);
  });

  it("give every role an agency to work in", () => {
    for (const role of roles) expect(kinds).toContain(role.agencyKind);
  });

  it("start the clock of a body without agencies by its own entry alone, so that none runs unowned", () => {
    for (const duty of dutiesOf(pack)) {
      if (!kinds.has(duty.agency)) expect(duty.after.by, JSON.stringify(duty.title)).toBe(duty.agency);
    }
  });

  it("hold a role that may write what starts and what meets a duty", () => {
    const written = new Set(roles.flatMap((role) => role.mayWrite));
    for (const duty of dutiesOf(pack)) {
      expect(written).toContain(duty.after.event);
      for (const met of duty.metBy) expect(written).toContain(met.event);
    }
  });

  it("hold every code the clocks of the law name", () => {
    const ids = (list: readonly { readonly id: string }[]) => new Set(list.map((entry) => entry.id));
    const closed: Readonly<Record<string, ReadonlySet<string>>> = {
      "report.channel": ids(codes.channels),
      "notified.to": ids(codes.notified),
      "referral.to": kinds,
      "proceeding-opened.track": ids(codes.proceedingTracks),
      "registered.register": ids(codes.registers),
      "outcome.outcome": ids(codes.outcomes),
    };
    for (const duty of dutiesOf(pack)) {
      for (const { event, with: fields } of [duty.after, ...duty.metBy, ...duty.voidedBy]) {
        for (const [field, value] of Object.entries(fields ?? {})) {
          const list = closed[`${event}.${field}`];
          if (list !== undefined) expect(list).toContain(value);
        }
      }
    }
  });

  it("sort the endings of a proceeding into terminated and responsible", () => {
    for (const ending of codes.proceedingEndings)
      expect(["terminated", "responsible"]).toContain(ending.group);
  });

  it("draw demonstration cases from rates with a basis; a later period changes only rates the first one has", () => {
    const known = new Set(Object.keys(demo.regimes[0]?.rates ?? {}));
    for (const { rates } of demo.regimes) {
      for (const [key, { value, basis }] of Object.entries(rates)) {
        expect(known).toContain(key);
        expect(value).toBeGreaterThanOrEqual(0);
        if (/(Share|Per[A-Z][a-z]+)$/.test(key)) expect(value).toBeLessThanOrEqual(1);
        expect(basis).toMatch(/\S/);
      }
    }
  });

  it("give the periods of the demonstration in order of time", () => {
    const starts = demo.regimes.map(({ from }) => Temporal.PlainDate.from(from).toString());
    expect(starts).toEqual([...new Set(starts)].sort());
  });
});

function dutiesOf(pack: ReturnType<typeof loadCountry>["pack"]) {
  return pack.norms.flatMap((norm) => norm.versions.flatMap((version) => version.duties ?? []));
}
