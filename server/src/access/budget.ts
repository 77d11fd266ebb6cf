import { isIP } from "node:net";

/** So much at a stroke, and so much a minute for as long as one likes. */
export type Allowance = { readonly atOnce: number; readonly aMinute: number };

/**
 * Who asked for how much lately, in the memory of this process alone: nothing of it is written or logged, and it is forgotten when
 * the allowance is whole again. Several processes allow so much each.
 */
export type Budget = {
  /** Seconds to wait, or 0; then it is taken. `now` is an instant, ISO 8601. */
  readonly take: (who: string, now: string, cost?: number) => number;
};

/** Somebody asked for too much in too short a time. */
export class TooMuch extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super("too much in too short a time");
    this.name = "TooMuch";
    this.seconds = seconds;
  }
}

/**
 * For each asker the instant at which all she took will have been made up for (the generic cell rate algorithm): one number,
 * however much she asks. Throws nothing; refused askings cost nothing, so that whoever waits as long as told is let in.
 */
export function createBudget({ atOnce, aMinute }: Allowance, most: number = MOST_KEPT): Budget {
  const each = 60_000 / aMinute;
  const debts = new Map<string, number>();
  return {
    take: (who, now, cost = 1) => {
      const at = Temporal.Instant.from(now).epochMilliseconds;
      const kept = debts.get(who) ?? at;
      const owed = Math.min(Math.max(kept, at), at + atOnce * each);
      // A clock that was set back keeps nobody out for longer than a full debt takes.
      if (owed < kept) debts.set(who, owed);
      const next = owed + Math.min(cost, atOnce) * each;
      const over = next - (at + atOnce * each);
      if (over > 0) return Math.ceil(over / 1000);
      // Last of all, so that the first are those who have been still for longest.
      debts.delete(who);
      debts.set(who, next);
      if (debts.size > most) forget(debts, at, most);
      return 0;
    },
  };
}

/** Some ten megabytes. */
const MOST_KEPT = 100_000;

/** Whoever owes nothing any more; and if that is nobody, whoever has been still for longest. */
function forget(debts: Map<string, number>, at: number, most: number): void {
  for (const [who, debt] of debts) if (debt <= at) debts.delete(who);
  for (const who of debts.keys()) {
    if (debts.size <= most / 2) return;
    debts.delete(who);
  }
}

/**
 * Whose an address is: of IPv6 the first half, since the other is its owner's to choose anew for each request (RFC 4291,
 * RFC 8981).
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || isIP(address) !== 6) return mapped ?? address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const [before, after] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [
    ...(before ?? []),
    ...Array.from({ length: Math.max(0, missing) }, () => "0"),
    ...(after ?? []),
  ];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
