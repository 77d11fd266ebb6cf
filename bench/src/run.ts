import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAppend } from "./append/measure.ts";
import { measureHarmony } from "./harmony/measure.ts";
import { measureLaw } from "./law/measure.ts";
import { machine } from "./machine.ts";
import { measureProtection } from "./protection/measure.ts";
import { measureQueue } from "./queue/measure.ts";
import { type Extent, markdown, type Section } from "./section.ts";
import { measureTrail } from "./trail/measure.ts";

// npm run bench [-- --only law|harmony|append|queue|protection|trail] [-- --quick]
//
// Prints each section as it is measured. Only a whole run at full length is written to RESULTS.md, so that every figure
// in that file comes from one run on one machine.

const MEASURES: Readonly<Record<string, (extent: Extent) => Promise<Section>>> = {
  law: measureLaw,
  harmony: measureHarmony,
  append: measureAppend,
  queue: measureQueue,
  protection: measureProtection,
  trail: measureTrail,
};
const RESULTS = fileURLToPath(new URL("../RESULTS.md", import.meta.url));

process.exitCode = await run(process.argv.slice(2));

/** Gives the exit code: 0, or 2 with one line on standard error when the options make no sense. */
async function run(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  const now = Temporal.Now.instant().toString();
  const extent = { quick: options.quick, now, say: (line: string) => console.error(line) };
  const head = `# Measurements beside peers\n\nWritten by \`npm run bench\`, all in one run. Contenders take turns, so that what else the machine does meets all alike; ratios are taken within a round.\n\n${machine(now)}\n`;
  console.log(head);
  const written = [head];
  for (const name of options.names) {
    const section = markdown(await MEASURES[name]!(extent));
    console.log(section);
    written.push(section);
  }
  if (options.quick || options.names.length < Object.keys(MEASURES).length) {
    console.error("A part of the measurements, or a quick look: RESULTS.md is left as it was.");
  } else {
    writeFileSync(RESULTS, written.join("\n"));
    console.error(`Written to ${RESULTS}`);
  }
  return 0;
}

type Options = { readonly quick: boolean; readonly names: readonly string[] };

function read(args: readonly string[]): Options | string {
  const known = Object.keys(MEASURES);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: "string" }, quick: { type: "boolean", default: false } },
    });
    if (values.only === undefined) return { quick: values.quick, names: known };
    if (known.includes(values.only)) return { quick: values.quick, names: [values.only] };
    return `--only: "${values.only}" is none of ${known.join(", ")}.`;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${error.message.replace(/\.?$/, ".")} Options: --only ${known.join("|")}, --quick.`;
  }
}
