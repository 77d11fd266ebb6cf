import { useEffect, useState } from "react";

/** The edge of the workspace: the only file that reads a clock. */

/** The device's own instant, ISO 8601. Good enough to prefill a form, never to judge a deadline. */
export function deviceNow(): string {
  return Temporal.Now.instant().toString({ smallestUnit: "second" });
}

/** An instant as a clock on the wall beside her shows it: `14:20`. For a page before anybody's country is known. */
export function deviceTime(instant: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(Temporal.Now.timeZoneId())
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
}

/**
 * The server's time, ticking: `asOf` as it was when the answer arrived, plus what has passed since. A device whose
 * clock is wrong must not show a duty as late, or as still in time.
 */
export function useServerNow(asOf: string, everySeconds = 30): string {
  const [now, setNow] = useState(asOf);
  useEffect(() => {
    const arrived = performance.now();
    const began = Temporal.Instant.from(asOf);
    const tick = () =>
      setNow(began.add({ milliseconds: Math.round(performance.now() - arrived) }).toString());
    setNow(asOf);
    const timer = setInterval(tick, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [asOf, everySeconds]);
  return now;
}
