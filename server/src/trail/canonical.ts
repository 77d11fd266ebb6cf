import { createHash } from "node:crypto";

/** JSON with the keys of every object in order of their code units: one text for one value (after RFC 8785). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join(",")}}`;
}

/** What the database stores of an instant: microseconds, in UTC. */
export function storedInstant(at: string): string {
  return Temporal.Instant.from(at)
    .round({ smallestUnit: "microsecond", roundingMode: "halfExpand" })
    .toString();
}

export function digest(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("base64url");
}
