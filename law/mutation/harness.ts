import { format } from "node:util";
import fc from "fast-check";
import { moment } from "./moment.ts";

/**
 * What the tests of the engine use of Vitest, held in memory, so that the tests a mutant reaches are run in
 * milliseconds and not in a new worker. `expect` is Vitest's own.
 */
export { expect } from "vitest";

export type Test = {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly run: () => void;
};

export const tests = new Map<string, Test>();

const within: string[] = [];

/** Reads a file of tests; they are kept, not run. */
export async function collect(file: string): Promise<void> {
  within.push(file);
  await import(file);
  within.pop();
}

export function describe(name: string, body: () => void): void {
  within.push(name);
  body();
  within.pop();
}

export function it(title: string, body: (...row: readonly unknown[]) => unknown): void {
  const [file = "", ...groups] = within;
  const name = [...groups, title].join(" > ");
  let id = `${file} ${name}`;
  while (tests.has(id)) id += " again";
  const run = () => {
    moment.test += 1;
    moment.running = true;
    try {
      if (body() instanceof Promise) throw new TypeError(`${name}: a test that waits is not run here`);
    } finally {
      moment.running = false;
    }
  };
  tests.set(id, { id, name, file, run });
}

it.each =
  (rows: readonly unknown[]) =>
  (title: string, body: (...row: readonly unknown[]) => unknown): void => {
    for (const row of rows) {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      const shown = title.match(/%[sdifjoO]/g)?.length ?? 0;
      it(format(title, ...values.slice(0, shown)), () => body(...values));
    }
  };

// Fewer examples than in `npm test`, and the same each time: a mutant killed today is killed tomorrow.
const numRuns = Number(process.env.ARASHA_PROPERTY_RUNS ?? 10);
if (!Number.isInteger(numRuns) || numRuns < 1)
  throw new RangeError("ARASHA_PROPERTY_RUNS is no number of runs");
fc.configureGlobal({ numRuns, seed: 20261127 });
