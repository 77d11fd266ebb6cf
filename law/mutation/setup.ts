import fc from "fast-check";
import { afterEach, beforeEach } from "vitest";
import { moment } from "./moment.ts";

const numRuns = Number(process.env.ARASHA_PROPERTY_RUNS);
if (!Number.isInteger(numRuns) || numRuns < 1) throw new Error("ARASHA_PROPERTY_RUNS is no number of runs");

// The same examples each time: a mutant that is killed today is killed tomorrow.
fc.configureGlobal({ numRuns, seed: 20261127 });

beforeEach(() => {
  moment.test += 1;
  moment.running = true;
});
afterEach(() => {
  moment.running = false;
});
