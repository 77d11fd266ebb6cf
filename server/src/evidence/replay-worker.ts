import { parentPort, workerData } from "node:worker_threads";
import { NO_TALLY } from "@arasha/law";
import { compiled, countryFolder, loadPack } from "@arasha/packs";
import { type Block, type Job, tallyOf } from "./replay-lines.ts";

// One of the threads of a replay: judges one block of lines after another and gives back the tally of each.

const { country, regime } = workerData as Job;
const law = compiled(loadPack(countryFolder(country)));
parentPort?.on("message", (block: Block) => {
  parentPort?.postMessage(tallyOf(law, block, regime));
});
parentPort?.postMessage({ tally: NO_TALLY, fault: null });
