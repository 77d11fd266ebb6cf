import { measureAppend } from "./append/measure.ts";
import { markdown } from "./section.ts";

console.log(
  markdown(
    await measureAppend({
      quick: true,
      now: Temporal.Now.instant().toString(),
      say: (l) => console.error(l),
    }),
  ),
);
