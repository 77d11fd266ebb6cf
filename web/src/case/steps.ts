import type { NextStep } from "@arasha/server/contract";

/** One thing to do, with every norm that asks for it and the earliest of their deadlines. */
export type Step = {
  readonly type: NextStep["type"];
  readonly norms: readonly string[];
  readonly due: string | null;
  readonly preset: NextStep["preset"];
};

/**
 * The next steps as things to do: two norms that ask for the same entry are one step, unless their presets say
 * different things (two orders, two offences). The order of the service, most pressing first, is kept.
 */
export function mergeSteps(steps: readonly NextStep[]): readonly Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const norms = step.norm === null ? [] : [step.norm];
    const at = merged.findIndex((one) => one.type === step.type && agree(one.preset, step.preset));
    const same = merged[at];
    if (!same) merged.push({ type: step.type, norms, due: step.due, preset: step.preset });
    else
      merged[at] = {
        type: same.type,
        norms: [...new Set([...same.norms, ...norms])],
        due: earlier(same.due, step.due),
        preset: { ...step.preset, ...same.preset },
      };
  }
  return merged;
}

function agree(a: NextStep["preset"], b: NextStep["preset"]): boolean {
  return Object.entries(a).every(([field, value]) => b[field] === undefined || b[field] === value);
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}
