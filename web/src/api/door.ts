import type {
  AccountView,
  ChangePassword,
  Declaration,
  Declared,
  Ended,
  EnrolmentView,
  EnrolPassword,
  Invited,
  InvitePerson,
  Me,
  PasswordProof,
  PasswordSignIn,
  People,
  ProviderAddress,
  SetMail,
  Totp,
  WaysIn,
} from "@arasha/server/contract";
import { queryOptions } from "@tanstack/react-query";
import { ProblemError, request } from "./client.ts";

/** What the workspace asks the service about coming in, one's own account, and the people of the installation. */

export const waysQuery = queryOptions({
  queryKey: ["ways"],
  queryFn: ({ signal }) => request<WaysIn>("GET", "/sign-in", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => request<AccountView>("GET", "/account", { signal }),
});

export const declaredQuery = queryOptions({
  queryKey: ["declaration"],
  queryFn: ({ signal }) => request<Declared>("GET", "/account/declaration", { signal }),
});
export const declareTies = (body: Declaration) => request<Declared>("POST", "/account/declaration", { body });

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => request<People>("GET", "/people", { signal }),
});

export const signInByPassword = (body: PasswordSignIn) => request<Me>("POST", "/sign-in/password", { body });
export const stepUpByPassword = (body: PasswordProof) => request<void>("POST", "/step-up/password", { body });

/** Leaves for the provider; it leads back to a page of ours. */
export async function goToProvider(errand: "sign-in" | "enrolment" | "step-up"): Promise<void> {
  const { url } = await request<ProviderAddress>("POST", "/provider", { body: { for: errand } });
  window.location.assign(url);
}

export const openInvitation = (invitation: string) =>
  request<EnrolmentView>("POST", "/enrolment", { body: { invitation } });
export const heldEnrolment = () => request<EnrolmentView>("GET", "/enrolment");
export const offerTotp = () => request<Totp>("POST", "/enrolment/password/options");
export const enrolPassword = (body: EnrolPassword) => request<Me>("POST", "/enrolment/password", { body });

export const removePasskey = (id: string) => request<void>("DELETE", `/account/passkeys/${id}`);
export const setMail = (mail: SetMail["mail"]) => request<void>("PUT", "/account/mail", { body: { mail } });
export const changePassword = (body: ChangePassword) => request<void>("PUT", "/account/password", { body });
export const endSession = (id: string) => request<void>("DELETE", `/account/sessions/${id}`);
export const endOtherSessions = () => request<Ended>("DELETE", "/account/sessions");

export const invitePerson = (body: InvitePerson) => request<Invited>("POST", "/people", { body });
export const inviteAgain = (account: string) => request<Invited>("POST", `/people/${account}/invitation`);
export const approve = (invitation: string) =>
  request<Invited>("POST", `/invitations/${invitation}/approval`);
export const withdraw = (invitation: string) => request<void>("DELETE", `/invitations/${invitation}`);
export const endSessionsOf = (account: string) => request<void>("DELETE", `/people/${account}/sessions`);
export const closeAccount = (account: string) => request<void>("DELETE", `/people/${account}`);

/** Whether the service asks for a fresh proof of who she is before this. */
export function wantsProof(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.type === "urn:arasha:problem:step-up";
}
