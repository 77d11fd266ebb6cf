import { type Assessment, assess, compile, type Facts, type Law, LawError, type Pack } from "@arasha/law";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { request } from "../api/client.ts";

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
  | { readonly state: "answered"; readonly assessment: Assessment }
  | { readonly state: "refused"; readonly code: LawError["code"]; readonly coversFrom: string }
  | { readonly state: "waiting" };

/** Asks the engine anew whenever a fact changes. It answers in well under a keystroke's time, so nothing is delayed. */
export function useAssessment(facts: Facts | null): LawAnswer {
  const law = useLaw();
  return useMemo(() => (law && facts ? answer(law, facts) : { state: "waiting" }), [law, facts]);
}

function answer(law: Law, facts: Facts): LawAnswer {
  try {
    return { state: "answered", assessment: assess(law, facts) };
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    return { state: "refused", code: error.code, coversFrom: law.pack.coversFrom };
  }
}
