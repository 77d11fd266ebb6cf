// In place of `journal/key-ring.ts` where nothing is to be sealed: there are no keys, and none is asked for.

export { contextOf } from "../../../server/src/journal/key-ring.ts";

const NONE = Buffer.alloc(32);

export class KeyRing {
  static of(): Promise<KeyRing> {
    return Promise.resolve(new KeyRing());
  }

  open(): Buffer {
    return NONE;
  }

  ready(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  forWriting(): { readonly key: Buffer; readonly version: number } {
    return { key: NONE, version: 1 };
  }

  passOn(): void {}

  retire(): void {}

  added(): readonly never[] {
    return [];
  }
}
