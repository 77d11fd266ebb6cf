import type { Country } from "@arasha/packs";
import type { Store } from "../store/store.ts";

/** Tells the database what it keeps by itself of the pack's rules of oversight. As the owner, at every start. */
export async function keepRules(store: Store, { oversight }: Country): Promise<void> {
  const { glass, published } = oversight;
  await store.owner.query(
    `insert into oversight_rule (glass_access, glass_uses, glass_uses_within, wrong_codes, wrong_within, review_within,
                                 review_at_latest, small_cells)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict on constraint oversight_rule_key do update set
       glass_access = excluded.glass_access, glass_uses = excluded.glass_uses, glass_uses_within = excluded.glass_uses_within,
       wrong_codes = excluded.wrong_codes, wrong_within = excluded.wrong_within, review_within = excluded.review_within,
       review_at_latest = excluded.review_at_latest, small_cells = excluded.small_cells`,
    [
      glass.access,
      glass.uses.atMost,
      glass.uses.within,
      glass.wrongCodes.atMost,
      glass.wrongCodes.within,
      glass.review.within,
      glass.review.atLatest,
      published.smallest,
    ],
  );
}
