import type { Facts } from "@arasha/law";
import type { Answer } from "./answer.ts";

/** One way to reach the decision. */
export type Form<Ready = unknown, Reply = unknown> = {
  readonly name: string;
  /** Brings a case into the shape this form likes best. Not timed: a present to the form. */
  readonly prepare: (facts: Facts) => Ready;
  /** What is timed. */
  readonly ask: (ready: Ready) => Reply | Promise<Reply>;
  /** The verdicts in the reply. Not timed. */
  readonly read: (reply: Reply) => readonly Answer[];
};

/** Lets forms of different types stand in one list: each is only ever given back what it made itself. */
export function form<Ready, Reply>(one: Form<Ready, Reply>): Form {
  return one as unknown as Form;
}

/** The verdicts of one case, from the facts on. */
export async function verdicts({ prepare, ask, read }: Form, facts: Facts): Promise<readonly Answer[]> {
  return read(await ask(prepare(facts)));
}
