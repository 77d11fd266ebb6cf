import type { Deps } from "../cases/deps.ts";
import { say } from "../messages/say.ts";
import { keepRules } from "../oversight/rules.ts";
import { createWatch } from "../oversight/watch/watch.ts";
import { onCases, type Where } from "./connect.ts";
import { answer, type Common, columns, type Surroundings } from "./output.ts";

export type WatchOptions = Common & Where & { readonly country: string; readonly days: number };

/** `watch`: asks the pack's rules about the looks of the last days, and raises what they find, once. */
export async function watchHere(options: WatchOptions, around: Surroundings): Promise<void> {
  const { lang } = options;
  const watched = await onCases(options, around, async (deps: Deps) => {
    await keepRules(deps.store, deps.country);
    const now = around.clock();
    const from = Temporal.Instant.from(now)
      .subtract({ hours: options.days * 24 })
      .toString();
    return createWatch(deps, from).look(now);
  });
  const { looks, raised, found } = watched;
  answer(around, options, watched, () =>
    [
      say(lang, "cli.watched", { looks, raised }),
      columns(found.map(({ at, rule, account, detail }) => [at, rule, account, JSON.stringify(detail)])),
    ]
      .filter(Boolean)
      .join("\n"),
  );
}
