import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** What the figures were measured on, as a list in Markdown. `now` is an instant; the load is that of the last minute. */
export function machine(now: string): string {
  const model = cpus()[0]?.model.trim() || "unknown processor";
  return [
    `- ${now.slice(0, 10)}`,
    `- ${model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${process.platform} ${process.arch}`,
    `- load before the run: ${loadavg()[0]!.toFixed(1)}${busy() ? " (other programs were at work: the spread is theirs)" : ""}`,
    `- Node ${process.versions.node}, V8 ${process.versions.v8}`,
  ].join("\n");
}

/** Whether something else already keeps a good part of the machine. */
function busy(): boolean {
  return loadavg()[0]! > availableParallelism() / 4;
}
