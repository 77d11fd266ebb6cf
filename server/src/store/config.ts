import type { KeySource } from "./key-provider.ts";
import type { TransitConfig } from "./transit.ts";

/** Where the databases are, and the key personal content is sealed with. */
export type StoreConfig = {
  /** Connects as the role that owns the tables: migrations and rebuilds only. */
  readonly ownerUrl: string;
  /** Connects as `arasha_app`: everything else. */
  readonly appUrl: string;
  /** The key store: another database, with backups of its own. See secrets.ts. */
  readonly keysUrl: string;
  /** 32 bytes: the first version of the master key. Never in the database. */
  readonly masterKey: Buffer;
  /** Where its later versions are. */
  readonly laterKeys: KeySource;
  /** A key service to wrap with, where there is one: the master keys stay in use for what they wrapped. */
  readonly transit?: TransitConfig | null;
  /** Folder of the keys that agencies hold themselves; see custody.ts. */
  readonly agencyKeys: string;
};
