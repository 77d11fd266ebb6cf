import { glob } from "node:fs/promises";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type CompleteDryRunResult,
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import type { Test } from "./harness.ts";

/** What StrykerJS's instrumented code reads and writes. */
type Instrumented = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: CompleteDryRunResult["mutantCoverage"];
};

/**
 * Runs the engine's tests for StrykerJS in one process that reads them once: Node strips the types itself. Vitest is
 * asked only for `expect`; a run of it for each mutant takes about a second, this takes milliseconds.
 */
class InProcess implements TestRunner {
  #tests: ReadonlyMap<string, Test> = new Map();
  /** How long each took when it last passed, in milliseconds: the quickest that may notice is run first. */
  readonly #took = new Map<string, number>();

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    const inSandbox = (path: string) => pathToFileURL(resolve(path)).href;
    const sources = inSandbox("law/src/");
    registerHooks({
      resolve(specifier, context, next) {
        const fromTest = context.parentURL?.startsWith(sources) && context.parentURL.endsWith(".test.ts");
        if (fromTest && specifier === "vitest") return next(inSandbox("law/mutation/harness.ts"), context);
        if (fromTest && specifier === "./testland.ts")
          return next(inSandbox("law/mutation/testland.ts"), context);
        return next(specifier, context);
      },
    });
    const harness: typeof import("./harness.ts") = await import(inSandbox("law/mutation/harness.ts"));
    const files = await Array.fromAsync(glob("law/src/**/*.test.ts"));
    for (const file of files.sort()) await harness.collect(resolve(file));
    this.#tests = harness.tests;
  }

  async dryRun(_options: DryRunOptions): Promise<DryRunResult> {
    const results = [...this.#tests.values()].map((test) => this.#run(test));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: instrumented().mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, testFilter, disableBail } = options;
    Object.assign(instrumented(), { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const asked = [...(testFilter ?? this.#tests.keys())].sort((a, b) => this.#time(a) - this.#time(b));
    const results: TestResult[] = [];
    for (const id of asked) {
      const test = this.#tests.get(id);
      if (test === undefined) throw new Error(`no test is called ${id}`);
      const result = this.#run(test);
      results.push(result);
      if (result.status === TestStatus.Failed && !disableBail) break;
    }
    const timeout = determineHitLimitReached(instrumented().hitCount, hitLimit);
    Object.assign(instrumented(), { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests: results });
  }

  #time(id: string): number {
    return this.#took.get(id) ?? 0;
  }

  #run({ id, name, file, run }: Test): TestResult {
    const began = performance.now();
    const told = () => ({ id, name, fileName: file, timeSpentMs: performance.now() - began });
    instrumented().currentTestId = id;
    try {
      run();
      const passed = told();
      this.#took.set(id, passed.timeSpentMs);
      return { ...passed, status: TestStatus.Success };
    } catch (error) {
      const failureMessage = error instanceof Error ? error.message : String(error);
      return { ...told(), status: TestStatus.Failed, failureMessage };
    } finally {
      instrumented().currentTestId = undefined;
    }
  }
}

function instrumented(): Instrumented {
  const name = INSTRUMENTER_CONSTANTS.NAMESPACE;
  const held = globalThis as unknown as Record<string, Instrumented | undefined>;
  held[name] ??= {};
  return held[name];
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, "in-process", () => new InProcess()),
];
