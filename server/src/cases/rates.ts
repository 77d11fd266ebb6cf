import type { DemoRates } from "@arasha/packs";

/** Rates the synthetic caseload is drawn from, as they hold for acts of one day. */
export type Rates = {
  /** Throws where the pack gives no such rate. */
  readonly of: (key: string) => number;
  /** Weights under a prefix: `act.battery`, `act.insult` ...; only the items the pack gives. */
  readonly among: <T extends string>(
    prefix: string,
    items: readonly T[],
  ) => readonly (readonly [T, number])[];
};

/** Later regimes of the pack's `demo.yaml` override earlier ones, rate by rate. */
export function ratesOn(demo: DemoRates, date: string): Rates {
  const rates = new Map<string, number>();
  for (const regime of demo.regimes)
    if (regime.from <= date)
      for (const [key, { value }] of Object.entries(regime.rates)) rates.set(key, value);
  return {
    of: (key) => {
      const value = rates.get(key);
      if (value === undefined) throw new Error(`demo.yaml gives no rate ${key} for ${date}`);
      return value;
    },
    among: (prefix, items) =>
      items.flatMap((item) => {
        const value = rates.get(`${prefix}.${item}`);
        return value === undefined ? [] : [[item, value] as const];
      }),
  };
}
