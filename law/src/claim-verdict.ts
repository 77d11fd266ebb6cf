import { assess } from "./assess.ts";
import type { Check, Claim, ClaimVerdict, Register } from "./claim.ts";
import type { Law } from "./compile.ts";
import type { DateText } from "./date.ts";
import { Facts } from "./facts.ts";
import type { Sanction } from "./norm.ts";
import type { Treaty } from "./obligation.ts";
import type { Participation } from "./participation.ts";
import { earliestOf, latestOf, treatyStatus } from "./treaty-status.ts";
import { surely, windowOf } from "./window.ts";

/** What a claim is held against. */
export type Known = {
  readonly law: Law;
  readonly treaties: ReadonlyMap<string, Treaty>;
  readonly participations: ReadonlyMap<string, Participation>;
};

/** A verdict and, where it was computed, what the data say. */
export type Judged = {
  readonly claim: Claim;
  readonly verdict: ClaimVerdict;
  readonly computed: boolean;
  /** What the data have in the place of what was said, as text; null where nothing was computed. */
  readonly found: string | null;
};

/** Every claim of a register with its verdict. A check of something the data do not hold `cannot be checked`. */
export function judgedClaims(register: Register, known: Known): readonly Judged[] {
  const figures = new Map(register.claims.map((claim) => [claim.id, claim]));
  return register.claims.map((claim) => {
    if (claim.check === undefined)
      return { claim, verdict: claim.verdict ?? "cannot-be-checked", computed: false, found: null };
    const { said, found } = sides(claim, claim.check, known, figures);
    const verdict =
      found === null || said === null
        ? "cannot-be-checked"
        : agree(claim.check, said, found)
          ? "matches"
          : "differs";
    return { claim, verdict, computed: true, found: found === null ? null : String(found) };
  });
}

type Side = string | number | boolean | null;
type Sides = { readonly said: Side; readonly found: Side };

/** What was said and what the data have, in the same terms; null where there is nothing. */
function sides(claim: Claim, check: Check, known: Known, figures: ReadonlyMap<string, Claim>): Sides {
  const figureOf = (id: string) => figures.get(id)?.value ?? null;
  switch (check.of) {
    case "treaty-count":
      return { said: check.is, found: countOf(check, known) };
    case "treaty-day":
      return { said: check.is, found: known.participations.get(check.treaty)?.[check.step] ?? null };
    case "participation":
      return { said: check.is, found: actOf(check, known) };
    case "norm-in-force":
      return { said: check.is, found: inForce(known.law, check.norm, check.on) };
    case "act-day":
      return { said: check.is, found: dayOf(check, known.law) };
    case "acts-signed":
      return { said: check.is, found: actsSigned(check, known.law) };
    case "sanction":
      return { said: check.is, found: highest(known.law, check, check.kind) };
    case "heavier": {
      const [before, after] = [check.before, check.after].map((side) => highest(known.law, side, check.kind));
      return { said: check.is, found: before == null || after == null ? null : after > before };
    }
    case "incident":
      return { said: check.is, found: covered(known.law, check) };
    case "obligations":
      return { said: true, found: owed(check, known) };
    case "figure":
      return { said: claim.value, found: figureOf(check.figure) };
    case "ratio": {
      const [part, whole] = [figureOf(check.part), figureOf(check.whole)];
      return {
        said: claim.value,
        found: part === null || whole === null || whole === 0 ? null : rounded((part / whole) * check.times),
      };
    }
    case "change": {
      const [from, to] = [figureOf(check.from), figureOf(check.to)];
      return {
        said: claim.value,
        found: from === null || to === null || from === 0 ? null : rounded(((to - from) / from) * 100),
      };
    }
  }
}

/** What is lost in adding tenths. */
const TINY = 1e-9;

/** A date said to the month agrees with any day of it; a figure within the room the check gives. */
function agree(check: Check, said: Side, found: Side): boolean {
  if (typeof said === "number" && typeof found === "number")
    return Math.abs(said - found) <= ("within" in check ? check.within : 0) + TINY;
  if (typeof said === "string" && typeof found === "string") return found.startsWith(said);
  return said === found;
}

