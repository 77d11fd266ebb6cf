import { type Assessment, assess, compile, type Facts, type Law, LawError, type Pack } from "@arasha/law";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { request } from "../api/client.ts";
import { keepSame } from "./keep-same.ts";

/** The law of the country, compiled once per page: the same engine and the same data as the server's. */
export const lawQuery = queryOptions({
  queryKey: ["law"],
  queryFn: async ({ signal }): Promise<Law> => compile(await request<Pack>("GET", "/law/pack", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  // A compiled law is a graph of functions: comparing two of them would cost more than it saves.
  structuralSharing: false,
});

export function useLaw(): Law | undefined {
  return useQuery(lawQuery).data;
}

/** What the law answers, or why it will not: `refused` is a date before the law that is held, or no date at all. */
export type LawAnswer =
  | {
      readonly state: "answered";
      /** Without reasons: they are asked for when somebody unfolds them. */
      readonly assessment: Assessment;
      /** The same with the reasons of each answer; worked out when first asked for. */
      readonly explained: () => Assessment;
    }
  | { readonly state: "refused"; readonly code: LawError["code"]; readonly coversFrom: string }
  | { readonly state: "waiting" };

/** Days beside that of the act: when the case was opened, and the day up to which later, milder law is looked for. */
export type CaseDays = { readonly caseOpened?: string | undefined; readonly decided?: string | undefined };

/** Asks the engine anew whenever a fact changes. It answers in well under a keystroke's time, so nothing is delayed. */
export function useAssessment(facts: Facts | null, { caseOpened, decided }: CaseDays = {}): LawAnswer {
  const law = useLaw();
  const [last] = useState<Last>(() => ({ assessment: undefined }));
  return useMemo(
    () => (law && facts ? answer(law, facts, { caseOpened, decided }, last) : { state: "waiting" }),
    [law, facts, caseOpened, decided, last],
  );
}

/** The assessment before, for what did not change to stay the very same. */
type Last = { assessment: Assessment | undefined };

function answer(law: Law, facts: Facts, { caseOpened, decided }: CaseDays, last: Last): LawAnswer {
  try {
    const days = { ...(caseOpened && { caseOpened }), ...(decided && { decided }) };
    const assessment = keepSame(
      last.assessment,
      assess(law, facts, { ...days, because: false, questions: true }),
    );
    last.assessment = assessment;
    let whole: Assessment | undefined;
    return {
      state: "answered",
      assessment,
      explained: () => {
        whole ??= assess(law, facts, days);
        return whole;
      },
    };
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    return { state: "refused", code: error.code, coversFrom: law.pack.coversFrom };
  }
}
