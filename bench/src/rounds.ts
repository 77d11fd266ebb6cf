/** One way of doing the same thing, to be timed beside the others. */
export type Contender = {
  readonly name: string;
  /** Does the thing `times` times. */
  readonly run: (times: number) => void | Promise<void>;
};

export type Timing = {
  readonly name: string;
  /** Milliseconds each time, one figure a round. */
  readonly rounds: readonly number[];
};

export type RoundOptions = {
  readonly rounds: number;
  /** How long one turn of one contender takes at least, in milliseconds; how often it runs in it follows. */
  readonly turn: number;
  /** What one run counts as, when it does several things. */
  readonly perRun?: number;
};

/**
 * Times contenders in turns: every round gives each one turn, and each round begins with another one, so that a
 * neighbour on the machine, or a slow minute, meets all of them alike. One more round before the first is thrown away:
 * in it code is compiled, caches fill, and the number of runs in a turn is found.
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, turn, perRun = 1 }: RoundOptions,
): Promise<readonly Timing[]> {
  const taken = contenders.map(({ name }) => ({ name, rounds: [] as number[] }));
  const times: number[] = [];
  for (const contender of contenders) times.push(await runsIn(contender, turn));
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < contenders.length; place += 1) {
      const which = (round + place) % contenders.length;
      const runs = times[which]!;
      taken[which]!.rounds.push((await clocked(contenders[which]!, runs)) / (runs * perRun));
    }
  }
  return taken;
}

/** How many runs fill a turn: doubled until they do, so that the last measure is of warm code. */
async function runsIn(contender: Contender, turn: number): Promise<number> {
  for (let runs = 1; ; runs *= 2) {
    const spent = await clocked(contender, runs);
    if (spent >= turn) return Math.max(1, Math.round((runs * turn) / spent));
  }
}

/** Milliseconds that some runs take. */
async function clocked({ run }: Contender, times: number): Promise<number> {
  const began = performance.now();
  await run(times);
  return performance.now() - began;
}

export type Summary = { readonly median: number; readonly least: number; readonly most: number };

/** The middle, least and greatest of some numbers. Throws RangeError when there are none. */
export function summary(numbers: readonly number[]): Summary {
  if (numbers.length === 0) throw new RangeError("nothing was measured");
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
}

/**
 * How many times as long as `base` each took, round by round: both halves of a ratio come from the same round, so what
 * slowed the whole machine cancels out.
 */
export function ratios(timing: Timing, base: Timing): Summary {
  return summary(timing.rounds.map((took, round) => took / base.rounds[round]!));
}
