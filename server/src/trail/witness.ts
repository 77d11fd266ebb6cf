import { provesConsistency } from "./merkle.ts";
import { type Checkpoint, openNote, readCheckpoint, type Verifier } from "./note.ts";

/** What a witness says of a checkpoint it is shown. A refusal is final: the log is not the log it knew. */
export type Judgement =
  | { readonly kind: "grown" | "same" | "first"; readonly checkpoint: Checkpoint }
  | { readonly kind: "refused"; readonly why: "signature" | "unreadable" | "shrunk" | "split" | "rewritten" };

/** Fetches the proof that the tree of `from` leaves is the beginning of that of `to`, as base64 hashes. */
export type AskProof = (from: number, to: number) => Promise<readonly string[]>;

/**
 * Holds a checkpoint against the last one seen: signed by the log, no smaller than before, and its beginning is what was
 * signed then. A witness keeps no database, knows no case and needs to trust nobody but its own note.
 */
export async function witness(
  seen: string | null,
  shown: string,
  log: Verifier,
  askProof: AskProof,
): Promise<Judgement> {
  const text = openNote(shown, log);
  if (text === null) return { kind: "refused", why: "signature" };
  const checkpoint = readCheckpoint(text);
  if (checkpoint === null || checkpoint.origin !== log.name) return { kind: "refused", why: "unreadable" };
  const before = seen === null ? null : readCheckpoint(openNote(seen, log) ?? "");
  if (seen === null) return { kind: "first", checkpoint };
  if (before === null) throw new Error("the note kept by this witness is not one this log signed");
  if (checkpoint.size < before.size) return { kind: "refused", why: "shrunk" };
  if (checkpoint.size === before.size) {
    return checkpoint.root.equals(before.root)
      ? { kind: "same", checkpoint }
      : { kind: "refused", why: "split" };
  }
  const proof = (await askProof(before.size, checkpoint.size)).map((hash) => Buffer.from(hash, "base64"));
  const grown = provesConsistency(before.size, before.root, checkpoint.size, checkpoint.root, proof);
  return grown ? { kind: "grown", checkpoint } : { kind: "refused", why: "rewritten" };
}
