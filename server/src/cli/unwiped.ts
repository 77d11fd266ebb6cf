import type { Language } from "@arasha/law";
import { say } from "../messages/say.ts";
import type { Store } from "../store/store.ts";
import type { Surroundings } from "./output.ts";

/** Says where something destroyed may still stand in the files of the key store: it closes nothing less, but is not gone yet. */
export async function tellUnwiped(
  { store }: { readonly store: Store },
  lang: Language,
  around: Surroundings,
): Promise<void> {
  if (await store.keys.secrets.unwiped()) around.err(`${say(lang, "cli.unwiped")}\n`);
}
