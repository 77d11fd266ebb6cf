import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadCountry } from "@arasha/packs";
import { handOver } from "../journal/hand-over.ts";
import { say } from "../messages/say.ts";
import { makePair } from "../store/custody.ts";
import { createKeys } from "../store/keys.ts";
import { closeStore, openStore } from "../store/store.ts";
import { onDatabase, type Where } from "./connect.ts";
import { answer, type Common, Ended, type Surroundings } from "./output.ts";

/**
 * `key hand-over`: from now on an agency holds its own key. Makes the pair, wraps all it may open anew, and says which file
 * is to be taken away. Ends with 2 for an agency the country does not have, with 1 where it holds its own key already.
 */
export async function keyHandOver(
  agency: string,
  options: Common & Where & { readonly country: string },
  around: Surroundings,
): Promise<void> {
  const { lang } = options;
  if (!loadCountry(options.country).agencies.some(({ id }) => id === agency))
    throw new Ended(2, say(lang, "cli.noAgency", { agency }));
  const found = await onDatabase(options, around, {}, async (config) => {
    if (existsSync(join(config.agencyKeys, `${agency}.public.pem`)))
      throw new Ended(1, say(lang, "cli.holdsOwnKey", { agency }));
    const files = makePair(config.agencyKeys, agency);
    const store = openStore(config);
    try {
      return { agency, ...files, keys: await handOver(store, createKeys(config.masterKey), agency) };
    } finally {
      await closeStore(store);
    }
  });
  answer(around, options, found, () => say(lang, "cli.handedOver", { ...found }));
}
