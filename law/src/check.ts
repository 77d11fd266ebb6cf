import { checkConditions, checkDefinitions } from "./check-conditions.ts";
import { checkOverrides } from "./check-overrides.ts";
import { checkRules } from "./check-rules.ts";
import { checkSources } from "./check-sources.ts";
import type { Fault } from "./error.ts";
import type { Condition, Norm, Pack, Part, Rule, Version } from "./norm.ts";
import { actId, readReference } from "./reference.ts";
import { type Span, timeline } from "./window.ts";

/**
 * Every fault of a pack that its schema cannot see: ids used twice or pointing nowhere, versions that overlap or leave
 * a gap, known texts without content, rules that contradict each other, sources nobody can open. An empty list means
 * `compile` will take it.
 */
export function check(pack: Pack): readonly Fault[] {
  return [
    ...duplicates(pack),
    ...checkSeries(pack),
    ...checkSources(pack),
    ...pack.acts.flatMap((act, at) =>
      reference(pack, act.milderLaw, `The act ${act.id} names as milder law`).map((fault) => ({
        ...fault,
        list: "acts" as const,
        path: [at, "milderLaw"],
      })),
    ),
    ...pack.norms.flatMap((norm) => checkNorm(pack, norm)),
    ...checkDefinitions(pack),
    ...checkOverrides(pack),
    ...checkRules(pack),
  ];
}

function duplicates(pack: Pack): readonly Fault[] {
  return [
    ...twice(pack.norms).map(({ id }) => ({
      norm: id,
      code: "duplicate-id",
      message: `The norm ${id} is given twice.`,
    })),
    ...twice(pack.acts).map(({ id, at }) => ({
      list: "acts" as const,
      path: [at, "id"],
      code: "duplicate-id",
      message: `The act ${id} is given twice.`,
    })),
    ...twice(pack.amendments).map(({ id, at }) => ({
      list: "amendments" as const,
      path: [at, "id"],
      code: "duplicate-id",
      message: `The amending act ${id} is given twice.`,
    })),
  ];
}

/** The second and later uses of an id, each id once. */
function twice(
  list: readonly { readonly id: string }[],
): readonly { readonly id: string; readonly at: number }[] {
  const seen = new Map<string, number>();
  return list.flatMap(({ id }, at) => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 2 ? [{ id, at }] : [];
  });
}

function checkSeries({ mci, calendar }: Pack): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [index, { from }] of mci.entries()) {
    const before = mci[index - 1];
    if (before !== undefined && before.from >= from) {
      faults.push({
        list: "mci",
        path: [index, "from"],
        code: "mci-order",
        message: `The index of ${from} stands after that of ${before.from}: order them by date, each date once.`,
      });
    }
  }
  if (new Set(calendar.weekend).size > 6) {
    faults.push({
      list: "calendar",
      path: ["weekend"],
      code: "calendar",
      message: "Every day of the week is a day off: no term in working days could end.",
    });
  }
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(calendar.zone);
  } catch {
    faults.push({
      list: "calendar",
      path: ["zone"],
      code: "calendar",
      message: `"${calendar.zone}" is not a time zone. Write one of the IANA list, as Region/City.`,
    });
  }
  return faults;
}

function checkNorm(pack: Pack, norm: Norm): readonly Fault[] {
  const faults: Fault[] = [];
  if (!pack.acts.some(({ id }) => id === actId(norm.id))) {
    faults.push({
      norm: norm.id,
      code: "unknown-act",
      message: `The act ${actId(norm.id)} is not among the acts of the pack.`,
    });
  }
  for (const [version, wording] of norm.versions.entries()) {
    const add: Add = (code, message, path) => faults.push({ norm: norm.id, version, path, code, message });
    checkAmendments(pack, wording, add);
    checkContent(norm, wording, add);
    for (const [at, part] of (wording.parts ?? []).entries()) checkPart(pack, norm, wording, part, at, add);
    for (const [at, rule] of (wording.rules ?? []).entries()) checkRule(pack, rule, at, add);
    for (const { condition, where, path } of conditionsOf(wording))
      checkConditions(pack, condition, where, (code, message) => add(code, message, path));
    for (const [index, duty] of (wording.duties ?? []).entries()) {
      const own = duty.metBy.some(
        (by) => by.event === duty.after.event && isWithin(by.with, duty.after.with),
      );
      if (own && !duty.recurring)
        add("self-met", `Duty ${index} is met by the very entry that starts it.`, ["duties", index, "metBy"]);
      if (duty.recurring && typeof duty.within === "string")
        add("recurring", `Duty ${index} comes back again and again, but after no time: give a figure.`, [
          "duties",
          index,
          "within",
        ]);
    }
  }
  return [...faults, ...timelines(pack, norm)];
}

