import { loadCountry } from "@arasha/packs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAccount } from "../access/actor.ts";
import { createDeps, type Deps } from "../cases/deps.ts";
import { Refused } from "../journal/refused.ts";
import { employed } from "../oversight/testing.ts";
import { closeStore, openStore } from "../store/store.ts";
import { freshDatabase, type TestDatabase } from "../store/testing.ts";
import { approveInvitation, invite } from "./administer.ts";
import { agreeTo, askFor, requestsFor, withdrawRequest } from "./request.ts";

const NOW = "2026-03-10T09:00:00Z";
let database: TestDatabase;
let deps: Deps;
let people: Readonly<Record<"first" | "second" | "reviewer" | "twin" | "inspector", string>>;
beforeAll(async () => {
  database = await freshDatabase();
  deps = createDeps(openStore(database), loadCountry("testland"));
  const of = async (role: string, agency: string, name?: string) =>
    (await employed(deps, role, `testland.${agency}`, name)).account;
  people = {
    first: await of("administrator", "system.tl"),
    second: await of("administrator", "system.tl"),
    reviewer: await of("data-protection-officer", "data-protection.tl", "Synthetic  Reviewer"),
    // The reviewer once more, as an administrator.
    twin: await of("administrator", "system.tl", "synthetic reviewer "),
    inspector: await of("police-inspector", "police.tl-n"),
  };
});
afterAll(async () => {
  await closeStore(deps.store);
  await database.drop();
});

const code = (done: Promise<unknown>) =>
  done.then(
    () => "done",
    (error) => (error instanceof Refused ? error.code : `${error.code ?? error}`),
  );
const isOpen = async (account: string) =>
  (await deps.store.owner.query("select active from account where id = $1", [account])).rows[0].active;

describe("who oversees", () => {
  it("is chosen by two administrators, and not by one under two accounts", async () => {
    const newcomer = {
      agency: "testland.data-protection.tl",
      role: "data-protection-officer",
      name: "Synthetic new reviewer",
    };
    const { invitation, token } = await invite(deps.store, { account: people.first }, deps, newcomer, NOW);
    expect(token).toBeNull();
    expect(await code(approveInvitation(deps.store, { account: people.first }, invitation, NOW))).toBe(
      "second-person",
    );
    const again = (await employed(deps, "administrator", "testland.system.tl", "one name")).account;
    const { invitation: own } = await invite(
      deps.store,
      { account: again },
      deps,
      { ...newcomer, name: "One Name" },
      NOW,
    );
    const other = (await employed(deps, "administrator", "testland.system.tl", "one  name")).account;
    expect(await code(approveInvitation(deps.store, { account: other }, own, NOW))).toBe("second-person");
    const agreed = await approveInvitation(deps.store, { account: people.second }, invitation, NOW);
    expect(agreed.token).toHaveLength(43);
    const { rows } = await deps.store.owner.query("select asked_by, agreed_by from request where id = $1", [
      invitation,
    ]);
    expect(rows).toEqual([{ asked_by: people.first, agreed_by: people.second }]);
  });
});

describe("a request", () => {
  it("closes an account when oversight asks and an administrator agrees, and not before", async () => {
    const { reviewer, first, twin, inspector } = people;
    const asked = await askFor(deps.store, reviewer, { kind: "close-account", account: inspector }, NOW);
    expect(await askFor(deps.store, reviewer, { kind: "close-account", account: inspector }, NOW)).toBe(
      asked,
    );
    expect((await requestsFor(deps.store, first)).map(({ id, mine }) => [id, mine])).toEqual([
      [asked, false],
    ]);
    expect((await requestsFor(deps.store, reviewer)).map(({ mine }) => mine)).toEqual([true]);
    expect(await requestsFor(deps.store, inspector)).toEqual([]);
    expect(await code(agreeTo(deps.store, reviewer, asked, NOW))).toBe("not-found");
    expect(await code(agreeTo(deps.store, inspector, asked, NOW))).toBe("not-found");
    expect(await code(agreeTo(deps.store, twin, asked, NOW))).toBe("second-person");
    expect(await isOpen(inspector)).toBe(true);
    await agreeTo(deps.store, first, asked, NOW);
    expect(await isOpen(inspector)).toBe(false);
    expect(await code(agreeTo(deps.store, first, asked, NOW))).toBe("not-found");
    const { rows } = await deps.store.owner.query("select data from trail order by nr desc limit 1");
    expect(JSON.parse(rows[0].data)).toMatchObject({
      deed: "approved",
      how: "close-account",
      account: inspector,
      actor: first,
    });
  });

  it("is not everybody's to ask, and does nothing once it is taken back", async () => {
    const { reviewer, first, second } = people;
    const target = (await employed(deps, "police-inspector", "testland.police.tl-n")).account;
    const closing = { kind: "close-account", account: target } as const;
    for (const somebody of [first, target])
      expect(await code(askFor(deps.store, somebody, closing, NOW))).toBe("not-allowed");
    expect(await code(askFor(deps.store, reviewer, { kind: "small-cells" }, NOW))).toBe("not-allowed");
    const asked = await askFor(deps.store, reviewer, closing, NOW);
    expect(await code(withdrawRequest(deps.store, target, asked, NOW))).toBe("not-found");
    await withdrawRequest(deps.store, reviewer, asked, NOW);
    expect(await code(agreeTo(deps.store, second, asked, NOW))).toBe("not-found");
    expect(await isOpen(target)).toBe(true);
  });

  it("gives way to no statement of the service's role", async () => {
    const { reviewer, first } = people;
    const target = (await employed(deps, "police-inspector", "testland.police.tl-n")).account;
    const attempts = [
      `insert into request (id, kind, account, asked_by, asked_at) values (gen_random_uuid(), 'close-account', '${target}', '${reviewer}', now())`,
      "update request set agreed_at = now()",
      "insert into request_kind values ('lift-lock-too', '{staff}', '{staff}')",
      `select ask_for(gen_random_uuid(), 'lift-lock', '${target}', null, now())`,
      `select do_close_account(r) from (select null::request as r) x`,
      "select * from request",
    ];
    for (const attempt of attempts) {
      const done = asAccount(deps.store.app, first, (tx) => tx.query(attempt));
      expect([attempt, await code(done)]).toEqual([attempt, "42501"]);
    }
    expect(await isOpen(target)).toBe(true);
  });
});
