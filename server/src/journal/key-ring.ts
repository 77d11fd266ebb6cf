import type { DataClass } from "@arasha/packs";
import type { Keys } from "../store/keys.ts";
import type { Tx } from "../store/store.ts";
import type { Entry } from "./entries.ts";
import { type Grant, grantsOf, standsAt } from "./grants.ts";

/** A key of a case as its table holds it: wrapped for one holder. */
type KeyRow = {
  readonly class: string;
  readonly author: string;
  readonly version: number;
  readonly holder: string;
  readonly wrapped: Buffer;
};

type Held = {
  readonly class: DataClass;
  readonly author: string;
  readonly version: number;
  retired: boolean;
  key: Buffer | null;
  /** For whom it is wrapped, as far as can be seen; those not yet written among them. */
  readonly holders: Map<string, Buffer>;
};

/**
 * The keys of one case that whoever asks may use: one for each class of content and agency that wrote it. An agency that
 * is let read a class is given the keys of it; one that wrote finds its key again, or takes a new version when somebody
 * who had the old one may read no more.
 */
export class KeyRing {
  readonly #keys: Keys;
  readonly #caseId: string;
  readonly #agency: string | null;
  readonly #held: Held[] = [];
  readonly #new: KeyRow[] = [];

  /** `agency` is whose wrapping key is used; null: each holder's, for a program that writes for several. */
  constructor(keys: Keys, caseId: string, agency: string | null) {
    this.#keys = keys;
    this.#caseId = caseId;
    this.#agency = agency;
  }

  /** With all the keys of the case that are there for the one asking. */
  static async of(tx: Tx, keys: Keys, caseId: string, agency: string | null): Promise<KeyRing> {
    const ring = new KeyRing(keys, caseId, agency);
    const { rows } = await tx.query({
      name: "case-keys-read",
      text: `select class, author, version, holder, wrapped, retired from case_key
              where case_id = $1 and class <> 'trail' order by version`,
      values: [caseId],
    });
    for (const { class: name, author, version, holder, wrapped, retired } of rows) {
      const held = ring.#find(name, author, version) ?? ring.#add(name, author, version);
      held.holders.set(holder, wrapped);
      held.retired ||= retired;
    }
    return ring;
  }

  /** The key content of that class and author was sealed with; null where it is not to be had. */
  open(name: DataClass, author: string, version: number): Buffer | null {
    const held = this.#find(name, author, version);
    return held ? this.#opened(held) : null;
  }

  /** The key to seal with now. A new one is given to the author and to everyone who was let read the class. */
  forWriting(
    name: DataClass,
    author: string,
    entries: readonly Entry[],
    at: string,
  ): { readonly key: Buffer; readonly version: number } {
    const last = this.#held.findLast((one) => one.class === name && one.author === author);
    // An agency that holds its own key may write by a service that cannot open what it wrote before.
    const usable = last !== undefined && !last.retired && this.#opened(last) !== null;
    const held = usable ? last : this.#add(name, author, (last?.version ?? 0) + 1);
    const key = usable ? (held.key as Buffer) : this.#keys.newKey();
    held.key = key;
    const readers = grantsOf(entries).filter((grant) => grant.class === name && standsAt(grant, at));
    for (const holder of new Set([author, ...readers.map(({ agency }) => agency)])) this.#give(held, holder);
    return { key, version: held.version };
  }

  /** Gives an agency what it was let read, as far as the one who lets it may read it too. */
  passOn(grants: readonly Grant[]): void {
    for (const { agency, class: name } of grants)
      for (const held of this.#held) if (held.class === name) this.#give(held, agency);
  }

  /** An agency may read these classes no more: what is written from now on is under new keys. */
  retire(grants: readonly Grant[]): void {
    for (const { agency, class: name } of grants)
      for (const held of this.#held) if (held.class === name && held.author !== agency) held.retired = true;
  }

  /** Rows for the table of keys that were not there before. */
  added(): readonly KeyRow[] {
    return this.#new;
  }

  #give(held: Held, holder: string): void {
    const key = this.#opened(held);
    if (held.holders.has(holder) || key === null) return;
    const wrapped = this.#keys.wrap(holder, key, contextOf(this.#caseId, held));
    held.holders.set(holder, wrapped);
    this.#new.push({ class: held.class, author: held.author, version: held.version, holder, wrapped });
  }

  #opened(held: Held): Buffer | null {
    const [holder = null] = this.#agency === null ? held.holders.keys() : [this.#agency];
    const wrapped = holder === null ? undefined : held.holders.get(holder);
    if (holder !== null && wrapped !== undefined)
      held.key ??= this.#keys.unwrap(holder, wrapped, contextOf(this.#caseId, held));
    return held.key;
  }

  #find(name: string, author: string, version: number): Held | undefined {
    return this.#held.find((one) => one.class === name && one.author === author && one.version === version);
  }

  #add(name: DataClass, author: string, version: number): Held {
    const held: Held = { class: name, author, version, retired: false, key: null, holders: new Map() };
    this.#held.push(held);
    return held;
  }
}

function contextOf(caseId: string, { class: name, author, version }: Held): string {
  return `case-key|${caseId}|${name}|${author}|${version}`;
}
