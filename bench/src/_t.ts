import { measureQueue } from "./queue/measure.ts";
import { markdown } from "./section.ts";

console.log(
  markdown(
    await measureQueue({ quick: true, now: Temporal.Now.instant().toString(), say: (l) => console.error(l) }),
  ),
);
