import { fork } from "node:child_process";
import { once } from "node:events";
import type { Account } from "../../../server/src/people/account.ts";
import type { StoreConfig } from "../../../server/src/store/config.ts";
import { type Client, openClient } from "./client.ts";

/** What the process of the service is told to do. */
export type Order = Pick<ServiceOptions, "caseload"> & {
  readonly country: string;
  readonly config: StoreConfig;
};

/** What the process of the service says when it listens. */
export type Ready = {
  readonly port: number;
  readonly links: readonly { readonly account: Account; readonly token: string }[];
};

export type Service = {
  /** One account for each role of the country. */
  readonly accounts: readonly Account[];
  /** A client signed in as the one who has this role, on as many connections as asked. */
  readonly signIn: (role: string, connections: number) => Promise<Client>;
  readonly stop: () => Promise<void>;
};

export type ServiceOptions = {
  /** Cases of the demonstration to fill in first. */
  readonly caseload?: { readonly cases: number; readonly seed: number; readonly now: string };
  /** A module that is loaded before the service. */
  readonly preload?: URL;
};

/** The service in a process of its own, so that it does not share one thread with those who ask it. */
export async function startService(
  country: string,
  config: StoreConfig,
  { caseload, preload }: ServiceOptions = {},
): Promise<Service> {
  const child = fork(new URL("./process.ts", import.meta.url), {
    serialization: "advanced",
    execArgv: preload === undefined ? [] : ["--import", preload.href],
  });
  const ended = once(child, "exit");
  child.send({ country, config, caseload } satisfies Order);
  const [ready] = (await Promise.race([
    once(child, "message"),
    ended.then(([code]) => {
      throw new Error(`the service ended with ${code} before it listened`);
    }),
  ])) as [Ready];
  const clients: Client[] = [];
  return {
    accounts: ready.links.map(({ account }) => account),
    signIn: async (role, connections) => {
      const link = ready.links.find(({ account }) => account.role === role);
      if (link === undefined) throw new Error(`no account has the role "${role}"`);
      const client = await openClient(ready.port, link.token, connections);
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) client.close();
      child.disconnect();
      await ended;
    },
  };
}
