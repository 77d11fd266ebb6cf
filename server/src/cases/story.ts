import { type Actor, readsOf } from "../access/actor.ts";
import { isChild } from "../journal/classes.ts";
import { compartmentsOf } from "../journal/compartments.ts";
import type { Ground, NewEntry } from "../journal/entries.ts";
import type { SafeContact } from "../journal/safe-contact.ts";
import { newCode } from "./code.ts";
import type { Deps } from "./deps.ts";
import { type Incident, incidentFor, orderableMeasure } from "./incident.ts";
import { dutiesOf, dutyData, expiryOf, localDate } from "./law.ts";
import type { Random } from "./random.ts";
import { type Rates, ratesOn } from "./rates.ts";
import type { CaseSession } from "./session.ts";

/** Who writes on synthetic cases: one person for each role and agency. */
export type Actors = (kind: string, agency: string) => Actor;

export function actorsOf(deps: Deps): Actors {
  const known = new Map<string, Actor>();
  return (kind, agency) => {
    const role = deps.country.roles.find((one) => one.agencyKind === kind);
    const actor = known.get(agency) ?? {
      // Readable, and plainly not a person's.
      account: `00000000-0000-4000-8000-${String(known.size + 1).padStart(12, "0")}`,
      agency,
      agencyKind: kind,
      role: role?.id ?? "",
      reads: role ? readsOf(role) : [],
    };
    known.set(agency, actor);
    return actor;
  };
}

/** Thrown where the present cuts a story off: what has not happened yet is not written. */
class TheFuture extends Error {}

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
  const story = begin(deps, session, actors, chance, actAt, now);
  try {
    report(story);
    story.later(story.rates.of("notifyHours"));
    answerClocks(story);
    if (chance.chance(story.rates.of("orderPerReport")) && order(story)) orderRuns(story);
    else proceeding(story);
    shelter(story);
    proceedingEnds(story);
  } catch (error) {
    if (!(error instanceof TheFuture)) throw error;
  }
}

type Story = {
  readonly deps: Deps;
  readonly session: CaseSession;
  readonly chance: Random;
  readonly rates: Rates;
  readonly incident: Incident;
  readonly place: string;
  readonly police: Actor;
  readonly hotline: Actor;
  /** Somebody of that kind of agency in the place, or null where there is none. */
  readonly local: (kind: string) => Actor | null;
  readonly now: () => string;
  /** Lets time pass, a few minutes at least. */
  readonly later: (meanHours: number) => void;
  readonly reach: (at: Temporal.Instant) => void;
  readonly write: (actor: Actor, type: NewEntry["type"], body: unknown) => number;
};

function begin(
  deps: Deps,
  session: CaseSession,
  actors: Actors,
  chance: Random,
  actAt: Temporal.Instant,
  end: Temporal.Instant,
): Story {
  const date = localDate(deps, actAt.toString());
  const rates = ratesOn(deps.country.demo, date);
  const place = chance.pick(deps.country.places).id;
  const local = (kind: string) => {
    const agency = deps.country.agencies.find((one) => one.kind === kind && (one.place ?? place) === place);
    return agency ? actors(kind, agency.id) : null;
  };
  const [police, hotline] = [local("police"), local("hotline")];
  if (!police || !hotline) throw new Error(`no police or hotline for ${place}`);
  let clock = actAt;
  const reach = (at: Temporal.Instant) => {
    if (Temporal.Instant.compare(at, end) > 0) throw new TheFuture();
    if (Temporal.Instant.compare(at, clock) > 0) clock = at;
  };
  const later = (meanHours: number) =>
    reach(clock.add({ minutes: 5 + Math.round(chance.waiting(meanHours * 60)) }));
  const write = (actor: Actor, type: NewEntry["type"], body: unknown) => {
    session.write({ type, happenedAt: clock.toString(), body } as NewEntry, actor, clock.toString());
    return session.entries.length;
  };
  // A report is told within days; one that would come after the present comes now, so that no case is empty.
  const told = actAt.add({ minutes: 5 + Math.round(chance.waiting(rates.of("reportDelayHours") * 60)) });
  reach(Temporal.Instant.compare(told, end) > 0 ? end : told);
  const incident = incidentFor(deps, rates, chance, date);
  return {
    deps,
    session,
    chance,
    rates,
    incident,
    place,
    police,
    hotline,
    local,
    later,
    reach,
    write,
    now: () => clock.toString(),
  };
}

