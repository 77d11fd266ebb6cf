import { checkConditions, checkDefinitions } from "./check-conditions.ts";
import type { Fault } from "./error.ts";
import type { Norm, Pack, Part, Rule, Version } from "./norm.ts";
import { actId, key, readReference } from "./reference.ts";
import { order, type Span, timeline } from "./window.ts";

/**
 * Every fault of a pack that its schema cannot see: ids used twice or pointing nowhere, versions that overlap or leave
 * a gap, known texts without content, rules that contradict each other. An empty list means `compile` will take it.
 */
export function check(pack: Pack): readonly Fault[] {
  return [
    ...duplicates(pack),
    ...checkSeries(pack),
    ...pack.acts.flatMap((act) => reference(pack, act.milderLaw, `The act ${act.id} names as milder law`)),
    ...pack.norms.flatMap((norm) => checkNorm(pack, norm)),
    ...checkDefinitions(pack),
    ...mutualOverrides(pack),
  ];
}

function duplicates(pack: Pack): readonly Fault[] {
  const lists = { norm: pack.norms, act: pack.acts, "amending act": pack.amendments };
  return Object.entries(lists).flatMap(([what, list]) =>
    twice(list.map(({ id }) => id)).map((id) => ({
      ...(what === "norm" ? { norm: id } : {}),
      code: "duplicate-id",
      message: `The ${what} ${id} is given twice.`,
    })),
  );
}

function twice(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function checkSeries({ mci, calendar }: Pack): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [index, { from }] of mci.entries()) {
    const before = mci[index - 1];
    if (before !== undefined && before.from >= from) {
      faults.push({
        code: "mci-order",
        message: `The index of ${from} stands after that of ${before.from}: order them by date, each date once.`,
      });
    }
  }
  if (new Set(calendar.weekend).size > 6) {
    faults.push({
      code: "calendar",
      message: "Every day of the week is a day off: no term in working days could end.",
    });
  }
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(calendar.zone);
  } catch {
    faults.push({
      code: "calendar",
      message: `"${calendar.zone}" is not a time zone. Write one like Asia/Almaty.`,
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
    const add = (code: string, message: string) => faults.push({ norm: norm.id, version, code, message });
    checkAmendments(pack, wording, add);
    checkContent(norm, wording, add);
    for (const part of wording.parts ?? []) checkPart(pack, norm, wording, part, add);
    for (const rule of wording.rules ?? []) checkRule(pack, rule, add);
    for (const { condition, where } of conditionsOf(wording)) checkConditions(pack, condition, where, add);
    for (const [index, duty] of (wording.duties ?? []).entries()) {
      const own = duty.metBy.some(
        (by) => by.event === duty.after.event && isWithin(by.with, duty.after.with),
      );
      if (own && !duty.recurring) add("self-met", `Duty ${index} is met by the very entry that starts it.`);
    }
  }
  return [...faults, ...timelines(pack, norm)];
}

type Add = (code: string, message: string) => void;

function checkAmendments(pack: Pack, { from, until }: Version, add: Add): void {
  for (const id of [from, ...(until === undefined ? [] : [until])]) {
    if (!pack.amendments.some((act) => act.id === id)) {
      add("unknown-amendment", `The amending act ${id} is not in the pack.`);
    }
  }
}

function checkContent(norm: Norm, version: Version, add: Add): void {
  if (version.text !== "known") return;
  const { parts, measure, duties, when } = version;
  if (norm.kind === "offence" && (parts === undefined || parts.length === 0)) {
    add("no-parts", "The text of this offence is said to be known, but no part of it is given.");
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
    );
}

function checkPart(pack: Pack, norm: Norm, version: Version, part: Part, add: Add): void {
  const own = version.parts ?? [];
  if (own.find((other) => other.part === part.part) !== part) {
    add("duplicate-id", `Part ${part.part} is given twice.`);
  }
  for (const text of part.overrides) {
    const to = readReference(text, norm.id);
    const parts =
      to.norm === norm.id
        ? own.map((other) => other.part)
        : pack.norms
            .find(({ id }) => id === to.norm)
            ?.versions.flatMap((v) => (v.parts ?? []).map((p) => p.part));
    if (parts === undefined || (to.part !== null && !parts.includes(to.part))) {
      add("reference", `Part ${part.part} overrides ${text}, which is not in the pack.`);
    } else if (to.norm === norm.id && to.part === part.part) {
      add("mutual-override", `Part ${part.part} overrides itself.`);
    }
  }
  const refer = (id: string | undefined, what: string) => {
    for (const fault of reference(pack, id, what)) add(fault.code, fault.message);
  };
  refer(part.prosecution.norm, `Part ${part.part} names for its prosecution`);
  refer(part.reconciliation.norm, `Part ${part.part} names for reconciliation`);
  if (part.competent !== "unknown") {
    for (const id of part.competent.norms) refer(id, `Part ${part.part} names for the competent body`);
  }
  if (part.sanctions === "unknown") return;
  for (const { kind, unit, min, max } of part.sanctions) {
    if (min !== undefined && max !== undefined && min > max) {
      add("sanction", `Part ${part.part}: the least ${kind} (${min}) is more than the most (${max}).`);
    }
    if (unit === undefined && (min !== undefined || max !== undefined)) {
      add("sanction", `Part ${part.part}: ${kind} has an amount without a unit.`);
    }
  }
}

function checkRule(pack: Pack, rule: Rule, add: Add): void {
  const named =
    rule.rule === "suspended"
      ? rule.except
      : rule.rule === "limitation"
        ? rule.terms.flatMap((term) => term.of ?? [])
        : [];
  for (const id of named) {
    const what = rule.rule === "suspended" ? "The rule excepts" : "The rule names";
    for (const fault of reference(pack, id.split("#")[0], what)) add(fault.code, fault.message);
  }
  if (rule.rule !== "gravity") return;
  const bounds = rule.steps.map(({ maxMonths }) => maxMonths ?? Number.POSITIVE_INFINITY);
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY || bounds.some((b, at) => at > 0 && b <= bounds[at - 1]!)) {
    add("rule", "The steps of gravity must rise, and only the last has no bound.");
  }
}

