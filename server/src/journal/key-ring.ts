import { bothHalves, type Keys } from "../store/keys.ts";
import type { NewSecret, Secret } from "../store/secrets.ts";
import type { Tx } from "../store/store.ts";
import type { Compartment } from "./compartments.ts";
import type { Entry } from "./entries.ts";
import { erasedIn } from "./erasure.ts";
import { exclusionsOf, isClosedTo } from "./exclusions.ts";
import { type Grant, grantsOf, standsAt } from "./grants.ts";
import { halfOf, halfToWriteWith } from "./halves.ts";

/** A key of a case as its table holds it: wrapped for one holder. */
export type KeyRow = {
  readonly class: string;
  readonly author: string;
  readonly version: number;
  readonly holder: string;
  readonly kek: string;
  readonly wrapped: Buffer;
};
/** One not yet wrapped. */
type NewKey = Omit<KeyRow, "kek" | "wrapped"> & { readonly context: string; readonly key: Buffer };

type Held = {
  readonly class: Compartment;
  readonly author: string;
  readonly version: number;
  retired: boolean;
  key: Buffer | null;
  /** For whom it is wrapped, as far as can be seen; those not yet written among them. */
  readonly holders: Set<string>;
};

/**
 * The keys of one case that whoever asks may use: one for each class of content and agency that wrote it. An agency that
 * is let read a class is given the keys of it; one that wrote finds its key again, or takes a new version when somebody
 * who had the old one may read no more, or what was under it was erased.
 */
export class KeyRing {
  readonly #keys: Keys;
  readonly #caseId: string;
  readonly #held: Held[] = [];
  readonly #new: NewKey[] = [];
  #secrets: readonly Secret[];

  constructor(keys: Keys, caseId: string, secrets: readonly Secret[]) {
    this.#keys = keys;
    this.#caseId = caseId;
    this.#secrets = secrets;
  }

  /**
   * With all the keys of the case that are there for the one asking. `agency` is whose wrapping key is used; null: each
   * holder's, for a program that writes for several. `secrets` are the case's, from the key store.
   */
  static async of(
    tx: Tx,
    keys: Keys,
    caseId: string,
    agency: string | null,
    secrets: readonly Secret[],
  ): Promise<KeyRing> {
    const ring = new KeyRing(keys, caseId, secrets);
    const { rows } = await tx.query({
      name: "case-keys-read",
      text: `select class, author, version, holder, kek, wrapped, retired from case_key
              where case_id = $1 and class <> 'trail' order by version`,
      values: [caseId],
    });
    const mine = new Map<Held, KeyRow[]>();
    for (const row of rows as readonly (KeyRow & { readonly retired: boolean })[]) {
      const name = row.class as Compartment;
      const held = ring.#find(name, row.author, row.version) ?? ring.#add(name, row.author, row.version);
      held.holders.add(row.holder);
      held.retired ||= row.retired;
      if (agency === null || agency === row.holder) mine.set(held, [...(mine.get(held) ?? []), row]);
    }
    // One holder is enough; where that one keeps its key elsewhere, another may do.
    for (let left = [...mine]; left.length > 0; ) {
      const asked = left.flatMap(([held, [row]]) => (row ? [{ held, row }] : []));
      const opened = await keys.unwrap(
        asked.map(({ held, row: { holder, kek, wrapped } }) => ({
          holder,
          kek,
          wrapped,
          context: contextOf(caseId, held),
        })),
      );
      for (const [at, { held }] of asked.entries()) held.key = opened[at] ?? null;
      left = left
        .filter(([held, rows]) => held.key === null && rows.length > 1)
        .map(([held, [, ...rows]]): [Held, KeyRow[]] => [held, rows]);
    }
    return ring;
  }

