import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { z } from "zod";

/** How Arasha stands to OWASP's Application Security Verification Standard: docs/security/asvs.yaml, and the page made of it. */

export const ROOT = join(import.meta.dirname, "../../..");
export const MAP = "docs/security/asvs.yaml";
export const PAGE = "docs/security/asvs.md";

const text = z.string().trim().min(1);
/** `file`, or `file | words that stand in it`. */
const place = text;
const head = { id: z.string().regex(/^\d+\.\d+\.\d+$/), level: z.int().min(1).max(3), ours: text };

const Requirement = z.discriminatedUnion("state", [
  z.strictObject({
    ...head,
    state: z.literal("holds"),
    tests: z.array(place).min(1),
    how: text.optional(),
  }),
  z.strictObject({
    ...head,
    state: z.literal("holds-by-build"),
    at: z.array(place).min(1),
    how: text.optional(),
  }),
  z.strictObject({ ...head, state: z.literal("not-applicable"), why: text }),
  z.strictObject({
    ...head,
    state: z.literal("exception"),
    /** An argument, not a word. */
    why: z.string().min(80),
    accepted: text,
    /** What holds in its place. */
    tests: z.array(place).min(1).optional(),
  }),
  z.strictObject({
    ...head,
    state: z.literal("missing"),
    lacks: text,
    /** 1: somebody can be hurt by it; 2: a wall less; 3: order and papers. */
    danger: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  }),
]);
export type Requirement = z.infer<typeof Requirement>;

const Asvs = z.strictObject({
  standard: text,
  source: z.url(),
  asOf: z.iso.date(),
  chapters: z.record(z.string(), text),
  requirements: z.array(Requirement),
  /** Of a level above, left out on purpose. */
  beyond: z.array(Requirement),
});
export type Asvs = z.infer<typeof Asvs>;

export function readAsvs(): Asvs {
  return Asvs.parse(load(readFileSync(join(ROOT, MAP), "utf8")));
}

/** Places the map names that are not there, or no longer say what it says they do. */
export function brokenPlaces({ requirements, beyond }: Asvs): readonly string[] {
  return [...requirements, ...beyond].flatMap((requirement) =>
    placesOf(requirement).flatMap((named) => {
      const [file = "", words] = named.split(" | ");
      const path = join(ROOT, file);
      if (!existsSync(path)) return [`${requirement.id}: there is no ${file}`];
      // In the source a name may be broken into lines; what is compared is its words.
      const said = words === undefined || plain(readFileSync(path, "utf8")).includes(plain(words));
      return said ? [] : [`${requirement.id}: ${file} does not say “${words}”`];
    }),
  );
}

export function placesOf(requirement: Requirement): readonly string[] {
  if (requirement.state === "holds-by-build") return requirement.at;
  return "tests" in requirement ? (requirement.tests ?? []) : [];
}

function plain(words: string): string {
  return words.replaceAll(/\s+/g, " ");
}

const STATES = ["holds", "holds-by-build", "not-applicable", "exception", "missing"] as const;
const STATE_NAMES = ["holds", "by build", "not applicable", "exception", "missing"] as const;

const DANGERS = {
  1: "Somebody can be hurt by it",
  2: "A wall less",
  3: "Order and papers",
} as const;

/** The page people read, in Markdown. */
export function pageOf(asvs: Asvs): string {
  const { requirements, beyond } = asvs;
  const missing = requirements.filter((one) => one.state === "missing");
  return `# How Arasha stands to ${asvs.standard}, level 2

Every requirement of levels 1 and 2 (${requirements.length}), each with the tests that would fail, the place in the source, or what is
missing. Written from [asvs.yaml](asvs.yaml) by \`npm run asvs\`; as of ${asvs.asOf}. What each id asks stands in
[the standard](${asvs.source}), whose text is OWASP's (CC BY-SA 4.0) and is not repeated here. That the tests named are there, and that
no requirement is left out or counted twice, is itself tested (\`npm run prove -- asvs\`). It is an assessment of our own, by
reading; nobody else has made one.

## Counts

| chapter | ${STATE_NAMES.join(" | ")} | all |
|---|${STATES.map(() => "---:|").join("")}---:|
${chapterRows(asvs)}

## Exceptions

What the standard asks and is not done, on purpose. Accepting them is a decision
([019](../decisions/019-asvs-exceptions.md)); whoever runs an installation should know them.

${[...beyond, ...requirements]
  .filter((one) => one.state === "exception")
  .map((one) => `- **${one.id}** (level ${one.level}: ${one.ours}). ${one.why}. *Accepted: ${one.accepted}.*`)
  .join("\n")}

## Missing, by danger

${([1, 2, 3] as const)
  .map((danger) => {
    const lines = missing.filter((one) => one.danger === danger);
    return `### ${DANGERS[danger]} (${lines.length})\n\n${
      lines.map((one) => `- **${one.id}** (level ${one.level}: ${one.ours}): ${one.lacks}.`).join("\n") ||
      "None."
    }`;
  })
  .join("\n\n")}

## All of them

${Object.entries(asvs.chapters)
  .map(([nr, name]) => `### ${nr} ${name}\n\n${table(requirements.filter((one) => chapterOf(one) === nr))}`)
  .join("\n\n")}
`;
}

function chapterRows({ chapters, requirements }: Asvs): string {
  const row = (name: string, of: readonly Requirement[]) => {
    const counts = STATES.map((state) => of.filter((one) => one.state === state).length);
    return `| ${name} | ${counts.map((count) => count || "").join(" | ")} | ${of.length} |`;
  };
  return [
    ...Object.entries(chapters).map(([nr, name]) =>
      row(
        `${nr} ${name}`,
        requirements.filter((one) => chapterOf(one) === nr),
      ),
    ),
    row("**all**", requirements),
  ].join("\n");
}

function chapterOf({ id }: Requirement): string {
  return id.slice(0, id.indexOf("."));
}

function table(requirements: readonly Requirement[]): string {
  const rows = requirements.map((one) =>
    [`| ${one.id}`, one.level, one.ours, STATE_NAMES[STATES.indexOf(one.state)], `${told(one)} |`].join(
      " | ",
    ),
  );
  return `| id | level | asks | | by |\n|---|---|---|---|---|\n${rows.join("\n")}`;
}

function told(requirement: Requirement): string {
  const words =
    "why" in requirement
      ? requirement.state === "exception"
        ? "see above"
        : requirement.why
      : "lacks" in requirement
        ? requirement.lacks
        : requirement.how;
  const places = placesOf(requirement).map((named) => {
    const [file, name] = named.split(" | ");
    return name === undefined ? `\`${file}\`` : `\`${file}\` (${name})`;
  });
  return [...(words === undefined ? [] : [words]), places.join(", ")]
    .filter((part) => part !== "")
    .join(": ")
    .replaceAll("|", "\\|");
}
