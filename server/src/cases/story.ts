import { ACTS, assess, type Facts, HARMS, RELATIONS } from "@arasha/law";
import type { Actor } from "../access/actor.ts";
import type { NewEntry } from "../journal/entries.ts";
import { newCode } from "./code.ts";
import type { Deps } from "./deps.ts";
import { dutiesOf, dutyData, expiryOf, localDate, recordedAs } from "./law.ts";
import type { Random } from "./random.ts";
import type { CaseSession } from "./session.ts";

/** Who writes on synthetic cases: one person for each role and agency, by `role agency`. */
export type Actors = (role: string, agency: string) => Actor;

export function actorsOf(deps: Deps): Actors {
  const known = new Map<string, Actor>();
  return (role, agency) => {
    const key = `${role} ${agency}`;
    const actor = known.get(key) ?? {
      // Readable and plainly not a person's.
      account: `00000000-0000-4000-8000-${String(known.size + 1).padStart(12, "0")}`,
      agency,
      agencyKind: deps.agencies.get(agency)?.kind ?? "",
      role,
    };
    known.set(key, actor);
    return actor;
  };
}

/** Rates in force for acts of a day: later regimes override earlier ones rate by rate. */
function ratesOn(deps: Deps, date: string) {
  const rates = new Map<string, number>();
  for (const regime of deps.country.demo.regimes)
    if (regime.from <= date)
      for (const [key, { value }] of Object.entries(regime.rates)) rates.set(key, value);
  return {
    of: (key: string) => {
      const value = rates.get(key);
      if (value === undefined) throw new Error(`demo.yaml gives no rate ${key} for ${date}`);
      return value;
    },
    /** Weights under a prefix: `act.battery`, `act.insult` ... */
    among: <T extends string>(prefix: string, items: readonly T[]) =>
      items.flatMap((item): [T, number][] => {
        const value = rates.get(`${prefix}.${item}`);
        return value === undefined ? [] : [[item, value]];
      }),
  };
}
type Rates = ReturnType<typeof ratesOn>;

/**
 * The life of one synthetic case from the first report until `now`: what happened, who did what about it and when.
 * Stops where the present stops it, so recent cases are under way and their clocks are running.
 */