  /** The key content of that class and author was sealed with; null where it is not to be had, or was erased. */
  open(name: Compartment, author: string, version: number): Buffer | null {
    const key = this.#find(name, author, version)?.key ?? null;
    const half = halfOf(this.#secrets, name, version) ?? null;
    return key === null || half === null ? null : bothHalves(key, half, name);
  }

  /**
   * Finds, or makes, what is needed from the key store to write these classes. What was made is among `newSecrets` and has
   * to be kept before anything written with it is; `settle` does that at once, where others may be making the same.
   */
  async ready(
    names: readonly Compartment[],
    entries: readonly Entry[],
    settle: boolean,
  ): Promise<readonly NewSecret[]> {
    const erased = erasedIn(entries);
    const lacking = () =>
      [...new Set(names)]
        .map((name) => halfToWriteWith(this.#secrets, this.#caseId, name, erased.get(name) ?? 0))
        .flatMap(({ secret, fresh }) => (fresh ? [secret] : []));
    const made = lacking();
    if (!settle) this.#know(made);
    // What another kept first may have been destroyed since: then the next one is taken.
    else
      for (let next = made; next.length > 0; next = lacking())
        this.#know(await this.#keys.secrets.keep(next));
    return settle ? [] : made;
  }

  /** The key to seal with now. A new one is given to the author and to everyone who was let read the class. */
  forWriting(
    name: Compartment,
    author: string,
    entries: readonly Entry[],
    at: string,
  ): { readonly key: Buffer; readonly version: number } {
    const last = this.#held.findLast((one) => one.class === name && one.author === author);
    const { secret } = halfToWriteWith(this.#secrets, this.#caseId, name, erasedIn(entries).get(name) ?? 0);
    // An agency that holds its own key may write by a service that cannot open what it wrote before.
    const usable = last !== undefined && !last.retired && last.key !== null && last.version > secret.since;
    const held = usable ? last : this.#add(name, author, Math.max(last?.version ?? 0, secret.since) + 1);
    const key = usable ? (held.key as Buffer) : this.#keys.newKey();
    held.key = key;
    const readers = grantsOf(entries).filter((grant) => grant.class === name && standsAt(grant, at));
    const holders = new Set([author, ...readers.map(({ agency }) => agency)]);
    for (const { agency } of exclusionsOf(entries)) if (agency !== author) holders.delete(agency);
    for (const holder of holders) this.#give(held, holder);
    return { key: bothHalves(key, secret.secret, name), version: held.version };
  }

  /**
   * Gives an agency what it was let read, as far as the one who lets it may read it too; nothing where the case is closed to
   * it by then.
   */
  passOn(grants: readonly Grant[], entries: readonly Entry[]): void {
    for (const { agency, class: name } of grants) {
      if (isClosedTo(entries, agency)) continue;
      for (const held of this.#held) if (held.class === name) this.#give(held, agency);
    }
  }

  /** An agency may read these classes no more: what is written from now on is under new keys. */
  retire(grants: readonly Grant[]): void {
    for (const { agency, class: name } of grants)
      for (const held of this.#held) if (held.class === name && held.author !== agency) held.retired = true;
  }

  /** The case is closed to an agency: what is written from now on is under keys it was never given. */
  retireHeldBy(agency: string): void {
    for (const held of this.#held)
      if (held.author !== agency && held.holders.has(agency)) held.retired = true;
  }

  /** Keys for the table of keys that were not there before, not yet wrapped. */
  added(): readonly NewKey[] {
    return this.#new;
  }

  #give(held: Held, holder: string): void {
    if (held.holders.has(holder) || held.key === null) return;
    const { class: name, author, version, key } = held;
    held.holders.add(holder);
    this.#new.push({ class: name, author, version, holder, key, context: contextOf(this.#caseId, held) });
  }

  #know(secrets: readonly Secret[]): void {
    this.#secrets = [...this.#secrets, ...secrets].sort((a, b) => a.since - b.since);
  }

  #find(name: string, author: string, version: number): Held | undefined {
    return this.#held.find((one) => one.class === name && one.author === author && one.version === version);
  }

  #add(name: Compartment, author: string, version: number): Held {
    const held: Held = { class: name, author, version, retired: false, key: null, holders: new Set() };
    this.#held.push(held);
    return held;
  }
}

/** Which key of which case it is. */
export function contextOf(
  caseId: string,
  { class: name, author, version }: Pick<KeyRow, "class" | "author" | "version">,
): string {
  return name === "trail" ? `case-key|${caseId}|trail` : `case-key|${caseId}|${name}|${author}|${version}`;
}