/** Without safe hours: nothing is sent by itself, and no message of a demonstration waits for anybody. */
function agreement({ now }: Story, channel: SafeContact["channel"]): SafeContact {
  return {
    channel,
    hours: [],
    answers: "only-her",
    voicemail: false,
    says: { kind: "nothing" },
    language: "ru",
    until: Temporal.Instant.from(now()).add(AGREED_FOR).toString(),
  };
}

const AGREED_FOR = { hours: 60 * 24 };

function report(story: Story): void {
  const { deps, chance, rates, incident, police, hotline, write } = story;
  const { codes } = deps.country;
  const channel = chance.weighted(rates.among("channel", ids(codes.channels)));
  const byHotline = rates.among("hotlineChannel", [channel]).length > 0;
  const first = byHotline ? hotline : police;
  write(first, "report", {
    code: newCode(() => chance.between(0, 31)),
    channel,
    place: story.place,
    reportedBy: chance.weighted(
      rates.among("reportedBy", ["survivor", "relative", "witness", "agency", "anonymous"]),
    ),
    synthetic: true,
  });
  write(first, "persons", { persons: incident.persons, relations: incident.relations });
  const way = chance.weighted(rates.among("safeContact", ["none", "call", "sms", "through-agency"]));
  if (way !== "none") write(first, "safe-contact-agreed", agreement(story, way as SafeContact["channel"]));
  write(first, "incident", { facts: incident.facts });
  const flags = codes.riskFlags.map(({ id }) => {
    const answer = chance.chance(rates.of("riskFlag")) ? "yes" : chance.chance(0.7) ? "no" : "unknown";
    return [id, answer] as const;
  });
  const signs = flags.filter(([, answer]) => answer === "yes").length;
  const judgement = signs > 2 ? "immediate" : signs > 1 ? "high" : signs > 0 ? "raised" : "not-established";
  write(first, "risk-check", { flags: Object.fromEntries(flags), judgement });
  if (byHotline) refer(story, first, police, signs > 1 ? EMERGENCY : CONSENT);
}

const EMERGENCY = { kind: "emergency", why: "threat-to-life" } as const;
const CONSENT = { kind: "consent", language: "ru", method: "spoken" } as const;

/** How long she agrees for, in the demonstration. */
const AGREED = { hours: 24 * 90 };

function refer({ deps, chance, incident, write, now }: Story, from: Actor, to: Actor, ground: Ground): void {
  const purpose = chance.pick(deps.country.codes.referralPurposes);
  const until = ground.kind === "consent" ? Temporal.Instant.from(now()).add(AGREED).toString() : null;
  // Nothing personal is made up for synthetic cases beyond ages: there is nothing to read, and the grant stands alone.
  // Dates of birth are not made up either, so nobody can agree for a child: its record is opened in an emergency alone.
  const children = ground.kind === "emergency" ? incident.persons.filter(isChild).map(({ id }) => id) : [];
  const needed = (purpose.needs ?? []).filter((name) => from.reads.includes(`own:${name}`));
  const classes = compartmentsOf(needed, children);
  write(from, "referral", {
    to: to.agencyKind,
    agency: to.agency,
    purpose: purpose.id,
    ground,
    classes,
    until,
  });
}

/** Does what an open clock of the police asks for, where telling or registering is all it asks. */
function answerClocks({ deps, session, chance, rates, police, write, now }: Story): void {
  for (const duty of dutiesOf(deps, session.entries, session.state().facts, now())) {
    const asked =
      duty.state === "open" && duty.agency === police.agencyKind ? dutyData(deps, duty)?.metBy[0] : undefined;
    if (asked?.event !== "registered" && asked?.event !== "notified") continue;
    if (chance.chance(rates.of("clockAnswered"))) write(police, asked.event, { ...asked.with });
  }
}

