import { plainDate } from "@arasha/law";
import { DATA_CLASSES, type DataClass } from "@arasha/packs";
import { eraseAgreed, findCase } from "../cases/erase.ts";
import { localDate } from "../cases/law.ts";
import { retention } from "../cases/retention.ts";
import { classOf, type Erasable } from "../journal/compartments.ts";
import { Refused } from "../journal/refused.ts";
import { say, sayFault, sayValue } from "../messages/say.ts";
import { onCases, type Where } from "./connect.ts";
import { answer, type Common, columns, Ended, type Surroundings } from "./output.ts";
import { tellUnwiped } from "./unwiped.ts";

type Options = Common & Where & { readonly country: string };

/**
 * `erase`: carries out what two persons of the agency that keeps the case have agreed to erase; with `--class`, only a request
 * for exactly these classes. Ends with 1 where nobody agreed, or the case is held.
 */
export async function eraseHere(
  which: string,
  options: Options & { readonly class?: readonly string[] },
  around: Surroundings,
): Promise<void> {
  const { lang } = options;
  const classes = options.class?.map((name) => {
    if (!DATA_CLASSES.includes(name as DataClass))
      throw new Ended(
        2,
        `--class: ${say(lang, "cli.noClass", { value: name, known: DATA_CLASSES.join(", ") })}`,
      );
    return name as DataClass;
  });
  const asTold = (asked: readonly Erasable[]) => {
    const names = new Set(asked.map(classOf));
    return (
      classes === undefined || (names.size === classes.length && classes.every((name) => names.has(name)))
    );
  };
  const erased = await onCases(options, around, async (deps) => {
    try {
      const stones = await eraseAgreed(deps, await findCase(deps.store, which), around.clock(), asTold);
      await tellUnwiped(deps, lang, around);
      return stones;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const [fault] = error.fields;
      throw new Ended(
        1,
        error.code === "not-found" || fault === undefined
          ? say(lang, "cli.noCase", { case: which })
          : sayFault(lang, fault),
      );
    }
  });
  if (erased.length === 0) throw new Ended(1, say(lang, "cli.nobodyAgreed", { case: which }));
  answer(around, options, erased, () =>
    erased
      .map(({ seq, parts, classes: gone }) =>
        say(lang, "cli.erased", { seq, parts, classes: gone.join(", ") }),
      )
      .join("\n"),
  );
}

/** `retention`: what is kept no longer on a day. Erases what two persons agreed to, and names the rest. */
export async function retentionHere(
  options: Options & { readonly on?: string; readonly dryRun?: boolean },
  around: Surroundings,
): Promise<void> {
  const { lang } = options;
  if (options.on !== undefined && !plainDate.safeParse(options.on).success)
    throw new Ended(
      2,
      `--on: ${sayFault(lang, { field: "on", message: "date", values: { value: options.on } })}`,
    );
  const found = await onCases(options, around, async (deps) => {
    const due = await retention(deps, options.on ?? localDate(deps, around.clock()), around.clock(), {
      dryRun: options.dryRun ?? false,
    });
    await tellUnwiped(deps, lang, around);
    return due;
  });
  answer(around, options, found, () =>
    found.length === 0
      ? say(lang, "cli.nothingDue")
      : columns(
          found.map(({ code, state, classes, erased }) => [
            code,
            sayValue(lang, "cli.due", erased.length > 0 ? "erased" : state),
            classes.join(", "),
          ]),
        ),
  );
}
