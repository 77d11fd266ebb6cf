import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "../messages/say.ts";
import { readVerifier, signingKey, signNote, type Verifier, verifierText } from "../trail/note.ts";
import { type Judgement, witness } from "../trail/witness.ts";
import { answer, type Common, Ended, type Surroundings } from "./output.ts";

export type WitnessOptions = Common & {
  readonly folder: string;
  readonly name: string;
  /** The log's key, given the first time; from then on it is the folder's. */
  readonly key?: string;
};

/**
 * `witness`: looks at the newest checkpoint of somebody's Arasha from outside, over HTTP, holds it against the last one kept
 * here, signs it and keeps it. Needs no database and no secret of the one watched. Ends with 1 when the log is not the log it
 * was; both checkpoints are then kept as evidence, and no later one is accepted in their place.
 */
export async function witnessHere(url: string, options: WitnessOptions, around: Surroundings): Promise<void> {
  const { lang, folder } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = readLogKey(options);
  const kept = join(folder, "checkpoint");
  const seen = existsSync(kept) ? readFileSync(kept, "utf8") : null;
  const shown = await get(url, "/api/trail/checkpoint", lang);
  const judgement = await witness(seen, shown, log, async (from, to) => {
    const text = await get(url, `/api/trail/consistency?from=${from}&to=${to}`, lang);
    return (JSON.parse(text) as { readonly proof: readonly string[] }).proof;
  });
  if (judgement.kind === "refused") {
    replace(join(folder, "refused"), shown);
    throw new Ended(1, say(lang, `witness.${judgement.why}`, { folder }));
  }
  replace(kept, signNote(shown, ownSigner(options)));
  const { kind, checkpoint } = judgement;
  const value = {
    kind,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: checkpoint.root.toString("base64"),
    witness: verifierText(ownSigner(options)),
  };
  answer(around, options, value, () => say(lang, `witness.${kind}`, { size: checkpoint.size }));
}

type Refusal = Extract<Judgement, { readonly kind: "refused" }>["why"];
export type WitnessMessage = `witness.${Refusal | Exclude<Judgement["kind"], "refused">}`;

function readLogKey({ folder, key, lang }: WitnessOptions): Verifier {
  const file = join(folder, "log.key");
  const kept = existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  if (kept !== null && key !== undefined && key.trim() !== kept)
    throw new Ended(1, say(lang, "witness.otherKey", { folder }));
  const text = kept ?? key?.trim();
  if (text === undefined) throw new Ended(2, say(lang, "witness.noKey"));
  const verifier = readVerifier(text);
  if (verifier === null) throw new Ended(2, say(lang, "witness.wrongKey"));
  if (kept === null) replace(file, `${text}\n`);
  return verifier;
}

/** The witness's own key, made the first time; readable by its owner only. */
function ownSigner({ folder, name }: WitnessOptions) {
  const file = join(folder, "witness.key");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  return { name, key: signingKey(Buffer.from(readFileSync(file, "utf8"), "base64")) };
}

/** In one step, so that a witness that is cut off keeps what it had. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

async function get(base: string, path: string, lang: Common["lang"]): Promise<string> {
  const fail = (why: string) => new Ended(1, say(lang, "witness.noAnswer", { url: base, why }));
  if (!URL.canParse(path, base)) throw new Ended(2, say(lang, "witness.noUrl", { url: base }));
  // Whom it asks is said by whoever runs it, never by whoever answers.
  const options = { signal: AbortSignal.timeout(30_000), redirect: "error" } as const;
  const response = await fetch(new URL(path, base), options).catch((error: Error) => {
    throw fail(error.message);
  });
  if (!response.ok) throw fail(String(response.status));
  return response.text();
}
