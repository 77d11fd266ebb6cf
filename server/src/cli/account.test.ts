import { loadCountry } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDeps, type Deps } from "../cases/deps.ts";
import { openInvitation } from "../people/enrol.ts";
import { closeStore, openStore } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { doorFrom } from "./door-settings.ts";
import { run } from "./program.ts";

const NOW = "2026-03-10T09:00:00Z";

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await freshDatabase();
  deps = createDeps(openStore(database), loadCountry("testland"));
});
afterAll(async () => {
  await closeStore(deps.store);
  await database.drop();
});

async function account(...args: string[]) {
  let out = "";
  let err = "";
  const exit = await run(["account", ...args, "--country", "testland"], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => "",
    clock: () => NOW,
    env: {
      DATABASE_URL: database.ownerUrl,
      // No case is opened here.
      ARASHA_KEYS_DATABASE_URL: "postgres://keeper@vault.example/keys?sslmode=verify-full",
      ARASHA_MASTER_KEY: database.masterKey.toString("base64"),
      ARASHA_ORIGIN: "https://arasha.example",
    },
  });
  return { exit, out, err };
}

describe("the command line of accounts", () => {
  it("begins with nobody, and with no password anybody could know", async () => {
    expect((await account("list")).out).toMatch(/^Nobody has an account yet/);
    const { rows } = await deps.store.owner.query("select count(*)::integer as accounts from account");
    expect(rows[0].accounts).toBe(0);
  });

  it("invites the first administrator, and prints the link once", async () => {
    const { exit, out } = await account("invite", "Synthetic keeper");
    expect(exit).toBe(0);
    const [told, link] = out.trim().split("\n");
    expect(told).toBe("For Synthetic keeper, once, within 72 hours:");
    expect(link).toMatch(/^https:\/\/arasha\.example\/invitation#[\w-]{43}$/);
    const [listed] = JSON.parse((await account("list", "--json")).out);
    expect(listed).toMatchObject({ role: "administrator", agency: "testland.system.tl", state: "invited" });
    expect((await account("list")).out).not.toContain(link!.split("#")[1]);
    expect(await openInvitation(deps.store, link!.split("#")[1]!, NOW)).not.toBeNull();
    const { rows } = await deps.store.owner.query("select data from trail order by nr");
    const traces = rows.map(({ data }) => JSON.parse(data));
    expect(traces.map(({ deed, actor, how }) => [deed, actor, how])).toEqual([
      ["granted", null, "administrator@testland.system.tl"],
      ["invited", null, "first"],
      ["opened", listed.id, "invitation"],
    ]);
  });

  it("recovers and closes an account, each with its leaf", async () => {
    const { account: id } = JSON.parse(
      (
        await account(
          "invite",
          "Synthetic prosecutor",
          "--role",
          "prosecutor",
          "--agency",
          "testland.prosecutor.tl-n",
          "--json",
        )
      ).out,
    );
    const again = JSON.parse(
      (await account("recover", id, "--address", "http://localhost:9000", "--json")).out,
    );
    expect(again).toMatchObject({ account: id });
    expect(again.link).toMatch(/^http:\/\/localhost:9000\/invitation#/);
    expect((await account("close", id)).exit).toBe(0);
    expect(await openInvitation(deps.store, again.link.split("#")[1], NOW)).toBeNull();
    const gone = await account("close", id);
    expect([gone.exit, gone.out]).toEqual([1, ""]);
    expect(gone.err).toMatch(/^There is no open account with this id/);
  });

  it.each([
    [["invite", " "], "NAME: This is needed.\n"],
    [["invite", "Synthetic", "--role", "nobody"], "--role: There is no such role.\n"],
    [
      ["invite", "Synthetic", "--role", "prosecutor"],
      /^Say with --agency which of these: testland\.prosecutor\.tl-n, /,
    ],
    [
      ["invite", "Synthetic", "--role", "prosecutor", "--agency", "testland.court.tl-n"],
      "--role: This role belongs to another kind of agency.\n",
    ],
    [["invite", "Synthetic", "--address", "http://arasha.example"], /^--address must be an address such as/],
    [["invite", "Synthetic", "--address", "https://arasha.example/door"], /^--address must be/],
  ])("%j is bad usage, told in one line", async (args, message) => {
    const { exit, out, err } = await account(...args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err.split("\n")).toHaveLength(2);
  });
});

describe("the settings of the door", () => {
  const OIDC = {
    ARASHA_OIDC_ISSUER: "https://sign-in.example",
    ARASHA_OIDC_CLIENT_ID: "arasha",
    ARASHA_OIDC_CLIENT_SECRET: "secret",
    ARASHA_OIDC_AMR: "mfa, hwk",
  };
  it("are what the environment says, and nothing where it says nothing", () => {
    expect(doorFrom({})).toEqual({});
    expect(doorFrom({ ...OIDC, ARASHA_ORIGIN: "https://arasha.example/", ARASHA_PROXY: "10.0.0.1" })).toEqual(
      {
        origin: "https://arasha.example",
        proxy: "10.0.0.1",
        provider: {
          issuer: "https://sign-in.example",
          clientId: "arasha",
          clientSecret: "secret",
          name: "sign-in.example",
          strong: { acr: [], amr: ["mfa", "hwk"] },
        },
      },
    );
  });

  it.each([
    [{ ARASHA_ORIGIN: "arasha.example" }, "ARASHA_ORIGIN"],
    [{ ARASHA_ORIGIN: "http://arasha.example" }, "ARASHA_ORIGIN"],
    [{ ...OIDC, ARASHA_OIDC_CLIENT_SECRET: "" }, "ARASHA_OIDC_CLIENT_SECRET must be set"],
    [{ ...OIDC, ARASHA_OIDC_AMR: " " }, "ARASHA_OIDC_ACR or ARASHA_OIDC_AMR must be set"],
    [{ ...OIDC, ARASHA_OIDC_ISSUER: "http://sign-in.example" }, "ARASHA_OIDC_ISSUER must be an https"],
  ])("%j stop the start with a word why", (env, message) => {
    expect(() => doorFrom(env)).toThrow(message);
  });
});
