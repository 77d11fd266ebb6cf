import { text } from "node:stream/consumers";
import { run } from "./program.ts";

// A reader that has seen enough (`arasha ... | head`) closes the pipe: that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
  stdin: () => text(process.stdin),
  clock: () => Temporal.Now.instant().toString(),
  env: process.env,
});
