import type {
  BreachEntryInput,
  BreachList,
  BreachView,
  DocumentPreview,
  MakeDocument,
  OpenRequest,
  RecordBreach,
  RequestEntryInput,
  RequestList,
  RequestView,
  ServeDocument,
  Written,
} from "@arasha/server/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

/** What leaves the house: documents of a case, legal requests, breaches. */

const ofCase = (caseId: string) => `/cases/${encodeURIComponent(caseId)}/documents`;

export const makeDocument = (caseId: string, body: MakeDocument, key: string) =>
  request<Written>("POST", ofCase(caseId), { body, key });
export const approveDocument = (caseId: string, seq: number, after: number, key: string) =>
  request<Written>("POST", `${ofCase(caseId)}/${seq}/approval`, { body: { after }, key });
export const serveDocument = (caseId: string, seq: number, body: ServeDocument, key: string) =>
  request<Written>("POST", `${ofCase(caseId)}/${seq}/service`, { body, key });
export const documentAddress = (caseId: string, seq: number, form: "pdf" | "page") =>
  `/api${ofCase(caseId)}/${seq}/${form}`;

export function documentQuery(caseId: string, seq: number) {
  return queryOptions({
    queryKey: ["case", caseId, "document", seq],
    queryFn: ({ signal }) => request<DocumentPreview>("GET", `${ofCase(caseId)}/${seq}`, { signal }),
    gcTime: 0,
  });
}

export const requestsQuery = queryOptions({
  queryKey: ["requests"],
  queryFn: ({ signal }) => request<RequestList>("GET", "/requests", { signal }),
});
export function requestQuery(id: string) {
  return queryOptions({
    queryKey: ["requests", id],
    queryFn: ({ signal }) => request<RequestView>("GET", `/requests/${encodeURIComponent(id)}`, { signal }),
  });
}
export const openRequest = (body: OpenRequest) => request<RequestView>("POST", "/requests", { body });
export const writeRequest = (id: string, after: number, entry: RequestEntryInput) =>
  request<RequestView>("POST", `/requests/${encodeURIComponent(id)}/entries`, { body: { after, entry } });
export const answerRequest = (id: string, after: number, language: string) =>
  request<RequestView>("POST", `/requests/${encodeURIComponent(id)}/answer`, { body: { after, language } });
export const answerAddress = (id: string, seq: number) =>
  `/api/requests/${encodeURIComponent(id)}/answers/${seq}/pdf`;

export const breachesQuery = queryOptions({
  queryKey: ["breaches"],
  queryFn: ({ signal }) => request<BreachList>("GET", "/breaches", { signal }),
});
export const recordBreach = (body: RecordBreach) => request<BreachView>("POST", "/breaches", { body });
export const writeBreach = (id: string, body: BreachEntryInput) =>
  request<BreachView>("POST", `/breaches/${encodeURIComponent(id)}/entries`, { body });