function countOf({ treaty, measure, on, who }: Check & { of: "treaty-count" }, known: Known): number | null {
  const participation = known.participations.get(treaty);
  if (participation === undefined) return null;
  const { states, organisations } = treatyStatus(participation, on);
  if (who === "states") return states[measure].length;
  if (who === "organisations") return organisations[measure].length;
  return states[measure].length + organisations[measure].length;
}

function actOf({ treaty, party, step }: Check & { of: "participation" }, known: Known): string | null {
  const participation = known.participations.get(treaty);
  if (participation === undefined) return null;
  const found = participation.participants.find(({ code }) => code === party);
  if (step === "invitation-until") {
    const until = found?.invitation?.until;
    if (until === undefined) return "none";
    const [earliest, latest] = [earliestOf(until), latestOf(until)];
    return earliest === latest ? earliest : common(earliest, latest);
  }
  const act = {
    signature: found?.signature,
    ratification: found?.ratification,
    "in-force": found?.inForce,
    invitation: found?.invitation?.decided,
  }[step];
  return act?.date ?? "none";
}

/** As much of two days as is the same in both: `2025-04` of two days of one April. Null where not even the year is. */
function common(one: DateText, other: DateText): string | null {
  return [7, 4].map((length) => one.slice(0, length)).find((part) => other.startsWith(part)) ?? null;
}

/** Null where the day lies in a window, or before the law is held. */
function inForce(law: Law, norm: string, on: DateText): boolean | null {
  const wordings = law.norms.get(norm)?.wordings;
  if (wordings === undefined || on < law.pack.coversFrom) return null;
  if (wordings.some((wording) => surely(wording, on))) return true;
  const maybe = wordings.some(
    ({ begins, ends }) => begins.earliest <= on && (ends === null || on < ends.latest),
  );
  return maybe ? null : false;
}

function dayOf({ act, step }: Check & { of: "act-day" }, law: Law): string | null {
  const found = law.amendments.get(act);
  if (found === undefined) return null;
  if (step === "signed") return found.signed ?? null;
  if (step === "published") return found.published ?? null;
  const { earliest, latest } = windowOf(found.inForce);
  return earliest === latest ? earliest : null;
}

/** Acts signed that day which begin or end a version of a norm named. */
function actsSigned({ on, touching }: Check & { of: "acts-signed" }, law: Law): number {
  const acts = new Set<string>();
  for (const id of touching) {
    for (const { version } of law.norms.get(id)?.wordings ?? [])
      for (const act of [version.from, version.until ?? ""])
        if (law.amendments.get(act)?.signed === on) acts.add(act);
  }
  return acts.size;
}

function highest(
  law: Law,
  { norm, part, on }: { readonly norm: string; readonly part: string; readonly on: DateText },
  kind: Sanction["kind"],
): number | null {
  const version = law.norms.get(norm)?.wordings.find((wording) => surely(wording, on))?.version;
  const sanctions = version?.parts?.find((one) => one.part === part)?.sanctions;
  if (sanctions === undefined || sanctions === "unknown") return null;
  const most = sanctions.filter((one) => one.kind === kind).map(({ max }) => max ?? null);
  // A sanction whose size was not read is not nought.
  if (most.includes(null)) return null;
  return Math.max(0, ...most.map((max) => max ?? 0));
}

function covered(law: Law, { facts, classes }: Check & { of: "incident" }): boolean | null {
  const read = Facts.safeParse(facts);
  if (!read.success) return null;
  const found = assess(law, read.data).offences.filter(
    (offence) => offence.class === "unknown" || classes.includes(offence.class),
  );
  if (found.some((offence) => offence.verdict === "applies" && offence.class !== "unknown")) return true;
  return found.length > 0 ? null : false;
}

function owed({ treaty, items }: Check & { of: "obligations" }, known: Known): boolean | null {
  const asked = known.treaties.get(treaty)?.articles.flatMap((article) => article.items);
  if (asked === undefined) return null;
  const named = items.map((id) => asked.find((item) => item.id === id));
  // What the data do not hold yet is not known to be owed or not.
  if (named.some((item) => item === undefined)) return null;
  return named.every((item) => item?.modality === "shall" || item?.modality === "undertake");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