type Path = readonly (string | number)[];
type Add = (code: string, message: string, path: Path) => void;

function checkAmendments(pack: Pack, { from, until }: Version, add: Add): void {
  for (const [field, id] of Object.entries({ from, until })) {
    if (id !== undefined && !pack.amendments.some((act) => act.id === id)) {
      add("unknown-amendment", `The amending act ${id} is not in the pack.`, [field]);
    }
  }
}

function checkContent(norm: Norm, version: Version, add: Add): void {
  if (version.text !== "known") return;
  const { parts, measure, duties, when } = version;
  if (norm.kind === "offence" && (parts === undefined || parts.length === 0)) {
    add("no-parts", "The text of this offence is said to be known, but no part of it is given.", ["text"]);
  }
  const content = {
    offence: true,
    measure,
    duty: duties?.length,
    definition: when,
    right: true,
    service: true,
    general: true,
  }[norm.kind];
  if (!content)
    add(
      "no-content",
      `The text of this ${norm.kind} is said to be known, but what it provides is not given.`,
      ["text"],
    );
}

function checkPart(pack: Pack, norm: Norm, version: Version, part: Part, at: number, add: Add): void {
  const own = version.parts ?? [];
  if (own.find((other) => other.part === part.part) !== part) {
    add("duplicate-id", `Part ${part.part} is given twice.`, ["parts", at, "part"]);
  }
  for (const [index, text] of part.overrides.entries()) {
    const path = ["parts", at, "overrides", index];
    const to = readReference(text, norm.id);
    const parts =
      to.norm === norm.id
        ? own.map((other) => other.part)
        : pack.norms
            .find(({ id }) => id === to.norm)
            ?.versions.flatMap((v) => (v.parts ?? []).map((p) => p.part));
    if (parts === undefined || (to.part !== null && !parts.includes(to.part))) {
      add("reference", `Part ${part.part} overrides ${text}, which is not in the pack.`, path);
    } else if (to.norm === norm.id && (to.part === null || to.part === part.part)) {
      add("mutual-override", `Part ${part.part} overrides itself.`, path);
    }
  }
  const refer = (id: string | undefined, what: string, path: Path) => {
    for (const fault of reference(pack, id, what)) add(fault.code, fault.message, ["parts", at, ...path]);
  };
  refer(part.prosecution.norm, `Part ${part.part} names for its prosecution`, ["prosecution", "norm"]);
  refer(part.reconciliation.norm, `Part ${part.part} names for reconciliation`, ["reconciliation", "norm"]);
  if (part.competent !== "unknown") {
    for (const [index, id] of part.competent.norms.entries())
      refer(id, `Part ${part.part} names for the competent body`, ["competent", "norms", index]);
  }
  if (part.sanctions === "unknown") {
    if (version.text === "known") {
      add(
        "no-sanction",
        `The text is said to be known, but the sanction of part ${part.part} is not given: then it is held partly.`,
        ["parts", at, "sanctions"],
      );
    }
    return;
  }
  for (const [index, { kind, unit, min, max }] of part.sanctions.entries()) {
    const path = ["parts", at, "sanctions", index];
    if ((min ?? 0) > (max ?? Number.POSITIVE_INFINITY)) {
      add("sanction", `Part ${part.part}: the least ${kind} (${min}) is more than the most (${max}).`, path);
    }
    if (unit === undefined && (min !== undefined || max !== undefined)) {
      add("sanction", `Part ${part.part}: ${kind} has an amount without a unit.`, path);
    }
  }
}

function checkRule(pack: Pack, rule: Rule, at: number, add: Add): void {
  const named =
    rule.rule === "suspended"
      ? rule.except
      : rule.rule === "limitation"
        ? rule.terms.flatMap((term) => term.of ?? [])
        : [];
  for (const id of named) {
    const what = rule.rule === "suspended" ? "The rule excepts" : "The rule names";
    for (const fault of reference(pack, id.split("#")[0], what))
      add(fault.code, fault.message, ["rules", at, rule.rule === "suspended" ? "except" : "terms"]);
  }
  if (rule.rule !== "gravity") return;
  const bounds = rule.steps.map(({ maxMonths }) => maxMonths ?? Number.POSITIVE_INFINITY);
  if (
    bounds.at(-1) !== Number.POSITIVE_INFINITY ||
    bounds.some((b, index) => index > 0 && b <= (bounds[index - 1] as number))
  ) {
    add("rule", "The steps of gravity must rise, and only the last has no bound.", ["rules", at, "steps"]);
  }
}

