import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** The last line of a run, for programs that read it: `N passed, N failed, N skipped`. */
const totals: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const before = count.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // A test that never came to its end is no pass.
        count[state === "pending" ? "failed" : state] += 1;
      }
      // A file that could not be loaded, or whose setup failed, has no failing test to show for it.
      if (module.state() === "failed" && count.failed === before) count.failed += 1;
    }
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  },
};

export default defineConfig({
  test: {
    pool: "forks",
    // One world for all files of a worker: reading the law of a country takes longer than most tests.
    isolate: false,
    // Programs the tests start need not compile what others have compiled before.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/arasha-code", import.meta.url)) },
    // Two cores are what a small machine has; one worker more than that only makes the timed tests wait.
    maxWorkers: 2,
    reporters: ["default", totals],
    projects: [
      {
        extends: true,
        test: { name: "pure", include: ["{law,packs,web,bench}/**/*.test.{ts,tsx}"], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["{server,e2e}/**/*.test.ts"],
          // Starts a PostgreSQL server, so only when a test of this project runs.
          globalSetup: ["server/src/store/testing.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
