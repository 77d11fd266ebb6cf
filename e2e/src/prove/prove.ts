import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROOFS, type Proof } from "./proofs.ts";
import { ARGUED, type Scan, type Scans, scan } from "./scanners.ts";

const ROOT = join(import.meta.dirname, "../../..");
const EVIDENCE = "docs/security/evidence.md";
const SCANS = "docs/security/scans.md";
/** Not a set of tests: it needs two programs of Debian's, and some minutes. */
const SCANNERS = "scanners";
/** What the page made badly has; a header that is missing is not it. */
const HOLE = /injection|scripting/i;
const SCANNERS_CLAIM =
  "Debian's sqlmap and wapiti find nothing, as nobody and with a session, and do find a page made badly on purpose";

const HELP = `npm run prove -- NAME...     runs these proofs
npm run prove -- --all       runs them all
npm run prove -- --list      says what each shows
npm run prove -- scanners    what sqlmap and wapiti find (apt install sqlmap wapiti)
      --write                puts the result of all into ${EVIDENCE}, of the scanners into ${SCANS}

Each proof but the scanners is a set of tests that npm test runs as well. Exits 1 when one does not hold.`;

type Result = {
  readonly proof: Proof;
  readonly held: boolean;
  readonly tests: number;
  readonly seconds: number;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean" },
    list: { type: "boolean" },
    write: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});
process.exitCode = await main();

async function main(): Promise<number> {
  const width = Math.max(...PROOFS.map(({ name }) => name.length));
  if (values.list) {
    for (const { name, claim } of PROOFS) console.log(`${name.padEnd(width)}  ${claim}`);
    console.log(`${SCANNERS.padEnd(width)}  ${SCANNERS_CLAIM}`);
    return 0;
  }
  const unknown = positionals.filter(
    (name) => name !== SCANNERS && !PROOFS.some((proof) => proof.name === name),
  );
  if (unknown.length > 0) {
    console.error(
      `There is no proof ${unknown.join(", ")}. There are: ${[...PROOFS.map(({ name }) => name), SCANNERS].join(", ")}`,
    );
    return 2;
  }
  if (values.help || (positionals.length === 0 && !values.all)) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const results: Result[] = [];
  for (const proof of PROOFS.filter(({ name }) => values.all || positionals.includes(name))) {
    const result = await run(proof);
    results.push(result);
    console.log(
      `${result.held ? "holds" : "FAILS"}  ${proof.name.padEnd(width)}  ${result.tests} tests, ${result.seconds} s`,
    );
  }
  if (values.write && values.all) writeFileSync(join(ROOT, EVIDENCE), evidence(results));
  const scanned = !positionals.includes(SCANNERS) || (await runScanners());
  return scanned && results.every(({ held }) => held) ? 0 : 1;
}

/** Whether the scanners found nothing in Arasha, and something in the page made badly. */
async function runScanners(): Promise<boolean> {
  let scans: Scans;
  try {
    scans = await scan((line) => console.log(line));
  } catch (error) {
    console.error((error as Error).message);
    return false;
  }
  const seen = scans.controls.every(({ found }) => found.some((line) => HOLE.test(line)));
  const clean = scans.scans.every(({ found }) => found.length === 0);
  console.log(`${seen && clean ? "holds" : "FAILS"}  ${SCANNERS}`);
  if (values.write) writeFileSync(join(ROOT, SCANS), scansPage(scans));
  return seen && clean;
}

function scansPage({ versions, controls, scans }: Scans): string {
  const row = ({ tool, target, found, argued, seconds }: Scan) =>
    `| ${tool} | ${target} | ${found.length === 0 ? "nothing" : found.join("; ").replaceAll("|", "\\|")} | ${argued.length} | ${seconds} |`;
  const head = "| scanner | what was scanned | found | left as it is | s |\n|---|---|---|---:|---:|";
  return `# What scanners made by others found

${SCANNERS_CLAIM}. \`npm run prove -- ${SCANNERS} --write\` runs them (\`apt install sqlmap wapiti\`) and writes this page.
\`sqlmap\` tries every marked place of a request, level 2, risk 2, by all its techniques; \`wapiti\` follows links and tries forms and
parameters. What it objects to and we leave as it is:

${ARGUED.map(({ line, why }) => `- \`${line.source}\`: ${why}.`).join("\n")}

Last run on ${Temporal.Now.plainDateISO().toString()}, ${versions.join(", ")}, Node ${process.version}.

First a page made badly on purpose, over the same database. Here something must be found:

${[head, ...controls.map(row)].join("\n")}

Then Arasha, with a demonstration caseload:

${[head, ...scans.map(row)].join("\n")}
`;
}

/** Runs the tests of a proof. None run is no proof. */
async function run(proof: Proof): Promise<Result> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(ROOT, "node_modules/vitest/vitest.mjs"),
      "run",
      ...proof.files,
      ...(proof.only === undefined ? [] : ["--testNamePattern", proof.only]),
    ],
    { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] },
  );
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  child.stderr.on("data", (chunk) => (text += chunk));
  const exit = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const [, passed = "0"] = /^(\d+) passed, \d+ failed/m.exec(text) ?? [];
  const held = exit === 0 && Number(passed) > 0;
  if (!held) console.error(text);
  return { proof, held, tests: Number(passed), seconds: Math.round((performance.now() - began) / 1000) };
}

function evidence(results: readonly Result[]): string {
  const day = Temporal.Now.plainDateISO().toString();
  const rows = results.map(
    ({ proof, held, tests }) =>
      `| \`${proof.name}\` | ${proof.claim} | ${held ? "holds" : "**fails**"} | ${tests} | ${proof.files.map((file) => `\`${file}\``).join(", ")} |`,
  );
  return `# What holds, and by which tests

Each line is a claim, and the tests that would fail if it were not so. \`npm run prove -- NAME\` runs one, \`npm run prove --
--all --write\` runs all and writes this page; \`npm test\` runs them as well. What is not listed is not proved: see
[the threat model](threat-model.md).

Last run on ${day}, Node ${process.version}, ${cpus().length} cores.

| proof | what holds | | tests | where |
|---|---|---|---|---|
${rows.join("\n")}
`;
}
