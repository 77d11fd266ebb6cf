import type {
  Comparison,
  Coverage,
  Language,
  Law,
  NormChange,
  Shown,
  ShownVersion,
  Stand,
} from "@arasha/law";
import { say, sayValue } from "../messages/say.ts";
import { sources } from "./assessment-text.ts";
import type { CheckFault } from "./law.ts";
import { columns, indent } from "./output.ts";

/** A norm to be read: each version with its days, what it provides, and where that was read. */
export function normText(shown: Shown, law: Law, language: Language, on: string | undefined): string {
  const { norm, versions } = shown;
  const act = law.acts.get(norm.id.split(".")[1] ?? "");
  const title = [
    norm.id,
    norm.title[language],
    sayValue(language, "cli.kind", norm.kind),
    act?.title[language],
  ];
  const body = versions.map((version) => versionText(version, language));
  if (body.length === 0) body.push(say(language, "cli.noVersion", { on: on ?? "" }));
  return [title.filter(Boolean).join(" · "), ...body.map((text) => indent(text, 2))].join("\n\n");
}

function versionText({ version, begins, ends }: ShownVersion, language: Language): string {
  const day = ({ earliest, latest }: { earliest: string; latest: string }) =>
    earliest === latest ? earliest : `${earliest}…${latest}`;
  const held = version.text === "known" ? "" : ` · ${sayValue(language, "cli.text", version.text)}`;
  return [
    `${say(language, "cli.inForce", { from: day(begins), until: ends ? day(ends) : "open" })}${held}`,
    version.summary[language],
    ...sources(version.sources, { language }).map((line) => line.trim()),
  ].join("\n");
}

/** What two days of law differ in, and what that does to an incident. */
export function comparisonText(comparison: Comparison, language: Language): string {
  const { from, to, began, ended, changed, breaks, answers } = comparison;
  const list = (title: string, changes: readonly NormChange[]) =>
    changes.length === 0
      ? []
      : [[title.toUpperCase(), ...changes.map((one) => `  ${one.norm} · ${one.title[language]}`)].join("\n")];
  const norms = [
    ...list(say(language, "cli.began"), began),
    ...list(say(language, "cli.ended"), ended),
    ...list(say(language, "cli.changed"), changed),
  ];
  const acts = breaks.map((act) => `  ${act.id} · ${act.title[language]}`);
  return [
    `${from} → ${to}`,
    ...(acts.length > 0 ? [[say(language, "cli.by").toUpperCase(), ...acts].join("\n")] : []),
    ...(norms.length > 0 ? norms : [say(language, "cli.nothingChanged", { from, to })]),
    ...(answers === undefined ? [] : [answersText(answers, language)]),
  ].join("\n\n");
}

function answersText(answers: NonNullable<Comparison["answers"]>, language: Language): string {
  const all = [...answers.gained, ...answers.lost, ...answers.changed];
  const title = say(language, "cli.answers").toUpperCase();
  if (all.length === 0) return `${title}\n  ${say(language, "cli.sameAnswers")}`;
  const stands = (of: readonly Stand[]) =>
    of.length === 0 ? "–" : of.map(({ verdict }) => sayValue(language, "cli.verdict", verdict)).join(" / ");
  const rows = all.map(({ answer, before, after }) => [answer, `${stands(before)} → ${stands(after)}`]);
  return `${title}\n${indent(columns(rows), 2)}`;
}

/** The faults of a pack, one a line, with where they are. */
export function faultsText(faults: readonly CheckFault[], language: Language): string {
  if (faults.length === 0) return say(language, "cli.noFaults");
  return faults.map(faultText).join("\n");
}

/** One fault in one line: pack, place, what is wrong. */
export function faultText(fault: CheckFault): string {
  return `${fault.pack}: ${placeOf(fault)}: ${fault.message}`;
}

function placeOf(fault: CheckFault): string {
  if ("file" in fault) return `${fault.file}:${fault.line}${fault.path === "" ? "" : ` ${fault.path}`}`;
  if ("example" in fault) return `examples/${fault.example}.yaml`;
  const version = "version" in fault && fault.version !== undefined ? ` versions[${fault.version}]` : "";
  return `${("norm" in fault && fault.norm) || fault.code}${version}`;
}

/** How far a pack holds the law, as a table. */
export function coverageText(pack: string, found: Coverage, language: Language): string {
  const { total, text, confidence, oneSecondarySource, parts, days } = found;
  const count = (of: { readonly norms: number; readonly versions: number }) =>
    say(language, "cli.coverageTotal", of);
  const rows = [
    [say(language, "cli.coverageTextTitle"), say(language, "cli.coverageText", text)],
    [
      say(language, "cli.coverageSourcesTitle"),
      say(language, "cli.coverageSources", { ...confidence, lone: oneSecondarySource }),
    ],
    [
      say(language, "cli.coveragePartsTitle"),
      say(language, "cli.coverageParts", {
        total: parts.total,
        sanction: parts.withoutSanction,
        body: parts.withoutCompetentBody,
      }),
    ],
    [say(language, "cli.coverageDaysTitle"), say(language, "cli.coverageDays", days)],
    ...Object.entries(found.byKind).map(([kind, of]) => [sayValue(language, "cli.kind", kind), count(of)]),
    ...Object.entries(found.byAct).map(([act, of]) => [act, count(of)]),
  ];
  return `${pack}: ${count(total)}\n${indent(columns(rows), 2)}`;
}