function reference(pack: Pack, id: string | undefined, what: string): readonly Fault[] {
  if (id === undefined || pack.norms.some((norm) => norm.id === id)) return [];
  return [{ code: "reference", message: `${what} the norm ${id}, which is not in the pack.` }];
}

/** Every condition of a version, with the words that say where it stands. */
function conditionsOf(version: Version) {
  const found = [{ condition: version.when, where: "The version" }];
  for (const part of version.parts ?? []) {
    found.push({ condition: part.when, where: `Part ${part.part}` });
    found.push({ condition: part.reconciliation.barredWhen, where: `Part ${part.part}, reconciliation` });
    if (part.sanctions === "unknown") continue;
    for (const sanction of part.sanctions) {
      found.push({ condition: sanction.when, where: `Part ${part.part}, ${sanction.kind}` });
    }
  }
  found.push({ condition: version.measure?.when, where: "The measure" });
  for (const [index, duty] of (version.duties ?? []).entries()) {
    found.push({ condition: duty.when, where: `Duty ${index}` });
  }
  for (const rule of version.rules ?? []) {
    const where = `The rule "${rule.rule}"`;
    if ("when" in rule) found.push({ condition: rule.when, where });
    if (rule.rule !== "limitation") continue;
    for (const { when } of rule.terms) found.push({ condition: when, where });
  }
  return found.flatMap(({ condition, where }) => (condition === undefined ? [] : [{ condition, where }]));
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
  const add = (version: number, code: string, message: string) =>
    faults.push({ norm: norm.id, version, code, message });
  for (const [at, { version, index, begins, ends }] of spans.entries()) {
    if (ends !== null && ends.latest <= begins.earliest) {
      add(
        index,
        "empty-version",
        `The version from ${version.from} ends (${ends.latest}) before it begins (${begins.earliest}).`,
      );
    }
    const next = spans[at + 1];
    if (next === undefined || version.until === next.version.from) continue;
    if (ends === null || ends.latest > next.begins.earliest) {
      add(
        next.index,
        "overlap",
        `The versions from ${version.from} and from ${next.version.from} overlap: the first ends ${ends === null ? "never" : `on ${ends.latest}`}, the second begins on ${next.begins.earliest}.`,
      );
    } else if (ends.latest < next.begins.earliest) {
      add(
        next.index,
        "gap",
        `Between the versions from ${version.from} and from ${next.version.from} nothing is given for ${ends.latest} to ${next.begins.earliest}.`,
      );
    }
  }
  return faults;
}

/** Two parts in force together that each yield to the other would both vanish. */
function mutualOverrides(pack: Pack): readonly Fault[] {
  const amendments = new Map(pack.amendments.map((act) => [act.id, act]));
  const places = pack.norms.flatMap((norm) =>
    timeline(norm, amendments, new Set()).flatMap((span) =>
      (span.version.parts ?? []).map((part) => ({ norm: norm.id, span, part })),
    ),
  );
  type Place = (typeof places)[number];
  const over = (a: Place, b: Place) =>
    a.part.overrides.some((text) => {
      const to = readReference(text, a.norm);
      return to.norm === b.norm && (to.part === null || to.part === b.part.part);
    });
  const together = ({ span: a }: Place, { span: b }: Place) =>
    (a.ends === null || b.begins.earliest < a.ends.latest) &&
    (b.ends === null || a.begins.earliest < b.ends.latest);
  const pairs = places.flatMap((a, at) =>
    places
      .slice(at + 1)
      .filter((b) => (a.norm === b.norm ? a.span === b.span : together(a, b)) && over(a, b) && over(b, a))
      .map((b) => [key(a.norm, a.part.part), key(b.norm, b.part.part)].sort(order)),
  );
  const named = new Map(pairs.map((pair) => [pair.join(" and "), pair]));
  return [...named].map(([names, [first]]) => ({
    ...(first === undefined ? {} : { norm: first.split("#")[0] as string }),
    code: "mutual-override",
    message: `${names} each override the other: an act that meets both would answer to neither.`,
  }));
}
