import type {
  CaseList,
  CaseSearch,
  CasesFound,
  CaseView,
  CountryView,
  Draft,
  Funnel,
  Me,
  MyCaseKeys,
  OpenCase,
  Queue,
  WriteEntry,
  Written,
} from "@arasha/server/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";

/** Every question the workspace asks the service, each with its key in the cache. */

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => request<Me>("GET", "/session", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const countryQuery = queryOptions({
  queryKey: ["country"],
  queryFn: ({ signal }) => request<CountryView>("GET", "/country", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const queueQuery = queryOptions({
  queryKey: ["queue"],
  queryFn: ({ signal }) => request<Queue>("GET", "/queue?limit=300", { signal }),
  refetchInterval: 60_000,
});

export type CaseStatus = "open" | "closed";

export function casesPage(
  status: CaseStatus | null,
  cursor: string | null,
  signal: AbortSignal,
): Promise<CaseList> {
  const query = new URLSearchParams({ limit: "50" });
  if (status) query.set("status", status);
  if (cursor) query.set("cursor", cursor);
  return request<CaseList>("GET", `/cases?${query}`, { signal });
}

export const searchCases = (body: CaseSearch) => request<CasesFound>("POST", "/cases/search", { body });

export function caseQuery(caseId: string) {
  return queryOptions({
    queryKey: ["case", caseId],
    queryFn: ({ signal }) => request<CaseView>("GET", `/cases/${encodeURIComponent(caseId)}`, { signal }),
  });
}

export function funnelQuery(breakOn: string) {
  return queryOptions({
    queryKey: ["funnel", breakOn],
    queryFn: ({ signal }) =>
      request<Funnel>("GET", `/statistics/funnel?breakOn=${encodeURIComponent(breakOn)}`, { signal }),
  });
}

export const draftQuery = queryOptions({
  queryKey: ["draft"],
  queryFn: ({ signal }) => request<Draft>("GET", "/draft", { signal }),
  // Read once, when the intake opens: what is typed since is newer than what is stored.
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
});

export const signIn = (link: string) => request<Me>("POST", "/session", { body: { link } });
export const signOut = () => request<void>("DELETE", "/session");
export const saveDraft = (content: Readonly<Record<string, unknown>>) =>
  request<Draft>("PUT", "/draft", { body: { content } });
export const clearDraft = () => request<void>("DELETE", "/draft");
export const openCase = (body: OpenCase, key: string) => request<Written>("POST", "/cases", { body, key });
export const writeEntry = (caseId: string, body: WriteEntry, key: string) =>
  request<Written>("POST", `/cases/${encodeURIComponent(caseId)}/entries`, { body, key });

/** Of the survivor's own page, or of that of a child of the case who has come of age. */
const myCasePath = (caseId: string, child: string | null) =>
  `/cases/${encodeURIComponent(caseId)}${child === null ? "" : `/children/${encodeURIComponent(child)}`}/my-case`;
export const openMyCase = (caseId: string, child: string | null) =>
  request<MyCaseKeys>("POST", myCasePath(caseId, child));
export const closeMyCase = (caseId: string, child: string | null) =>
  request<void>("DELETE", myCasePath(caseId, child));

/** The person signed in and her country. Only for screens beneath the shell, which shows them once both are known. */
export function useSession(): { readonly me: Me; readonly country: CountryView } {
  const me = useQuery(meQuery).data;
  const country = useQuery(countryQuery).data;
  if (!me || !country) throw new Error("useSession outside the shell");
  return { me, country };
}
