import type { WatchRule } from "@arasha/packs";

/** That somebody looked into a case, or was refused one: a leaf of the trail with what is known around it. */
export type Look = {
  /** Instant, ISO 8601. */
  readonly at: string;
  readonly account: string;
  readonly role: string;
  readonly kind: "read" | "refused";
  /** The name the case has on the trail: the same for the same case. */
  readonly name: string;
  /** Null where nobody can tell which case it was. */
  readonly caseId: string | null;
  /** Her agency owed something on the case, something was new on it, or she had written on it herself. */
  readonly hasReason: boolean;
  /** An invented case, planted for nobody. */
  readonly canary: boolean;
};

export type Finding = {
  readonly rule: WatchRule["rule"];
  readonly account: string;
  readonly caseId: string | null;
  /** When the rule was met: the instant of the look that met it. */
  readonly at: string;
  /** The same for the same finding, whenever the rules are asked again: one a rule, person and day, or case. */
  readonly mark: string;
  /** What was counted, and against what. */
  readonly detail: Readonly<Record<string, number | string>>;
};

/**
 * What the rules find in the looks of some time, in order of time. Days are those of `zone`. `looks` may come in any order;
 * they have to reach back as far as the rules count, or less is found, never more.
 */
export function findings(
  rules: readonly WatchRule[],
  looks: readonly Look[],
  zone: string,
): readonly Finding[] {
  const timed = looks
    .map((look): Timed => {
      const instant = Temporal.Instant.from(look.at);
      return { ...look, ms: instant.epochMilliseconds };
    })
    .sort((a, b) => a.ms - b.ms || (a.name < b.name ? -1 : 1));
  const days = dayOf(zone);
  const found = rules.flatMap((rule) => BY_RULE[rule.rule](rule as never, timed, days));
  return once(found).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

type Timed = Look & { readonly ms: number };
type Day = (at: number) => { readonly date: string; readonly time: string };
type Rule<R extends WatchRule["rule"]> = Extract<WatchRule, { readonly rule: R }>;

const BY_RULE: {
  readonly [R in WatchRule["rule"]]: (rule: Rule<R>, looks: readonly Timed[], day: Day) => readonly Finding[];
} = {
  canary: (_, looks) =>
    looks
      .filter((look) => look.canary)
      .map((look) => ({
        rule: "canary",
        account: look.account,
        caseId: look.caseId,
        at: look.at,
        mark: `canary|${look.account}|${look.name}`,
        detail: {},
      })),
  "without-task": (rule, looks, day) =>
    counted(
      rule,
      looks.filter((look) => look.kind === "read" && !look.hasReason && !look.canary),
      day,
    ),
  refused: (rule, looks, day) =>
    counted(
      rule,
      looks.filter(({ kind }) => kind === "refused"),
      day,
    ),
  "off-shift": (rule, looks, day) =>
    counted(
      rule,
      looks.filter(({ kind, role, ms }) => {
        if (kind !== "read" || !rule.roles.includes(role)) return false;
        const { time } = day(ms);
        return time < rule.from || time >= rule.to;
      }),
      day,
    ),
  bulk,
};

/** So many different cases within so long a time. */
function counted(
  {
    rule,
    atLeast,
    within,
  }: { readonly rule: WatchRule["rule"]; readonly atLeast: number; readonly within: string },
  looks: readonly Timed[],
  day: Day,
): readonly Finding[] {
  const span = Temporal.Duration.from(within).total({ unit: "milliseconds", relativeTo: EPOCH });
  return [...byAccount(looks)].flatMap(([account, own]) => {
    const inside = new Map<string, number>();
    let first = 0;
    return own.flatMap((look): Finding[] => {
      for (; (own[first] as Timed).ms <= look.ms - span; first += 1) less(inside, (own[first] as Timed).name);
      inside.set(look.name, (inside.get(look.name) ?? 0) + 1);
      if (inside.size < atLeast) return [];
      const detail = { count: inside.size, within };
      const mark = `${rule}|${account}|${day(look.ms).date}`;
      return [{ rule, account, caseId: null, at: look.at, mark, detail }];
    });
  });
}

/** Days have the same length everywhere a period of a rule is counted. */
const EPOCH = Temporal.PlainDateTime.from("2000-01-01T00:00");

/** More cases in a day than her own and her colleagues' usual day explains. */
function bulk(rule: Rule<"bulk">, looks: readonly Timed[], day: Day): readonly Finding[] {
  const over = Temporal.Duration.from(rule.over).total({ unit: "days", relativeTo: EPOCH });
  const people = [...byAccount(looks.filter(({ kind }) => kind === "read"))].map(([account, own]) => ({
    account,
    role: (own[0] as Timed).role,
    days: ownDays(own, day),
  }));
  return people.flatMap(({ account, role, days }) => {
    const colleagues = people.filter((one) => one.role === role && one.account !== account);
    return [...days].flatMap(([date, cases]): Finding[] => {
      if (cases.length < rule.atLeast) return [];
      const own = median(countsBefore(days, date, over));
      const others = median(colleagues.flatMap((one) => countsBefore(one.days, date, over)));
      const limit = Math.max(rule.atLeast, rule.timesOwn * own, rule.timesColleagues * others);
      const reached = cases[Math.ceil(limit) - 1];
      if (reached === undefined) return [];
      const detail = { count: cases.length, own, colleagues: others };
      return [
        { rule: "bulk", account, caseId: null, at: reached.at, mark: `bulk|${account}|${date}`, detail },
      ];
    });
  });
}

/** For each day the first look at each case of that day, in order of time. */
function ownDays(looks: readonly Timed[], day: Day): ReadonlyMap<string, readonly Timed[]> {
  const days = new Map<string, Map<string, Timed>>();
  for (const look of looks) {
    const { date } = day(look.ms);
    const cases = days.get(date) ?? new Map<string, Timed>();
    if (!cases.has(look.name)) cases.set(look.name, look);
    days.set(date, cases);
  }
  return new Map([...days].map(([date, cases]) => [date, [...cases.values()]]));
}

function countsBefore(days: ReadonlyMap<string, readonly Timed[]>, date: string, over: number): number[] {
  const until = Temporal.PlainDate.from(date);
  const from = until.subtract({ days: Math.ceil(over) }).toString();
  return [...days].filter(([other]) => other >= from && other < date).map(([, cases]) => cases.length);
}

/** Of nobody's days: nought. */
function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function byAccount(looks: readonly Timed[]): ReadonlyMap<string, readonly Timed[]> {
  return Map.groupBy(looks, ({ account }) => account);
}

function less(inside: Map<string, number>, name: string): void {
  const left = (inside.get(name) ?? 0) - 1;
  if (left > 0) inside.set(name, left);
  else inside.delete(name);
}

function once(found: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of found) if (!first.has(finding.mark)) first.set(finding.mark, finding);
  return [...first.values()];
}

/** Local day and time of day; remembered by the hour, because a look has neighbours. */
function dayOf(zone: string): Day {
  const known = new Map<number, Temporal.ZonedDateTime>();
  return (ms) => {
    const hour = Math.floor(ms / 3_600_000);
    const begun =
      known.get(hour) ?? Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000).toZonedDateTimeISO(zone);
    known.set(hour, begun);
    const local = begun.add({ milliseconds: ms - hour * 3_600_000 });
    return {
      date: local.toPlainDate().toString(),
      time: local.toPlainTime().toString({ smallestUnit: "minute" }),
    };
  };
}