export function livesThrough(
  deps: Deps,
  session: CaseSession,
  actors: Actors,
  chance: Random,
  actAt: Temporal.Instant,
  now: Temporal.Instant,
): void {
  const rates = ratesOn(deps, localDate(deps, actAt.toString()));
  const place = chance.pick(deps.country.places).id;
  const hotline = deps.country.agencies.find((agency) => agency.kind === "hotline");
  const local = (kind: string) =>
    deps.country.agencies.find((one) => one.kind === kind && one.place === place);
  const police = local("police");
  const role = (kind: string, intake = false) =>
    deps.country.roles.find((one) => one.agencyKind === kind && (!intake || one.intake))?.id ?? "";
  if (!police || !hotline) throw new Error(`no police or hotline for ${place}`);
  const inspector = actors(role("police"), police.id);

  let clock = min(actAt.add({ minutes: Math.round(chance.waiting(rates.of("reportDelayHours") * 60)) }), now);
  /** Moves the clock on; false when that would be in the future, and then the story stops. */
  const later = (meanHours: number): boolean => {
    const then = clock.add({ minutes: 5 + Math.round(chance.waiting(meanHours * 60)) });
    if (Temporal.Instant.compare(then, now) > 0) return false;
    clock = then;
    return true;
  };
  const write = (actor: Actor, entry: { readonly type: NewEntry["type"]; readonly body: unknown }) =>
    session.write({ happenedAt: clock.toString(), ...entry } as NewEntry, actor, clock.toString());

  const track = chance.weighted([
    ["criminal", rates.of("criminalPerReport")],
    ["administrative", rates.of("administrativePerReport")],
    [null, Math.max(0, 1 - rates.of("criminalPerReport") - rates.of("administrativePerReport"))],
  ] as const);
  const { facts, offence } = factsFor(deps, rates, chance, localDate(deps, actAt.toString()), track);

  // The report, by whichever door it came.
  const channel = chance.weighted(
    rates.among(
      "channel",
      deps.country.codes.channels.map(({ id }) => id),
    ),
  );
  const byHotline = channel === rates.among("hotlineChannel", [channel])[0]?.[0];
  const first = byHotline ? actors(role("hotline", true), hotline.id) : inspector;
  write(first, {
    type: "report",
    body: {
      code: newCode(() => chance.between(0, 31)),
      channel,
      place,
      reportedBy: chance.weighted(
        rates.among("reportedBy", ["survivor", "relative", "witness", "agency", "anonymous"]),
      ),
      safeContact: chance.weighted(rates.among("safeContact", ["none", "call", "message", "through-agency"])),
      synthetic: true,
    },
  });
  write(first, { type: "persons", body: { persons: personsOf(facts) } });
  write(first, { type: "incident", body: { facts } });
  const flags = Object.fromEntries(
    deps.country.codes.riskFlags.map(({ id }) => {
      const answer = chance.chance(rates.of("riskFlag")) ? "yes" : chance.chance(0.7) ? "no" : "unknown";
      return [id, answer as "yes" | "no" | "unknown"];
    }),
  );
  const signs = Object.values(flags).filter((answer) => answer === "yes").length;
  const judgement = signs > 2 ? "immediate" : signs > 1 ? "high" : signs > 0 ? "raised" : "not-established";
  write(first, { type: "risk-check", body: { flags, judgement } });
  if (byHotline)
    write(first, {
      type: "referral",
      body: {
        to: police.kind,
        agency: police.id,
        purpose: purposeOf(deps, chance),
        ground:
          signs > 1
            ? { kind: "emergency", why: "threat-to-life" }
            : { kind: "consent", language: "ru", method: "spoken" },
      },
    });

  if (!later(rates.of("notifyHours"))) return;
  answerClocks();

  // The protective order, from issue to its end.
  const measure = orderableMeasure(deps, facts, clock.toString(), police.kind);
  if (measure && chance.chance(rates.of("orderPerReport"))) {
    if (!later(2)) return;
    write(inspector, {
      type: "protective-order-issued",
      body: { norm: measure, consent: chance.pick(["agrees", "not-asked"]) },
    });
    const order = session.entries.length;
    if (!later(1)) return;
    write(inspector, {
      type: "protective-order-served",
      body: { order, refusedToSign: chance.chance(rates.of("refusedToSign")) },
    });
    const served = clock;
    if (chance.chance(rates.of("copyGiven")) && later(1))
      write(inspector, { type: "protective-order-copy-given", body: { order } });
    if (later(10)) answerClocks();
    openProceeding();
    const breachDay = chance.chance(rates.of("breachPerOrder")) ? chance.between(1, 28) : null;
    for (let day = 6; day <= 28; day += 7) {
      const at = served.add({ hours: 24 * day - chance.between(0, 30) });
      if (breachDay !== null && breachDay <= day && !session.state().orders.at(-1)?.breaches.length) {
        if (!reach(served.add({ hours: 24 * breachDay }))) return;
        write(inspector, { type: "protective-order-breached", body: { order } });
      }
      if (!reach(at)) return;
      if (chance.chance(rates.of("checkDone")))
        write(inspector, { type: "protective-order-checked", body: { order, complied: true } });
    }
    const standing = session.state().orders.at(-1);
    const expiry = standing ? expiryOf(deps, standing) : null;
    if (!expiry || !reach(Temporal.Instant.from(expiry))) return;
    write(inspector, {
      type: "protective-order-ended",
      body: { order, ending: deps.country.codes.orderEndings[0]?.id ?? "" },
    });
  } else {
    openProceeding();
  }
  finish();

  function reach(at: Temporal.Instant): boolean {
    if (Temporal.Instant.compare(at, now) > 0) return false;
    if (Temporal.Instant.compare(at, clock) > 0) clock = at;
    return true;
  }

  /** Does what an open clock of the police asks for, where telling or registering is all it asks. */
  function answerClocks(): void {
    const state = session.state();
    for (const duty of dutiesOf(deps, session.entries, state.facts, clock.toString())) {
      const asked =
        duty.state === "open" && duty.agency === police?.kind ? dutyData(deps, duty)?.metBy[0] : undefined;
      if (asked?.event !== "registered" && asked?.event !== "notified") continue;
      if (chance.chance(rates.of("clockAnswered")))
        write(inspector, { type: asked.event, body: { ...asked.with } });
    }
  }

  function openProceeding(): void {
    if (!offence || !later(18)) return;
    if (!track) {
      const share =
        rates.of("withoutActionShare") /
        (1 - rates.of("criminalPerReport") - rates.of("administrativePerReport"));
      if (chance.chance(share))
        write(inspector, { type: "proceeding-opened", body: { track: "refused", ...offence } });
      return;
    }
    const prosecutor = local("prosecutor");
    if (track === "criminal" && prosecutor) {
      write(inspector, {
        type: "referral",
        body: {
          to: prosecutor.kind,
          agency: prosecutor.id,
          purpose: purposeOf(deps, chance),
          ground: { kind: "consent", language: "ru", method: "written" },
        },
      });
      write(actors(role("prosecutor"), prosecutor.id), {
        type: "proceeding-opened",
        body: { track, ...offence },
      });
    } else {
      write(inspector, { type: "proceeding-opened", body: { track: "administrative", ...offence } });
    }
  }

  function finish(): void {
    const open = session.state().proceedings.find((one) => !one.endedAt && one.track !== "refused");
    const shelter = local("shelter");
    if (shelter && chance.chance(rates.of("crisisCentrePerReport")) && later(24))
      write(inspector, {
        type: "referral",
        body: {
          to: shelter.kind,
          agency: shelter.id,
          purpose: purposeOf(deps, chance),
          ground: { kind: "consent", language: "kk", method: "spoken" },
        },
      });
    if (!open) return;
    if (!later(open.track === "criminal" ? 24 * 25 : 24 * 9)) return;
    const writer = session.entries.find((entry) => entry.seq === open.seq);
    const agency = writer?.agency ?? police?.id ?? "";
    const actor = actors(role(deps.agencies.get(agency)?.kind ?? ""), agency);
    const ending = chance.weighted(
      rates.among(
        `${open.track}Ending`,
        deps.country.codes.proceedingEndings.map(({ id }) => id),
      ),
    );
    write(actor, { type: "proceeding-ended", body: { proceeding: open.seq, ending } });
    for (const [outcome, share] of rates.among(
      "outcomePerOrder",
      deps.country.codes.outcomes.map(({ id }) => id),
    ))
      if (session.state().orders.length > 0 && chance.chance(share))
        write(inspector, { type: "outcome", body: { outcome } });
  }
}

