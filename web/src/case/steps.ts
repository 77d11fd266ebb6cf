import type { CaseView, DutyView, EntryView, NextStep } from "@arasha/server/contract";

/** One thing to do, and every norm that asks for it, each with the duty it belongs to. */
export type Step = {
  readonly type: NextStep["type"];
  readonly preset: NextStep["preset"];
  readonly asks: readonly Ask[];
};
export type Ask = {
  readonly norm: string;
  /** Null where the norm allows the step and no clock is running for it. */
  readonly duty: DutyView | null;
};

/**
 * The next steps as things to do: two norms that ask for the same entry are one step, unless their presets say
 * different things (two orders, two registers). The order of the service, most pressing first, is kept.
 */
export function mergeSteps(view: Pick<CaseView, "nextSteps" | "duties">): readonly Step[] {
  const merged: Step[] = [];
  for (const { type, norm, duty, preset } of view.nextSteps) {
    const owed = view.duties.find((one) => one.duty === duty) ?? null;
    const asks = norm === null ? [] : [{ norm, duty: owed }];
    const at = merged.findIndex((one) => one.type === type && agree(one.preset, preset));
    const same = merged[at];
    if (!same) merged.push({ type, preset, asks });
    else merged[at] = { type, preset: { ...preset, ...same.preset }, asks: [...same.asks, ...asks] };
  }
  return merged;
}

function agree(a: NextStep["preset"], b: NextStep["preset"]): boolean {
  return Object.entries(a).every(([field, value]) => b[field] === undefined || b[field] === value);
}

/** Referrals by a norm that wait for a second person. */
export function pendingDisclosures({ entries }: Pick<CaseView, "entries">): readonly EntryView[] {
  const approved = new Set(
    entries.flatMap(({ type, body }) => (type === "disclosure-approved" ? [body.referral] : [])),
  );
  const byNorm = ({ body }: EntryView) =>
    (body.ground as { readonly kind?: unknown } | undefined)?.kind === "norm";
  return entries.filter((entry) => entry.type === "referral" && byNorm(entry) && !approved.has(entry.seq));
}
