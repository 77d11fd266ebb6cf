/** How much of a stretch of time is over, as a percentage from 0 to 100. */
export function orderProgress(from: string, until: string, now: string): number {
  const [start, end, at] = [from, until, now].map(
    (instant) => Temporal.Instant.from(instant).epochMilliseconds,
  ) as [number, number, number];
  const whole = end - start;
  const over = whole <= 0 ? 1 : Math.min(1, Math.max(0, (at - start) / whole));
  return Math.round(over * 100);
}
