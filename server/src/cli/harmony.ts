import { CLAIM_VERDICTS } from "@arasha/law";
import { DEFAULT } from "@arasha/packs/default";
import { Option } from "commander";
import defaults from "./defaults.json" with { type: "json" };
import type { Common, Surroundings } from "./output.ts";

/** One command of `arasha harmony`: how it is written, what it takes, and what runs it, loaded only when asked for. */
export type Subcommand = {
  /** `treaty <TREATY>`: the words after `arasha harmony`. */
  readonly usage: string;
  readonly description: string;
  readonly options: readonly Option[];
  /** @param args what was written for the words in brackets, in their order. */
  readonly run: (args: readonly string[], options: Options, around: Surroundings) => Promise<void>;
};

/** What was written after a command: the options all commands take, and its own by their long names. */
export type Options = Common & Readonly<Record<string, string | undefined>>;

/** Every command under `arasha harmony`. One is added by a line here and a file of its own. */
export const HARMONY: readonly Subcommand[] = [
  {
    usage: "matrix",
    description: "item by item what a treaty asks, and how far the law of a day answers it",
    options: [country(), treaty(), day("the day whose law is asked (otherwise today)"), bill()],
    run: async (_, options, around) =>
      (await import("./harmony-matrix.ts")).harmonyMatrix(
        { country: DEFAULT.country, treaty: defaults.treaty, ...options },
        around,
      ),
  },
  {
    usage: "history",
    description: "every day on which the answer to a treaty moved, and what moved it",
    options: [country(), treaty()],
    run: async (_, options, around) =>
      (await import("./harmony-matrix.ts")).harmonyHistory(
        { country: DEFAULT.country, treaty: defaults.treaty, ...options },
        around,
      ),
  },
  {
    usage: "treaty <TREATY>",
    description: "who takes part in a treaty on a day: signed only, ever ratified, party, in force",
    options: [day("on this day (otherwise today)")],
    run: async ([id = ""], options, around) =>
      (await import("./harmony-treaty.ts")).harmonyTreaty(id, options, around),
  },
  {
    usage: "bills",
    description: "what was drafted, what happened to it, who acts next, and what it became",
    options: [country()],
    run: async (_, options, around) =>
      (await import("./harmony-bills.ts")).harmonyBills({ country: DEFAULT.country, ...options }, around),
  },
  {
    usage: "claims",
    description: "what officials and the press said in figures, and whether the data bear it out",
    options: [new Option("--verdict <VERDICT>", "only those with this verdict").choices(CLAIM_VERDICTS)],
    run: async (_, options, around) => (await import("./harmony-claims.ts")).harmonyClaims(options, around),
  },
  {
    usage: "commitments",
    description: "what was promised and recommended, and how it stands on a day: overdue first",
    options: [country(), day("on this day (otherwise today)")],
    run: async (_, options, around) =>
      (await import("./harmony-commitments.ts")).harmonyCommitments(
        { country: DEFAULT.country, ...options },
        around,
      ),
  },
];

function country(): Option {
  return new Option("--country <COUNTRY>", "whose law").default(DEFAULT.country);
}

function treaty(): Option {
  return new Option("--treaty <TREATY>", "whose list of obligations").default(defaults.treaty);
}

function day(description: string): Option {
  return new Option("--on <DATE>", description);
}

function bill(): Option {
  return new Option(
    "--with-bill <BILL>",
    "as it would be with this bill: its id, or the file of one you drafted",
  );
}
