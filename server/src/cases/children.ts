import {
  type Ages,
  agesFromBand,
  agesOn,
  bandsOf,
  type Childhood,
  childhoodOn,
  type Decision,
  isDate,
  majorityOf,
  whoDecides,
} from "@arasha/law";
import type { ChildView } from "../contract/index.ts";
import { isChild } from "../journal/classes.ts";
import type { Entry } from "../journal/entries.ts";
import { complainedOf } from "../journal/grants.ts";
import { localDate, midnight } from "./day.ts";
import type { Deps } from "./deps.ts";
import { type CaseState, effective, type Person } from "./state.ts";

/** Dates of birth of children, by their id: as far as they were opened for the one asking. */
export type Births = ReadonlyMap<string, string>;

export function birthsIn(persons: readonly Pick<Person, "id" | "born">[]): Births {
  // What a correction puts in place is as its writer typed it.
  return new Map(persons.flatMap(({ id, born }) => (born && isDate(born) ? [[id, born]] : [])));
}

/** Everyone the case ever noted as a child: who has grown up since still has the record. */
export function childrenEver(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(
    effective(entries).flatMap((entry) =>
      entry.type === "persons" ? entry.body.persons.filter(isChild).map(({ id }) => id) : [],
    ),
  );
}

/** What is known of a child's age on a day: by its date of birth where that is open, else from the band it was noted in. */
export function agesOf(
  deps: Deps,
  entries: readonly Entry[],
  births: Births,
  child: string,
  on: string,
): Ages | null {
  const childhood = childhoodOn(deps.country.childhood, on);
  if (!childhood) return null;
  const born = births.get(child);
  if (born !== undefined) return born > on ? null : agesOn(born, on, childhood.majority);
  const noted = bandNoted(deps, entries, child);
  return noted && agesFromBand(childhood, noted.band, noted.on, on);
}

/** The band a child was last noted in, and the first day of the unbroken run of entries that say so. */
function bandNoted(
  deps: Deps,
  entries: readonly Entry[],
  child: string,
): { readonly band: string; readonly on: string } | null {
  const noted = effective(entries).flatMap((entry) =>
    entry.type === "persons"
      ? [{ band: entry.body.persons.find(({ id }) => id === child)?.band, at: entry.happenedAt }]
      : [],
  );
  const band = noted.at(-1)?.band;
  if (band === undefined) return null;
  // A list noted anew repeats what stood there: that the child was that old is sure for the first day of the run only.
  const other = noted.findLastIndex((one) => one.band !== band);
  const first = noted[other + 1] as (typeof noted)[number];
  return { band, on: localDate(deps, first.at) };
}

/** Who may decide on a purpose for a child on a day. Where the pack knows nothing of that day, nobody. */
export function decisionFor(
  deps: Deps,
  entries: readonly Entry[],
  births: Births,
  child: string,
  purpose: string,
  on: string,
): Decision {
  const childhood = childhoodOn(deps.country.childhood, on);
  if (!childhood) return { adult: "unknown", by: [], word: "needed", standIn: null };
  return whoDecides(childhood, agesOf(deps, entries, births, child, on), purpose);
}

/** The moment consents given for a child by others end, if it is known: midnight before the first day it may be of age. */
export function endOfChildhood(deps: Deps, births: Births, child: string, on: string): string | null {
  const born = births.get(child);
  const childhood = childhoodOn(deps.country.childhood, on);
  if (born === undefined || !childhood) return null;
  return midnight(deps, majorityOf(born, childhood.majority).earliest);
}

/** Adults of the case that may agree for a child, and why one may not. */
export function guardiansOf(
  state: Pick<CaseState, "relations">,
  entries: readonly Entry[],
  child: string,
): ChildView["guardians"] {
  const complained = complainedOf(entries);
  return state.relations
    .filter((relation) => relation.child === child)
    .map(({ adult, relation, represents, contact = false }) => {
      const why = complained.has(adult)
        ? ("complained-of" as const)
        : represents === "yes"
          ? null
          : ("not-representative" as const);
      return { adult, relation, represents, contact: contact && why !== "complained-of", why };
    });
}

/** Every child of a case as one reader sees it at a moment. */
export function childViews(
  deps: Deps,
  state: CaseState,
  entries: readonly Entry[],
  asOf: string,
): Omit<ChildView, "ownPage">[] {
  const on = localDate(deps, asOf);
  const childhood = childhoodOn(deps.country.childhood, on);
  const births = birthsIn(state.persons);
  const ever = childrenEver(entries);
  return state.persons
    .filter(({ id }) => ever.has(id))
    .map(({ id }) => {
      const ages = agesOf(deps, entries, births, id, on);
      const decision = decisionFor(deps, entries, births, id, "", on);
      const guardians = guardiansOf(state, entries, id);
      const born = births.get(id);
      return {
        id,
        bands: childhood && ages ? [...bandsOf(childhood, ages).bands] : [],
        adult: decision.adult,
        word: decision.word,
        decides: [...decision.by],
        aloneFor: childhood && ages ? aloneFor(childhood, ages) : [],
        comesOfAge: born && childhood ? majorityOf(born, childhood.majority).earliest : null,
        guardians,
        standIn:
          decision.by.includes("guardian") && !guardians.some(({ why }) => why === null)
            ? { body: decision.standIn }
            : null,
      };
    });
}

function aloneFor(childhood: Childhood, ages: Ages): string[] {
  if (childhood.alone === "unknown") return [];
  return childhood.alone
    .flatMap(({ purposes }) => purposes)
    .filter((purpose) => whoDecides(childhood, ages, purpose).by.includes("self"));
}
