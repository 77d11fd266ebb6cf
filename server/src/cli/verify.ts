import { entryDigest } from "../journal/digest.ts";
import { say, sayValue } from "../messages/say.ts";
import { closeStore, openStore } from "../store/store.ts";
import { sequence } from "../trail/sequence.ts";
import { trailSigner } from "../trail/signer.ts";
import { type TrailFault, type Verification, verifyTrail } from "../trail/verify.ts";
import { onDatabase, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";

/**
 * `verify`: the trail and the journal read again from the first row to the last. What still waits for its place is given it
 * first, so that the whole is covered. Ends with 1, and the first fault, when something does not hold.
 */
export async function verifyHere(options: Common & Where, around: Surroundings): Promise<void> {
  const { lang } = options;
  const found = await onDatabase(options, around, {}, async (config) => {
    const store = openStore(config);
    try {
      const { rows } = await store.owner.query("select to_regclass('arasha.trail') is not null as ready");
      if (!rows[0].ready) throw new Ended(1, say(lang, "cli.notMigrated"));
      const signer = trailSigner(store.keys);
      await sequence(store, signer, around.clock());
      const client = await store.owner.connect();
      try {
        return await verifyTrail(client, signer, entryDigest, (done, total) =>
          around.err(`${say(lang, "cli.verifying", { done, total })}\n`),
        );
      } finally {
        client.release();
      }
    } finally {
      await closeStore(store);
    }
  });
  answer(around, options, found, () => text(found, lang));
  if (found.fault !== null)
    throw new Ended(1, say(lang, "cli.trailBroken", { fault: faultText(found.fault, lang) }));
}

function text({ size, root, checkpoints, entries, fault }: Verification, lang: Common["lang"]): string {
  return columns([
    [say(lang, "cli.trailSize"), String(size)],
    [say(lang, "cli.trailRoot"), root],
    [say(lang, "cli.trailCheckpoints"), String(checkpoints)],
    [say(lang, "cli.trailEntries"), String(entries)],
    [say(lang, "cli.firstFault"), fault === null ? say(lang, "cli.noFault") : faultText(fault, lang)],
  ]);
}

function faultText({ kind, ...places }: TrailFault, lang: Common["lang"]): string {
  return sayValue(lang, "cli.trailFault", kind, places);
}
