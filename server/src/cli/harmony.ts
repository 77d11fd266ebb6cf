import type { Option } from "commander";
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
export const HARMONY: readonly Subcommand[] = [];
