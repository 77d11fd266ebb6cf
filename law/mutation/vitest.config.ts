import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The tests of the engine alone, as mutation testing runs them; `npm test` does not read this file. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^\.\/testland\.ts$/, replacement: join(import.meta.dirname, "testland.ts") }],
  },
  test: {
    include: ["law/src/**/*.test.ts"],
    setupFiles: ["law/mutation/setup.ts"],
    env: { ARASHA_PROPERTY_RUNS: "10" },
    // No test of the engine leaves anything behind, so one worker serves them all and modules are read once.
    isolate: false,
    maxWorkers: 1,
    testTimeout: 30_000,
  },
});
