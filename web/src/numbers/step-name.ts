import { useCallback } from "react";
import { useT } from "../i18n/language.tsx";
import { useCodeName } from "../shell/country.ts";
import type { Step } from "./funnel-graph.ts";

/** A step of the justice chain in words; endings are named by the country's own list. */
export function useStepName(): (step: Step) => string {
  const t = useT();
  const code = useCodeName();
  return useCallback(
    (step) =>
      step.startsWith("ended:")
        ? code("proceedingEndings", step.slice("ended:".length))
        : t(`step.${step as Exclude<Step, `ended:${string}`>}`),
    [t, code],
  );
}
