import { randomUUID } from "node:crypto";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { invite } from "../people/administer.ts";
import { type Authenticator, softAuthenticator } from "../people/authenticator.testing.ts";
import { NOW, type TestService } from "./testing.ts";

/** A browser at the door: keeps its cookies, and says so little of itself as a program does. */
export type Browser = {
  readonly send: (
    method: "GET" | "POST" | "PUT" | "DELETE",
    url: string,
    payload?: object,
  ) => Promise<LightMyRequestResponse>;
  readonly cookies: Map<string, string>;
};

export const ORIGIN = "http://localhost";

export function newBrowser(app: FastifyInstance, agent = "Mozilla/5.0 (X11; Linux) Firefox/140.0"): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    send: async (method, url, payload) => {
      const answer = await app.inject({
        method,
        url,
        headers: { "user-agent": agent },
        cookies: Object.fromEntries(cookies),
        ...(payload && { payload }),
      });
      for (const { name, value } of answer.cookies) {
        if (value === "") cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer;
    },
  };
}

/** A person invited by the command line: her link's token, not opened yet. */
export async function invited(
  { deps }: TestService,
  role = "police-inspector",
  now = NOW,
): Promise<{ readonly account: string; readonly token: string }> {
  const agency = deps.country.agencies.find(({ kind }) => kind === deps.roles.get(role)?.agencyKind);
  const newcomer = { agency: agency?.id ?? "", role, name: `Synthetic ${role} ${randomUUID().slice(0, 8)}` };
  const { account, token } = await invite(deps.store, "command-line", deps, newcomer, now);
  if (token === null) throw new Error("the command line needs no second person");
  return { account, token };
}

export type Enrolled = {
  readonly account: string;
  readonly browser: Browser;
  readonly authenticator: Authenticator;
};

/** A person who came in with a passkey, and is signed in. */
export async function enrolledWithPasskey(
  service: TestService,
  role?: string,
  authenticator = softAuthenticator(ORIGIN),
  now = NOW,
): Promise<Enrolled> {
  const { account, token } = await invited(service, role, now);
  const browser = newBrowser(service.app);
  await expectStatus(browser.send("POST", "/api/enrolment", { invitation: token }), 200);
  const options = await expectStatus(browser.send("POST", "/api/enrolment/passkey/options"), 200);
  const response = authenticator.make(options.json());
  await expectStatus(browser.send("POST", "/api/enrolment/passkey", { response }), 200);
  return { account, browser, authenticator };
}

export async function expectStatus(
  answer: Promise<LightMyRequestResponse>,
  status: number,
): Promise<LightMyRequestResponse> {
  const given = await answer;
  if (given.statusCode !== status) throw new Error(`${given.statusCode} instead of ${status}: ${given.body}`);
  return given;
}

/** What the trail holds of one account, in order: `deed/how`. */
export async function deedsOf({ deps }: TestService, account: string | null): Promise<readonly string[]> {
  const { rows } = await deps.store.owner.query("select data from trail order by nr");
  return rows
    .map(({ data }) => JSON.parse(data))
    .filter((trace) => trace.kind === "account" && trace.account === account)
    .map(({ deed, how }) => `${deed}/${how}`);
}

export function later(minutes: number): string {
  return Temporal.Instant.from(NOW).add({ minutes }).toString();
}
