import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "./failure.ts";
import { open, seal } from "./seal.ts";

/** A key to be wrapped: for whom, and which key of which case it is (bound in, so that it opens as nothing else). */
export type ToWrap = { readonly holder: string; readonly context: string; readonly key: Buffer };
export type Wrapped = {
  readonly holder: string;
  readonly context: string;
  /** Name of the key it was wrapped with: `master-1`. */
  readonly kek: string;
  readonly wrapped: Buffer;
};

/**
 * Whoever keeps the master key that case keys are wrapped with. It has versions: the newest is written with, all are read
 * with. Asked for many keys at once, and asynchronously, because it may be another machine.
 */
export type KeyProvider = {
  /** Names of the versions, oldest first. */
  versions(): Promise<readonly string[]>;
  wrap(kek: string, keys: readonly ToWrap[]): Promise<readonly Buffer[]>;
  /** Throws when one was wrapped for another holder, as another key, or with a version that is not to be had. */
  unwrap(keys: readonly Wrapped[]): Promise<readonly Buffer[]>;
  /** Makes a newer version; null where it is made elsewhere, by whoever keeps the keys. */
  renew(): Promise<string | null>;
  /**
   * Puts a version out of use that nothing in the database is wrapped with any more. Where to, if anywhere; the same again for
   * one that was put there before.
   */
  retire(kek: string): Promise<string | null>;
};

/** Where the versions after the first are: beside it in a folder, or given with the environment. */
export type KeySource =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "given"; readonly versions: Readonly<Record<number, Buffer>> };

/** Master keys this process holds itself. `root` is the first version. */
export function localProvider(root: Buffer, source: KeySource): KeyProvider {
  if (root.length !== 32) throw new Error("the master key must have 32 bytes");
  let held = new Map<number, Buffer>();
  const derived = new Map<string, Buffer>();
  const read = () => {
    const all: readonly (readonly [number, Buffer])[] = [[1, root], ...versionsIn(source)];
    held = new Map(all.toSorted(([a], [b]) => a - b));
    return held;
  };
  read();
  const keyFor = (kek: string, holder: string) => {
    const known = derived.get(`${kek}|${holder}`);
    if (known) return known;
    // Somebody else may have made a newer version since this process last looked.
    const version = held.get(numberOf(kek)) ?? read().get(numberOf(kek));
    if (version === undefined) throw new MissingKey(kek);
    const key = Buffer.from(hkdfSync("sha256", version, Buffer.alloc(0), `arasha|case-keys|${holder}`, 32));
    derived.set(`${kek}|${holder}`, key);
    return key;
  };
  return {
    versions: async () => [...read().keys()].map(nameOf),
    wrap: async (kek, keys) =>
      keys.map(({ holder, key, context }) => seal(keyFor(kek, holder), key, `${kek}|${context}`)),
    unwrap: async (keys) =>
      keys.map(({ holder, kek, wrapped, context }) =>
        open(keyFor(kek, holder), wrapped, `${kek}|${context}`),
      ),
    renew: async () => {
      if (source.kind === "given") return null;
      const next = Math.max(...read().keys(), ...retiredIn(source.folder)) + 1;
      writeFileSync(fileOf(source.folder, next), randomBytes(32).toString("base64"), {
        mode: 0o600,
        flag: "wx",
      });
      return nameOf(next);
    },
    retire: async (kek) => {
      const version = numberOf(kek);
      // The first is also the root that passwords and the signature of the trail are made from: it stays.
      if (source.kind === "given" || version === 1) return null;
      const file = fileOf(source.folder, version);
      const apart = file.replace(/\.key$/, ".retired.key");
      if (!existsSync(file)) return existsSync(apart) ? apart : null;
      renameSync(file, apart);
      read();
      for (const name of [...derived.keys()]) if (name.startsWith(`${kek}|`)) derived.delete(name);
      return apart;
    },
  };
}

/**
 * Several as one: each wraps and unwraps under its own names, the last is the one to move to. So that a change from keys of
 * our own to a key service is a change of version like any other.
 */
export function together(
  providers: readonly (readonly [prefix: string, provider: KeyProvider])[],
): KeyProvider {
  const of = (kek: string) => {
    const found = providers.find(([prefix]) => kek.startsWith(prefix))?.[1];
    if (found === undefined) throw new MissingKey(kek);
    return found;
  };
  return {
    versions: async () => (await Promise.all(providers.map(([, one]) => one.versions()))).flat(),
    wrap: (kek, keys) => of(kek).wrap(kek, keys),
    unwrap: async (keys) => {
      const found: Buffer[] = [];
      for (const [one, own] of Map.groupBy(keys, ({ kek }) => of(kek))) {
        const opened = await one.unwrap(own);
        for (const [at, told] of own.entries()) found[keys.indexOf(told)] = opened[at] as Buffer;
      }
      return found;
    },
    renew: async () => (await providers.at(-1)?.[1].renew()) ?? null,
    retire: (kek) => of(kek).retire(kek),
  };
}

/** A wrapped key names a version of the master key that this process does not have. */
export class MissingKey extends Error {
  constructor(kek: string) {
    super(
      `${kek}, a version of the master key, is not here: bring its file, or its variable, and start again`,
    );
    this.name = "MissingKey";
  }
}

/** The versions after the first in `ARASHA_MASTER_KEY_2`, `_3` and so on. Throws `CannotStart` when one does not hold 32 bytes. */
export function versionsFrom(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<number, Buffer>> {
  const found: Record<number, Buffer> = {};
  for (const [name, text] of Object.entries(env)) {
    const version = /^ARASHA_MASTER_KEY_(\d+)$/.exec(name)?.[1];
    if (version === undefined || !text) continue;
    const key = Buffer.from(text, "base64");
    if (key.length !== 32 || Number(version) < 2)
      throw new CannotStart(
        `${name} does not hold 32 bytes in base64, or is no version after the first (2, 3, …).`,
      );
    found[Number(version)] = key;
  }
  return found;
}

const FILE = /^master-(\d+)\.key$/;

function versionsIn(source: KeySource): readonly (readonly [number, Buffer])[] {
  if (source.kind === "given")
    return Object.entries(source.versions).map(([version, key]) => [Number(version), key] as const);
  if (!existsSync(source.folder)) return [];
  return readdirSync(source.folder).flatMap((file) => {
    const version = FILE.exec(file)?.[1];
    if (version === undefined) return [];
    const key = Buffer.from(readFileSync(join(source.folder, file), "utf8"), "base64");
    if (key.length !== 32)
      throw new CannotStart(`${join(source.folder, file)} does not hold 32 bytes in base64.`);
    return [[Number(version), key] as const];
  });
}

function retiredIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((file) => /^master-(\d+)\.retired\.key$/.exec(file)?.[1] ?? [])
    .map(Number);
}

function fileOf(folder: string, version: number): string {
  return join(folder, `master-${version}.key`);
}

export const MASTER = "master-";

function nameOf(version: number): string {
  return `${MASTER}${version}`;
}

function numberOf(kek: string): number {
  return kek.startsWith(MASTER) ? Number(kek.slice(MASTER.length)) : Number.NaN;
}
