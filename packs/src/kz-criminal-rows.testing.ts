import type { Facts } from "@arasha/law";

/** What the tables of the Criminal Code are written in: an article's part, an incident it covers, the nearest it does not. */
export type Row = readonly [part: string, inside: Incident, outside: Incident];

type Circumstances = NonNullable<Facts["circumstances"]>;
export type Incident = Omit<Facts, "date"> & { readonly date?: string };

/** What is said of an ordinary adult victim and an ordinary act: every sign that could aggravate it denied. */
export const ADULT = { age: 30, helpless: false, dependent: false, pregnant: false } as const;
export const PLAIN: Circumstances = {
  weapon: false,
  group: false,
  cruelty: false,
  repeated: false,
  threatToLife: false,
  severalVictims: false,
  motive: "other",
  criminalGroup: false,
  graveConsequences: false,
};

export const incident = (
  acts: Facts["acts"],
  more: Incident = {},
  circumstances: Circumstances = {},
  victim: Facts["victim"] = {},
): Incident => ({
  acts,
  ...more,
  victim: { ...ADULT, ...victim },
  circumstances: { ...PLAIN, ...circumstances },
});

export const parent = { relation: "parent" } as const;
export const spouse = { relation: "spouse" } as const;
export const stranger = { relation: "none", respondent: { entrusted: false } } as const;
