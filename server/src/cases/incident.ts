import { ACTS, assess, childhoodOn, type Facts, HARMS, RELATIONS } from "@arasha/law";
import type { Body } from "../journal/entries.ts";
import type { Deps } from "./deps.ts";
import { localDate, recordedAs } from "./law.ts";
import type { Random } from "./random.ts";
import type { Rates } from "./rates.ts";

/** What happened in a synthetic case, and the way it will take through the law. */
export type Incident = {
  readonly facts: Facts;
  readonly persons: Body<"persons">["persons"];
  readonly relations: NonNullable<Body<"persons">["relations"]>;
  /** Null: nobody opens anything. */
  readonly track: "administrative" | "criminal" | null;
  readonly offence: { readonly norm: string; readonly part?: string } | null;
};

/** Draws an incident whose law fits the track it takes: drawn again until the engine agrees, so no article stands here. */
export function incidentFor(deps: Deps, rates: Rates, chance: Random, date: string): Incident {
  const [criminal, administrative] = [rates.of("criminalPerReport"), rates.of("administrativePerReport")];
  const track = chance.weighted([
    ["criminal", criminal],
    ["administrative", administrative],
    [null, Math.max(0, 1 - criminal - administrative)],
  ] as const);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const facts = drawFacts(rates, chance, date);
    const found = assess(deps.law, facts, { because: false }).offences.find(
      (offence) =>
        offence.verdict === "applies" &&
        (track === null || (offence.class === "administrative") === (track === "administrative")),
    );
    const people = { persons: personsOf(deps, facts), relations: relationsOf(facts) };
    if (found)
      return {
        facts,
        ...people,
        track,
        offence: { norm: found.norm, ...(found.part === null ? {} : { part: found.part }) },
      };
    if (track === null) return { facts, ...people, track, offence: null };
  }
  throw new Error(`no incident of ${date} leads to the track ${track}`);
}

const ATTEMPTS = 1000;

/** The measure this kind of agency may order at that moment and a case can record, or null. */
export function orderableMeasure(deps: Deps, facts: Facts, at: string, kind: string): string | null {
  const on = localDate(deps, at);
  const found = assess(deps.law, facts, { on, because: false }).measures.find(
    (measure) =>
      measure.verdict !== "excluded" &&
      measure.by.includes(kind) &&
      recordedAs(deps, measure.norm, on) === "protective-order-issued",
  );
  return found?.norm ?? null;
}

function drawFacts(rates: Rates, chance: Random, date: string): Facts {
  const act = chance.weighted(rates.among("act", ACTS));
  const female = chance.chance(rates.of("victimFemaleShare"));
  return {
    date,
    acts: [act],
    harm:
      act === "battery"
        ? "pain"
        : act === "bodily-harm"
          ? chance.weighted(rates.among("harm", HARMS))
          : "none",
    relation: chance.weighted(rates.among("relation", RELATIONS)),
    victim: {
      age: chance.between(19, 68),
      sex: female ? "female" : "male",
      helpless: false,
      dependent: chance.chance(0.1),
      pregnant: false,
    },
    respondent: {
      age: chance.between(19, 66),
      sex: female ? "male" : "female",
      sane: true,
      exemptFromArrest: chance.chance(0.12),
      intoxicated: chance.chance(0.5),
    },
    circumstances: {
      place: "home",
      childPresent: chance.chance(0.4),
      weapon: chance.chance(0.05),
      group: false,
      cruelty: false,
      repeated: chance.chance(0.1),
      substantialHarm: act === "stalking",
    },
    history: [],
    complaint: chance.chance(0.6) ? "given" : "none",
  };
}

function personsOf(deps: Deps, { date, victim, respondent, circumstances }: Facts): Incident["persons"] {
  const on = typeof date === "string" ? date : date.to;
  const bands = childhoodOn(deps.country.childhood, on)?.bands ?? [];
  // Any band will do, and the same each time: nothing is drawn for it.
  const band = bands[(victim?.age ?? 0) % Math.max(1, bands.length)]?.id;
  return [
    { id: "p1", role: "survivor", age: victim?.age, sex: victim?.sex },
    { id: "p2", role: "respondent", age: respondent?.age, sex: respondent?.sex },
    ...(circumstances?.childPresent ? [{ id: "p3", role: "child" as const, ...(band && { band }) }] : []),
  ];
}

/** The child of a synthetic case is the survivor's, and of partners who share one the other's too. */
function relationsOf({ circumstances, relation }: Facts): Incident["relations"] {
  if (!circumstances?.childPresent) return [];
  const parent = (adult: string) => ({ child: "p3", adult, relation: "parent", represents: "yes" }) as const;
  return [parent("p1"), ...(relation === "spouse" || relation === "ex-spouse" ? [parent("p2")] : [])];
}
