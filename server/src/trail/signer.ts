import type { Keys } from "../store/keys.ts";
import { type Signer, signingKey } from "./note.ts";

/** Who signs the checkpoints of this installation. The name is its address to others; it must never change. */
export function trailSigner(keys: Keys, name = "arasha/trail"): Signer {
  return { name, key: signingKey(keys.trailSeed) };
}
