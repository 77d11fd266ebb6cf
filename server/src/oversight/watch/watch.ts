import type { Deps } from "../../cases/deps.ts";
import { inTransaction } from "../../store/store.ts";
import { sequence } from "../../trail/sequence.ts";
import { trailSigner } from "../../trail/signer.ts";
import { type Finding, findings, type Look } from "./findings.ts";
import { createGatherer } from "./gather.ts";
import { drawSample } from "./sample.ts";

export type Watched = {
  /** Looks read from the trail this time. */
  readonly looks: number;
  /** What the rules found, raised before or now. */
  readonly found: readonly Finding[];
  /** How many alerts were raised now: findings that are new, reviews that are overdue, looks drawn for review. */
  readonly raised: number;
};

export type Watch = { readonly look: (now: string) => Promise<Watched> };

/**
 * Watches how access is used, as the owner of the tables: each `look` takes in what is new on the trail, asks the pack's rules,
 * and raises what they find, once. `from`: how far back the first look reaches; the rules count what lies in it.
 */
export function createWatch(deps: Deps, from: string): Watch {
  const { store, country } = deps;
  const { rules, sample } = country.oversight;
  const { zone } = country.pack.calendar;
  const gatherer = createGatherer(store, country, from);
  const signer = trailSigner(store.keys);
  const keep = longest(deps);
  let kept: readonly Look[] = [];
  return {
    look: async (now) => {
      await sequence(store, signer, now);
      const fresh = await gatherer.next();
      const oldest = Temporal.Instant.from(now).subtract({ hours: keep }).toString();
      // Nobody new looked: no rule can be met that was not before.
      kept = fresh.length === 0 ? kept : [...kept.filter(({ at }) => at >= oldest), ...fresh];
      const found = fresh.length === 0 ? [] : findings(rules, kept, zone);
      const raised = await inTransaction(store.owner, async (tx) => {
        let count = 0;
        for (const { mark, rule, account, caseId, at, detail } of found) {
          const { rows } = await tx.query("select raise_once($1, $2, $3, $4, $5, $6) as id", [
            mark,
            rule,
            account,
            caseId,
            JSON.stringify({ ...detail, at }),
            now,
          ]);
          if (rows[0].id !== null) count += 1;
        }
        const { rows } = await tx.query("select escalate_reviews($1) as raised", [now]);
        return (
          count + rows[0].raised + (await drawSample(tx, gatherer.caseOf, { looks: sample.looks, zone, now }))
        );
      });
      return { looks: fresh.length, found, raised };
    },
  };
}

/** How many hours the rules look back. */
function longest({ country }: Deps): number {
  const relativeTo = Temporal.PlainDateTime.from("2000-01-01T00:00");
  const hours = country.oversight.rules.map((rule) => {
    const period = "within" in rule ? rule.within : "over" in rule ? rule.over : "PT0H";
    return Temporal.Duration.from(period).total({ unit: "hours", relativeTo });
  });
  return Math.max(24, ...hours) + 24;
}
