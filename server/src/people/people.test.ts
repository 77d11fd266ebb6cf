import { loadCountry } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDeps, type Deps } from "../cases/deps.ts";
import { Refused } from "../journal/refused.ts";
import { closeStore, openStore } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { actorOf, demoAccounts, demoTeam } from "./account.ts";
import { signInLinks } from "./link.ts";
import { sessionAccount, signIn, signOut } from "./session.ts";

const NOW = "2026-03-10T09:00:00Z";
const country = loadCountry("testland");
let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  database = await freshDatabase();
  deps = createDeps(openStore(database), country);
  await deps.store.owner.query("insert into installation (synthetic) values (true)");
});
afterAll(async () => {
  await closeStore(deps.store);
  await database.drop();
});

const at = (hours: number) => Temporal.Instant.from(NOW).add({ hours }).toString();
async function linkFor(role: string) {
  const accounts = await demoAccounts(deps.store, country, NOW);
  const [link] = await signInLinks(
    deps.store,
    accounts.filter((account) => account.role === role),
    NOW,
  );
  return link!;
}

describe("the demonstration team", () => {
  it("has one person for each role, in one place where they can work together", () => {
    const team = demoTeam(country);
    expect(team.map(({ role }) => role)).toEqual(country.roles.map(({ id }) => id));
    const places = team.flatMap(
      ({ agency }) => country.agencies.find(({ id }) => id === agency)?.place ?? [],
    );
    expect(new Set(places).size).toBe(1);
    for (const { agency, role } of team) {
      const kind = country.agencies.find(({ id }) => id === agency)?.kind;
      expect(kind).toBe(country.roles.find(({ id }) => id === role)?.agencyKind);
    }
  });

  it("leaves out a role whose kind of agency the country lacks", () => {
    const without = { ...country, agencies: country.agencies.filter(({ kind }) => kind !== "court") };
    expect(demoTeam(without).map(({ role }) => role)).not.toContain("court-clerk");
  });

  it("is made once, however often the program starts", async () => {
    const first = await demoAccounts(deps.store, country, NOW);
    const second = await demoAccounts(deps.store, country, at(24));
    expect(second).toEqual(first);
    const { rows } = await deps.store.owner.query("select count(*)::integer as accounts from account");
    expect(rows[0].accounts).toBe(country.roles.length);
  });
});

describe("sessions", () => {
  it("open with a link and close on demand", async () => {
    const { token } = await linkFor("prosecutor");
    const session = await signIn(deps.store, token, NOW);
    expect(session?.account.role).toBe("prosecutor");
    expect(await sessionAccount(deps.store, session!.token, NOW)).toMatchObject({
      account: session?.account,
    });
    await signOut(deps.store, session!.token, NOW);
    expect(await sessionAccount(deps.store, session!.token, NOW)).toBeNull();
  });

  it("leave no secret in the database", async () => {
    const { token } = await linkFor("ombudsman");
    const session = await signIn(deps.store, token, NOW);
    for (const table of ["sign_in_link", "session"]) {
      const { rows } = await deps.store.owner.query(`select t::text as row from ${table} t`);
      for (const secret of [token, session!.token]) {
        const hex = Buffer.from(secret, "base64url").toString("hex");
        const text = Buffer.from(secret).toString("hex");
        for (const { row } of rows) for (const form of [secret, hex, text]) expect(row).not.toContain(form);
      }
    }
  });

  it("end at once when the account is closed", async () => {
    const { token } = await linkFor("court-clerk");
    const session = await signIn(deps.store, token, NOW);
    await deps.store.owner.query("update account set active = false where role = 'court-clerk'");
    expect(await sessionAccount(deps.store, session!.token, NOW)).toBeNull();
    expect(await signIn(deps.store, token, NOW)).toBeNull();
  });

  it("never open with a token nobody issued, or with a session's own", async () => {
    const { token } = await linkFor("prosecutor");
    const session = await signIn(deps.store, token, NOW);
    expect(await signIn(deps.store, session!.token, NOW)).toBeNull();
    expect(await signIn(deps.store, `${token}x`, NOW)).toBeNull();
    expect(await sessionAccount(deps.store, token, NOW)).toBeNull();
  });

  it("cannot be listed by the role the service runs as", async () => {
    for (const table of ["session", "sign_in_link", "account"])
      await expect(deps.store.app.query(`select * from ${table}`)).rejects.toMatchObject({ code: "42501" });
  });

  it("are opened by a link on a demonstration database only, whoever wrote the row", async () => {
    const { token } = await linkFor("prosecutor");
    await deps.store.owner.query("update installation set synthetic = false");
    expect(await signIn(deps.store, token, NOW)).toBeNull();
    await deps.store.owner.query("delete from installation");
    expect(await signIn(deps.store, token, NOW)).toBeNull();
    await deps.store.owner.query("insert into installation (synthetic) values (true)");
    expect((await signIn(deps.store, token, NOW))?.account.role).toBe("prosecutor");
  });

  it("are cleared away once they have expired", async () => {
    const { token } = await linkFor("shelter-worker");
    await signIn(deps.store, token, NOW);
    await signInLinks(deps.store, [], at(8 * 24));
    for (const table of ["session", "sign_in_link"]) {
      const { rowCount } = await deps.store.owner.query(`select from ${table}`);
      expect(rowCount).toBe(0);
    }
  });
});

describe("an actor", () => {
  it("is nobody when the pack no longer has her agency or role", () => {
    const [account] = demoTeam(country);
    expect(actorOf(deps, account!)).toMatchObject({ agencyKind: "hotline", role: "hotline-operator" });
    expect(actorOf(deps, { ...account!, administrator: true })).toBeNull();
    expect(actorOf(deps, { ...account!, role: "administrator" })).toBeNull();
    expect(() => actorOf(deps, { ...account!, role: "gone" })).toThrow(Refused);
    expect(() => actorOf(deps, { ...account!, agency: "gone" })).toThrow(Refused);
  });
});
