import type {
  Decide,
  Proposals,
  Proposed,
  ProposeInput,
  RegisterCommitments,
  RegisterItems,
} from "@arasha/server/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

/** What the workspace asks the service about the registers: what is proposed, and what a second person says of it. */

export function proposalsQuery(state: "pending" | "decided") {
  return queryOptions({
    queryKey: ["registers", state],
    queryFn: ({ signal }) => request<Proposals>("GET", `/registers?state=${state}`, { signal }),
  });
}

/** Large, and the same as long as the service runs. */
export const itemsQuery = queryOptions({
  queryKey: ["register-items"],
  queryFn: ({ signal }) => request<RegisterItems>("GET", "/registers/items", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What progress can be reported on. Asked anew after each proposal and decision, as the proposals are. */
export const commitmentsQuery = queryOptions({
  queryKey: ["registers", "commitments"],
  queryFn: ({ signal }) => request<RegisterCommitments>("GET", "/registers/commitments", { signal }),
});

export const propose = (body: ProposeInput) => request<Proposed>("POST", "/registers", { body });
export const decide = (id: string, body: Decide) =>
  request<void>("POST", `/registers/${id}/decision`, { body });