function reference(pack: Pack, id: string | undefined, what: string): readonly Fault[] {
  if (id === undefined || pack.norms.some((norm) => norm.id === id)) return [];
  return [{ code: "reference", message: `${what} the norm ${id}, which is not in the pack.` }];
}

type Placed = { readonly condition: Condition; readonly where: string; readonly path: Path };

/** Every condition of a version, with the words and the field that say where it stands. */
function conditionsOf(version: Version): readonly Placed[] {
  const found: Placed[] = [];
  const put = (condition: Condition | undefined, where: string, path: Path) => {
    if (condition !== undefined) found.push({ condition, where, path });
  };
  put(version.when, "The version", ["when"]);
  for (const [at, part] of (version.parts ?? []).entries()) {
    const of = ["parts", at];
    put(part.when, `Part ${part.part}`, [...of, "when"]);
    put(part.reconciliation.barredWhen, `Part ${part.part}, reconciliation`, [
      ...of,
      "reconciliation",
      "barredWhen",
    ]);
    if (part.sanctions === "unknown") continue;
    for (const [index, sanction] of part.sanctions.entries()) {
      put(sanction.when, `Part ${part.part}, ${sanction.kind}`, [...of, "sanctions", index, "when"]);
    }
  }
  put(version.measure?.when, "The measure", ["measure", "when"]);
  for (const [index, telling] of (version.tellings ?? []).entries()) {
    put(telling.when, `Telling ${index}`, ["tellings", index, "when"]);
  }
  for (const [index, duty] of (version.duties ?? []).entries()) {
    put(duty.when, `Duty ${index}`, ["duties", index, "when"]);
  }
  for (const [at, rule] of (version.rules ?? []).entries()) {
    const where = `The rule "${rule.rule}"`;
    if ("when" in rule) put(rule.when, where, ["rules", at, "when"]);
    if (rule.rule !== "limitation") continue;
    for (const [index, { when }] of rule.terms.entries())
      put(when, where, ["rules", at, "terms", index, "when"]);
  }
  return found;
}

function isWithin(
  narrow: Readonly<Record<string, unknown>> | undefined,
  wide: Readonly<Record<string, unknown>> | undefined,
): boolean {
  return Object.entries(narrow ?? {}).every(([field, value]) => wide?.[field] === value);
}

/** The law as it is, and as it would be with each bill, must each have one wording after the other. */
function timelines(pack: Pack, norm: Norm): readonly Fault[] {
  const amendments = new Map(pack.amendments.map((act) => [act.id, act]));
  const bills = pack.amendments.filter(
    ({ id, status }) => status === "bill" && norm.versions.some((v) => v.from === id || v.until === id),
  );
  const views: readonly (readonly string[])[] = [[], ...bills.map(({ id }) => [id])];
  const found = views.flatMap((view) => succession(norm, timeline(norm, amendments, new Set(view))));
  return found.filter(
    (fault, index) => found.findIndex((f) => f.code === fault.code && f.version === fault.version) === index,
  );
}

function succession(norm: Norm, spans: readonly Span[]): readonly Fault[] {
  const faults: Fault[] = [];
  const add = (version: number, field: string, code: string, message: string) =>
    faults.push({ norm: norm.id, version, path: [field], code, message });
  for (const [at, { version, index, begins, ends }] of spans.entries()) {
    if (ends !== null && ends.latest <= begins.earliest) {
      add(
        index,
        "until",
        "empty-version",
        `The version from ${version.from} ends (${ends.latest}) before it begins (${begins.earliest}).`,
      );
    }
    const next = spans[at + 1];
    if (next === undefined || version.until === next.version.from) continue;
    if (ends === null || ends.latest > next.begins.earliest) {
      add(
        next.index,
        "from",
        "overlap",
        `The versions from ${version.from} and from ${next.version.from} overlap: the first ends ${ends === null ? "never" : `on ${ends.latest}`}, the second begins on ${next.begins.earliest}.`,
      );
    } else if (ends.latest < next.begins.earliest) {
      add(
        next.index,
        "from",
        "gap",
        `Between the versions from ${version.from} and from ${next.version.from} nothing is given for ${ends.latest} to ${next.begins.earliest}.`,
      );
    }
  }
  return faults;
}
