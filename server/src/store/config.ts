/** Where the database is, and the key personal content is sealed with. */
export type StoreConfig = {
  /** Connects as the role that owns the tables: migrations and rebuilds only. */
  readonly ownerUrl: string;
  /** Connects as `arasha_app`: everything else. */
  readonly appUrl: string;
  /** 32 bytes. Never in the database. */
  readonly masterKey: Buffer;
  /** Folder of the keys that agencies hold themselves; see custody.ts. */
  readonly agencyKeys: string;
};
