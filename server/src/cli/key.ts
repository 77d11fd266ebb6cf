import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadCountry } from "@arasha/packs";
import { fitOf } from "../cases/key-fit.ts";
import { rotateMaster, wrapForOwn, wrappedByMaster } from "../journal/rotate.ts";
import { say } from "../messages/say.ts";
import type { StoreConfig } from "../store/config.ts";
import { makePair, renewPair } from "../store/custody.ts";
import { closeStore, openStore, type Store } from "../store/store.ts";
import { onDatabase, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";
import { tellUnwiped } from "./unwiped.ts";

type Options = Common & Where & { readonly country: string };

/**
 * `key hand-over`: from now on an agency holds its own key. Makes the pair, wraps all it may open anew, and says which file
 * is to be taken away. Cut short, the same command goes on. Ends with 2 for an agency the country does not have, with 1 where it
 * holds its own key already.
 */
export async function keyHandOver(agency: string, options: Options, around: Surroundings): Promise<void> {
  const { lang } = options;
  refuseUnknown(agency, options);
  const found = await onDatabase(options, around, {}, async (config) => {
    const held = existsSync(join(config.agencyKeys, `${agency}.public.pem`));
    if (held && !(await withStore(config, (store) => wrappedByMaster(store, agency))))
      throw new Ended(1, say(lang, "cli.holdsOwnKey", { agency }));
    if (held && !existsSync(join(config.agencyKeys, `${agency}.private.pem`)))
      throw new Ended(1, say(lang, "cli.notItsKey", { agency }));
    const files = makePair(config.agencyKeys, agency);
    const keys = await withStore(config, (store) => wrapForOwn(store, agency, { newCaseKeys: true }));
    return { agency, ...files, keys };
  });
  answer(around, options, found, () => say(lang, "cli.handedOver", { ...found }));
}

export type RotateOptions = Options & {
  readonly agency?: string;
  readonly newCaseKeys?: boolean;
  readonly finish?: boolean;
};

/**
 * `key rotate`: a new version of the master key, or of the key an agency holds itself, with all that was wrapped with the
 * old one wrapped anew while the service runs. Cut short, the same command goes on.
 */
export async function keyRotate(options: RotateOptions, around: Surroundings): Promise<void> {
  const { agency } = options;
  if (agency !== undefined) return rotateOwn(agency, options, around);
  const { lang } = options;
  const found = await onDatabase(options, around, {}, (config) =>
    withStore(config, (store) =>
      rotateMaster(store, around.clock(), (done) => around.err(`${say(lang, "cli.rotating", { done })}\n`)),
    ),
  );
  if (found === null) throw new Ended(1, say(lang, "cli.noNewerKey"));
  answer(around, options, found, () =>
    [
      say(lang, "cli.rotated", { kek: found.kek, keys: found.rewrapped }),
      ...found.apart.map((file) => say(lang, "cli.keyApart", { file })),
    ].join("\n"),
  );
}

/** The agency's own: where its private half is. What others wrap for the old one meanwhile is wrapped anew at the next run. */
async function rotateOwn(agency: string, options: RotateOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  refuseUnknown(agency, options);
  const found = await onDatabase(options, around, {}, async (config) => {
    const folder = config.agencyKeys;
    if (!existsSync(join(folder, `${agency}.private.pem`)))
      throw new Ended(1, say(lang, "cli.notItsKey", { agency }));
    // A change that was begun is gone on with: no second one is begun before it is finished.
    const { public: half, earlier } = renewPair(folder, agency);
    const { newCaseKeys = false, finish = false } = options;
    const keys = await withStore(config, (store) => wrapForOwn(store, agency, { newCaseKeys }));
    if (finish) for (const file of earlier) rmSync(file);
    return { agency, keys, public: half, earlier, finished: finish };
  });
  answer(around, options, found, () =>
    say(lang, found.finished ? "cli.ownFinished" : "cli.ownRotated", {
      agency,
      keys: found.keys,
      public: found.public,
      earlier: found.earlier.join(", "),
    }),
  );
}

/** `key check`: whether the database and the key store fit together. Ends with 1 where something can not be opened any more. */
export async function keyCheck(options: Options, around: Surroundings): Promise<void> {
  const { lang } = options;
  const found = await onDatabase(options, around, {}, (config) =>
    withStore(config, async (store) => {
      const fit = await fitOf(store);
      await tellUnwiped({ store }, lang, around);
      return fit;
    }),
  );
  answer(around, options, found, () =>
    columns(
      Object.entries(found).map(([name, cases]) => [
        say(lang, `cli.fit.${name as keyof typeof found}`),
        String(cases),
      ]),
    ),
  );
  if (found.missing > 0) throw new Ended(1, say(lang, "cli.keysMissing", { cases: found.missing }));
}

function refuseUnknown(agency: string, { country, lang }: Options): void {
  if (!loadCountry(country).agencies.some(({ id }) => id === agency))
    throw new Ended(2, say(lang, "cli.noAgency", { agency }));
}

async function withStore<T>(config: StoreConfig, run: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(config);
  try {
    return await run(store);
  } finally {
    await closeStore(store);
  }
}
