import { createReadStream } from "node:fs";
import { Worker } from "node:worker_threads";
import { added, NO_TALLY, type OtherRegime, type Tally } from "@arasha/law";
import type { Block, Job, LineFault, Reply } from "./replay-lines.ts";

export type ReplayOptions = {
  readonly country: string;
  readonly regime: OtherRegime;
  /** How many threads judge. */
  readonly threads: number;
  /** Called with the number of cases judged so far. */
  readonly soFar?: (cases: number) => void;
};

/** A line of the caseload is no incident: `line` counts from 1. Nothing is counted then. */
export class BadLine extends Error {
  readonly fault: LineFault;

  constructor(fault: LineFault) {
    super(`line ${fault.line}: ${fault.why}`);
    this.name = "BadLine";
    this.fault = fault;
  }
}

const LONGEST = 4 * 1024 * 1024;

/**
 * Judges a file of JSON Lines, an incident a line, under another regime as well as the law of each act, on several
 * threads. Blocks of the file wait until a thread is free, so memory does not grow with the caseload. The tally is the
 * same on any number of threads, and so is the bad line named when there are several: the first.
 */
export async function replayFile(file: string, options: ReplayOptions): Promise<Tally> {
  const job: Job = { country: options.country, regime: options.regime };
  const workers = Array.from(
    { length: Math.max(1, options.threads) },
    () => new Worker(new URL("./replay-worker.ts", import.meta.url), { workerData: job }),
  );
  let total: Tally = NO_TALLY;
  const faults: LineFault[] = [];
  const run = async (worker: Worker, blocks: AsyncGenerator<Block>): Promise<void> => {
    await answer(worker);
    for (;;) {
      if (faults.length > 0) return;
      const next = await blocks.next();
      if (next.done) return;
      const reply = answer(worker);
      worker.postMessage(next.value);
      const { tally, fault } = await reply;
      if (fault !== null) faults.push(fault);
      total = added(total, tally);
      options.soFar?.(total.cases);
    }
  };
  try {
    const blocks = blocksOf(file);
    await Promise.all(workers.map((worker) => run(worker, blocks)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  const [first] = faults.sort((a, b) => a.line - b.line);
  if (first !== undefined) throw new BadLine(first);
  return total;
}

function answer(worker: Worker): Promise<Reply> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (reply: Reply) => {
      worker.off("error", reject);
      resolve(reply);
    });
  });
}

/** The file in blocks that end with a line. Asked by several at once, it gives each the next. */
async function* blocksOf(file: string): AsyncGenerator<Block> {
  let rest = "";
  let firstLine = 1;
  for await (const chunk of createReadStream(file, { encoding: "utf8", highWaterMark: 256 * 1024 })) {
    const text = rest + String(chunk);
    const end = text.lastIndexOf("\n");
    if (end < 0 && text.length > LONGEST) throw new BadLine({ line: firstLine, why: "it is too long" });
    rest = text.slice(end + 1);
    if (end < 0) continue;
    const block = text.slice(0, end);
    yield { text: block, firstLine };
    firstLine += block.split("\n").length;
  }
  if (rest !== "") yield { text: rest, firstLine };
}
