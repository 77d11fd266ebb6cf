import { compile, type Law } from "../src/compile.ts";
import { type PackInput, testland } from "../src/testland.ts";
import { moment } from "./moment.ts";

export * from "../src/testland.ts";

/**
 * Testland as mutation testing needs it. Tests compile their law once, where the file is read; a mutant is switched on
 * only later, so what `compile`, `check` and `slices` do would never be seen to change. Here a law asked for outside a
 * test is compiled anew in each test that uses it.
 */
export function testlandLaw(change?: (pack: PackInput) => PackInput): Law {
  const pack = testland(change);
  if (moment.running) return compile(pack);
  let law: Law | undefined;
  let of = -1;
  const current = (): Law => {
    if (law === undefined || of !== moment.test) law = compile(pack);
    of = moment.test;
    return law;
  };
  return new Proxy({} as Law, {
    get: (_, name) => Reflect.get(current(), name),
    has: (_, name) => Reflect.has(current(), name),
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor: (_, name) => {
      const found = Reflect.getOwnPropertyDescriptor(current(), name);
      return found && { ...found, configurable: true };
    },
  });
}