/** Issues, serves and copies a protective order; false where the law of the moment knows none for these facts. */
function order(story: Story): boolean {
  const { deps, chance, rates, incident, police, later, write, now } = story;
  later(2);
  const norm = orderableMeasure(deps, incident.facts, now(), police.agencyKind);
  if (!norm) return false;
  const issued = write(police, "protective-order-issued", {
    norm,
    consent: chance.pick(["agrees", "not-asked"]),
  });
  later(1);
  write(police, "protective-order-served", {
    order: issued,
    refusedToSign: chance.chance(rates.of("refusedToSign")),
  });
  if (chance.chance(rates.of("copyGiven"))) {
    later(1);
    write(police, "protective-order-copy-given", { order: issued });
  }
  return true;
}

/** Weekly checks, a breach perhaps, and the end of the order; the proceeding opens on the way. */
function orderRuns(story: Story): void {
  const { deps, session, chance, rates, police, later, reach, write } = story;
  const standing = session.state().orders.at(-1);
  const served = standing?.servedAt ? Temporal.Instant.from(standing.servedAt) : null;
  if (!standing || !served) return;
  later(10);
  answerClocks(story);
  proceeding(story);
  const breach = chance.chance(rates.of("breachPerOrder"))
    ? served.add({ hours: 24 * chance.between(1, 27) })
    : null;
  let breached = false;
  const expiry = expiryOf(deps, standing);
  for (let day = 6; day <= 28; day += 7) {
    const at = served.add({ hours: 24 * day - chance.between(0, 30) });
    if (expiry && Temporal.Instant.compare(at, expiry) > 0) break;
    if (breach && !breached && Temporal.Instant.compare(breach, at) <= 0) {
      reach(breach);
      write(police, "protective-order-breached", { order: standing.seq });
      breached = true;
    }
    reach(at);
    if (chance.chance(rates.of("checkDone")))
      write(police, "protective-order-checked", { order: standing.seq, complied: !breached });
  }
  if (!expiry) return;
  reach(Temporal.Instant.from(expiry));
  const ending = chance.weighted(rates.among("orderEnding", ids(deps.country.codes.orderEndings)));
  write(police, "protective-order-ended", { order: standing.seq, ending });
}

function proceeding(story: Story): void {
  const { chance, rates, incident, police, local, later, write } = story;
  const { track, offence } = incident;
  if (!offence) return;
  later(18);
  if (track === null) {
    const untouched = 1 - rates.of("criminalPerReport") - rates.of("administrativePerReport");
    if (chance.chance(rates.of("withoutActionShare") / untouched))
      write(police, "proceeding-opened", { track: "refused", ...offence });
    return;
  }
  const prosecutor = track === "criminal" ? local("prosecutor") : null;
  if (prosecutor) refer(story, police, prosecutor, CONSENT);
  write(prosecutor ?? police, "proceeding-opened", { track, ...offence });
}

function shelter(story: Story): void {
  const centre = story.local("shelter");
  if (!centre || !story.chance.chance(story.rates.of("crisisCentrePerReport"))) return;
  story.later(24);
  refer(story, story.police, centre, { ...CONSENT, language: "kk" });
}

function proceedingEnds(story: Story): void {
  const { deps, session, chance, rates, police, local, later, write } = story;
  const open = session.state().proceedings.find((one) => !one.endedAt && one.track !== "refused");
  if (!open) return;
  later(24 * rates.of(`${open.track}Days`));
  const ending = chance.weighted(
    rates.among(`${open.track}Ending`, ids(deps.country.codes.proceedingEndings)),
  );
  const decides = (open.track === "criminal" ? local("prosecutor") : null) ?? police;
  write(decides, "proceeding-ended", { proceeding: open.seq, ending });
  for (const [outcome, share] of rates.among("outcomePerOrder", ids(deps.country.codes.outcomes)))
    if (session.state().orders.length > 0 && chance.chance(share)) write(police, "outcome", { outcome });
}

function ids(codes: readonly { readonly id: string }[]): readonly string[] {
  return codes.map(({ id }) => id);
}