/** An incident whose law fits the track it took: drawn until the engine agrees, so no article stands here. */
function factsFor(deps: Deps, rates: Rates, chance: Random, date: string, track: string | null) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const facts = drawFacts(rates, chance, date);
    const found = assess(deps.law, facts, { because: false }).offences.find(
      (offence) =>
        offence.verdict !== "possible" &&
        (track === null || (offence.class === "administrative") === (track === "administrative")),
    );
    if (found)
      return { facts, offence: { norm: found.norm, ...(found.part === null ? {} : { part: found.part }) } };
    if (track === null) return { facts, offence: null };
  }
  return { facts: drawFacts(rates, chance, date), offence: null };
}

function drawFacts(rates: Rates, chance: Random, date: string): Facts {
  const act = chance.weighted(rates.among("act", ACTS));
  const bodily = act === "battery" || act === "bodily-harm";
  const female = chance.chance(rates.of("victimFemaleShare"));
  return {
    date,
    acts: [act],
    harm: act === "battery" ? "pain" : bodily ? chance.weighted(rates.among("harm", HARMS)) : "none",
    relation: chance.weighted(rates.among("relation", RELATIONS)),
    victim: {
      age: chance.between(19, 68),
      sex: female ? "female" : "male",
      helpless: false,
      dependent: chance.chance(0.2),
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
      repeated: chance.chance(0.15),
      substantialHarm: act === "stalking",
    },
    history: [],
    complaint: chance.chance(0.6) ? "given" : "none",
  };
}

function personsOf(facts: Facts) {
  const child = facts.circumstances?.childPresent ? [{ id: "p3", role: "child" as const }] : [];
  const { victim, respondent } = facts;
  return [
    { id: "p1", role: "survivor" as const, age: victim?.age, sex: victim?.sex },
    { id: "p2", role: "respondent" as const, age: respondent?.age, sex: respondent?.sex },
    ...child,
  ];
}

function orderableMeasure(deps: Deps, facts: Facts, at: string, kind: string): string | null {
  const on = localDate(deps, at);
  const found = assess(deps.law, facts, { on, because: false }).measures.find(
    (measure) =>
      measure.verdict !== "excluded" &&
      measure.by.includes(kind) &&
      recordedAs(deps, measure.norm, on) === "protective-order-issued",
  );
  return found?.norm ?? null;
}

function purposeOf(deps: Deps, chance: Random): string {
  return chance.pick(deps.country.codes.referralPurposes).id;
}

function min(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}
