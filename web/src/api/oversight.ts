import type {
  Alerts,
  AskFor,
  BreakGlass,
  Canaries,
  CloseAlert,
  GlassNotices,
  GlassOpened,
  Misuse,
  Questions,
  Requests,
} from "@arasha/server/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

/** What the workspace asks the service about emergency access, and about how access is used. */

/** How often a page that is left open asks whether there is anything new. */
const AGAIN_MS = 60_000;

export const breakGlass = (body: BreakGlass) => request<GlassOpened>("POST", "/glass", { body });
export const endGlass = (id: string) => request<void>("DELETE", `/glass/${id}`);
export const seeGlass = (id: string) => request<void>("POST", `/glass/notices/${id}`);
export const noticesQuery = queryOptions({
  queryKey: ["glass-notices"],
  queryFn: ({ signal }) => request<GlassNotices>("GET", "/glass/notices", { signal }),
  refetchInterval: AGAIN_MS,
});

export const questionsQuery = queryOptions({
  queryKey: ["questions"],
  queryFn: ({ signal }) => request<Questions>("GET", "/questions", { signal }),
  refetchInterval: AGAIN_MS,
});
export const answerQuestion = (id: string, words: string) =>
  request<void>("POST", `/questions/${id}`, { body: { words } });

export function alertsQuery(closed: boolean) {
  return queryOptions({
    queryKey: ["alerts", closed],
    queryFn: ({ signal }) => request<Alerts>("GET", `/oversight/alerts?closed=${closed}`, { signal }),
    refetchInterval: AGAIN_MS,
  });
}
export const askAbout = (id: string) => request<void>("POST", `/oversight/alerts/${id}/question`);
export const liftConflict = (id: string) => request<void>("POST", `/oversight/alerts/${id}/lifting`);
export const closeAlert = (id: string, body: CloseAlert) =>
  request<void>("POST", `/oversight/alerts/${id}/closing`, { body });

export const canariesQuery = queryOptions({
  queryKey: ["canaries"],
  queryFn: ({ signal }) => request<Canaries>("GET", "/oversight/canaries", { signal }),
});
export const plantCanary = (agency: string) =>
  request<{ readonly code: string }>("POST", "/oversight/canaries", { body: { agency } });

/** By whom it is asked decides how: small counts are left out for all but those who oversee. */
export function misuseQuery(by: "oversight" | "statistics") {
  return queryOptions({
    queryKey: ["misuse", by],
    queryFn: ({ signal }) => request<Misuse>("GET", `/${by}/misuse`, { signal }),
  });
}

export const requestsQuery = queryOptions({
  queryKey: ["agreements"],
  queryFn: ({ signal }) => request<Requests>("GET", "/agreements", { signal }),
  refetchInterval: AGAIN_MS,
});
export const askFor = (body: AskFor) => request<{ readonly id: string }>("POST", "/agreements", { body });
export const agreeTo = (id: string) => request<void>("POST", `/agreements/${id}`);
export const turnDown = (id: string) => request<void>("DELETE", `/agreements/${id}`);
