import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asAccount } from "../access/actor.ts";
import { CALL } from "../cases/testing.ts";
import type { Person } from "../contract/index.ts";
import { softAuthenticator } from "../people/authenticator.testing.ts";
import { setMyMail } from "../people/mail.ts";
import {
  type Browser,
  deedsOf,
  type Enrolled,
  enrolledWithPasskey,
  expectStatus,
  later,
  newBrowser,
  ORIGIN,
} from "./door.testing.ts";
import { NOW, startService, type TestService } from "./testing.ts";

let service: TestService;
let first: Enrolled;
let second: Enrolled;
beforeAll(async () => {
  service = await startService();
  first = await enrolledWithPasskey(service, "administrator");
  second = await enrolledWithPasskey(service, "administrator");
});
afterAll(() => service.close());
beforeEach(() => service.setNow(NOW));

const POLICE = { agency: "testland.police.tl-n", role: "police-inspector", name: "Synthetic inspector" };
const ADMINISTRATOR = { agency: "testland.system.tl", role: "administrator", name: "Synthetic keeper" };
const type = (answer: { json: () => { type: string } }) =>
  answer.json().type.replace("urn:arasha:problem:", "");
const token = (link: string | null) => (link === null ? "" : new URL(link).hash.slice(1));
const open = (link: string | null, browser = newBrowser(service.app)) =>
  browser.send("POST", "/api/enrolment", { invitation: token(link) });
const listed = async (id: string): Promise<Person | undefined> =>
  (await first.browser.send("GET", "/api/people")).json().people.find((one: Person) => one.id === id);

async function enrol(browser: Browser): Promise<void> {
  const asked = await expectStatus(browser.send("POST", "/api/enrolment/passkey/options"), 200);
  const response = softAuthenticator(ORIGIN).make(asked.json());
  await expectStatus(browser.send("POST", "/api/enrolment/passkey", { response }), 200);
}

describe("an administrator", () => {
  it("invites somebody, who comes in with what the link opens and nothing else", async () => {
    const answer = await expectStatus(first.browser.send("POST", "/api/people", POLICE), 201);
    const { link, account, expiresAt } = answer.json();
    expect(link).toMatch(/^http:\/\/localhost\/invitation#[\w-]{43}$/);
    expect(expiresAt).toBe(later(72 * 60));
    expect(await listed(account)).toMatchObject({
      state: "invited",
      ways: [],
      invitation: { opened: false },
    });
    const browser = newBrowser(service.app);
    await expectStatus(open(link, browser), 200);
    expect(await listed(account)).toMatchObject({ state: "invited", invitation: { opened: true } });
    await enrol(browser);
    expect(await listed(account)).toMatchObject({ state: "active", ways: ["passkey"], invitation: null });
    const { rows } = await service.deps.store.owner.query(
      "select data from trail where data::jsonb ->> 'account' = $1 order by nr",
      [account],
    );
    const acted = rows.map(({ data }) => JSON.parse(data)).map(({ deed, actor }) => [deed, actor]);
    expect(acted).toEqual([
      ["granted", first.account],
      ["invited", first.account],
      ["opened", account],
      ["enrolled", account],
      ["signed-in", account],
    ]);
  });

  it("puts nothing on the trail but ids: no name, no link, no device", async () => {
    const { rows } = await service.deps.store.owner.query("select string_agg(data, ' ') as all from trail");
    expect(rows[0].all).not.toMatch(/Synthetic|Firefox|localhost|127\.0/);
  });

  it("reads no case, counts none and writes none, in the service and beneath it", async () => {
    for (const url of ["/api/queue", "/api/cases", "/api/draft", "/api/statistics/funnel"])
      expect((await first.browser.send("GET", url)).statusCode).toBe(403);
    expect((await first.browser.send("POST", "/api/cases", CALL)).statusCode).toBe(403);
    const opened = await service.as("hotline-operator", {
      method: "POST",
      url: "/api/cases",
      headers: { "idempotency-key": randomUUID() },
      payload: { ...CALL, referrals: [] },
    });
    expect(opened.statusCode).toBe(201);
    const counts = await asAccount(service.deps.store.app, first.account, async (tx) => {
      const one = async (sql: string) => Number((await tx.query(sql)).rows[0].count);
      return {
        journal: await one("select count(*) from journal"),
        files: await one("select count(*) from case_file"),
        funnel: await one("select coalesce(sum(cases), 0) as count from funnel('2024-06-16')"),
      };
    });
    expect(counts).toEqual({ journal: 0, files: 0, funnel: 0 });
  });

  it("sends an invitation again; the link before opens nothing from then on", async () => {
    const invited = (await first.browser.send("POST", "/api/people", POLICE)).json();
    const again = await expectStatus(
      first.browser.send("POST", `/api/people/${invited.account}/invitation`),
      201,
    );
    expect((await open(invited.link)).statusCode).toBe(410);
    expect((await open(again.json().link)).statusCode).toBe(200);
  });

  it("takes an invitation back", async () => {
    const { link, invitation } = (await first.browser.send("POST", "/api/people", POLICE)).json();
    expect((await first.browser.send("DELETE", `/api/invitations/${invitation}`)).statusCode).toBe(204);
    expect((await open(link)).statusCode).toBe(410);
    expect((await first.browser.send("DELETE", `/api/invitations/${invitation}`)).statusCode).toBe(404);
  });

  it("closes an account, and the next request of hers is refused", async () => {
    const inspector = await enrolledWithPasskey(service);
    expect((await inspector.browser.send("GET", "/api/queue")).statusCode).toBe(200);
    expect((await first.browser.send("DELETE", `/api/people/${inspector.account}`)).statusCode).toBe(204);
    expect((await inspector.browser.send("GET", "/api/queue")).statusCode).toBe(401);
    const asked = await inspector.browser.send("POST", "/api/sign-in/passkey/options");
    const response = inspector.authenticator.get(asked.json());
    expect((await inspector.browser.send("POST", "/api/sign-in/passkey", { response })).statusCode).toBe(401);
    expect(await listed(inspector.account)).toMatchObject({ state: "closed" });
    expect((await first.browser.send("POST", `/api/people/${inspector.account}/invitation`)).statusCode).toBe(
      404,
    );
    expect(await deedsOf(service, inspector.account)).toContain("deactivated/account");
  });

  it("signs somebody out everywhere, who is told of it and may come in again", async () => {
    const inspector = await enrolledWithPasskey(service);
    const { store } = service.deps;
    const mail = { address: "inspector@example.test", language: "en" } as const;
    await setMyMail(store, inspector.account, mail, NOW);
    const phone = newBrowser(service.app);
    const signIn = async () => {
      const asked = await phone.send("POST", "/api/sign-in/passkey/options");
      const response = inspector.authenticator.get(asked.json());
      return phone.send("POST", "/api/sign-in/passkey", { response });
    };
    await expectStatus(signIn(), 200);
    const url = `/api/people/${inspector.account}/sessions`;
    expect((await inspector.browser.send("DELETE", url)).statusCode).toBe(403);
    expect((await first.browser.send("DELETE", url)).statusCode).toBe(204);
    for (const browser of [inspector.browser, phone])
      expect((await browser.send("GET", "/api/queue")).statusCode).toBe(401);
    expect((await second.browser.send("GET", "/api/session")).statusCode).toBe(200);
    expect(await listed(inspector.account)).toMatchObject({ state: "active", ways: ["passkey"] });
    const { rows } = await store.owner.query(
      "select data::jsonb ->> 'actor' as actor from trail where data::jsonb ->> 'deed' = 'sessions-ended' and data::jsonb ->> 'account' = $1",
      [inspector.account],
    );
    expect(rows).toEqual([{ actor: first.account }]);
    const told = await store.owner.query("select deed from staff_notice where account = $1", [
      inspector.account,
    ]);
    expect(told.rows.map(({ deed }) => deed)).toContain("sessions-ended");
    expect((await signIn()).statusCode).toBe(200);
    await first.browser.send("DELETE", `/api/people/${inspector.account}`);
    expect((await first.browser.send("DELETE", url)).statusCode).toBe(404);
  });

  it("can neither close nor recover her own account, nor sign herself out so", async () => {
    expect((await first.browser.send("DELETE", `/api/people/${first.account}/sessions`)).statusCode).toBe(
      404,
    );
    expect((await first.browser.send("DELETE", `/api/people/${first.account}`)).statusCode).toBe(404);
    expect((await first.browser.send("POST", `/api/people/${first.account}/invitation`)).statusCode).toBe(
      404,
    );
  });

  it("proves who she is before each of these acts, when she last did so five minutes ago", async () => {
    const keeper = await enrolledWithPasskey(service, "administrator");
    service.setNow(Temporal.Instant.from(later(5)).subtract({ seconds: 1 }).toString());
    expect((await keeper.browser.send("POST", "/api/people", POLICE)).statusCode).toBe(201);
    service.setNow(later(5));
    const acts = [
      ["POST", "/api/people", POLICE],
      ["POST", `/api/people/${first.account}/invitation`],
      ["DELETE", `/api/people/${first.account}`],
      ["DELETE", `/api/people/${first.account}/sessions`],
      ["POST", "/api/invitations/7d0c1b0e-5a3e-4f6b-9a57-1c2d3e4f5a6b/approval"],
      ["DELETE", "/api/invitations/7d0c1b0e-5a3e-4f6b-9a57-1c2d3e4f5a6b"],
    ] as const;
    for (const [method, url, payload] of acts) {
      const answer = await keeper.browser.send(method, url, payload);
      expect([url, answer.statusCode, type(answer)]).toEqual([url, 403, "step-up"]);
    }
    expect((await keeper.browser.send("GET", "/api/people")).statusCode).toBe(200);
    const asked = await expectStatus(keeper.browser.send("POST", "/api/step-up/passkey/options"), 200);
    expect(asked.json().allowCredentials).toHaveLength(1);
    const response = keeper.authenticator.get(asked.json());
    expect((await keeper.browser.send("POST", "/api/step-up/passkey", { response })).statusCode).toBe(204);
    expect((await keeper.browser.send("POST", "/api/people", POLICE)).statusCode).toBe(201);
    expect(await deedsOf(service, keeper.account)).toContain("stepped-up/passkey");
  });
});

describe("two persons", () => {
  it("are needed for a recovery; then the old ways in and sessions are gone", async () => {
    const lost = await enrolledWithPasskey(service);
    const asked = await first.browser.send("POST", `/api/people/${lost.account}/invitation`);
    const { invitation, link } = asked.json();
    expect([asked.statusCode, link]).toEqual([201, null]);
    expect(await listed(lost.account)).toMatchObject({
      invitation: { recovery: true, waiting: true, askedBy: first.account },
    });
    const alone = await first.browser.send("POST", `/api/invitations/${invitation}/approval`);
    expect([alone.statusCode, type(alone)]).toEqual([403, "second-person"]);
    expect((await lost.browser.send("GET", "/api/session")).statusCode).toBe(200);
    const agreed = await expectStatus(
      second.browser.send("POST", `/api/invitations/${invitation}/approval`),
      201,
    );
    expect((await second.browser.send("POST", `/api/invitations/${invitation}/approval`)).statusCode).toBe(
      404,
    );
    const browser = newBrowser(service.app);
    expect((await open(agreed.json().link, browser)).json()).toMatchObject({ recovery: true });
    expect((await lost.browser.send("GET", "/api/session")).statusCode).toBe(200);
    await enrol(browser);
    expect((await lost.browser.send("GET", "/api/session")).statusCode).toBe(401);
    const old = await lost.browser.send("POST", "/api/sign-in/passkey/options");
    const response = lost.authenticator.get(old.json());
    expect((await lost.browser.send("POST", "/api/sign-in/passkey", { response })).statusCode).toBe(401);
  });

  it("are needed to make an administrator, or one alone could make the second person herself", async () => {
    const asked = (await first.browser.send("POST", "/api/people", ADMINISTRATOR)).json();
    expect(asked.link).toBeNull();
    const alone = await first.browser.send("POST", `/api/invitations/${asked.invitation}/approval`);
    expect(alone.statusCode).toBe(403);
    const again = (await first.browser.send("POST", `/api/people/${asked.account}/invitation`)).json();
    expect(again.link).toBeNull();
    const agreed = await second.browser.send("POST", `/api/invitations/${again.invitation}/approval`);
    expect((await open(agreed.json().link)).statusCode).toBe(200);
  });

  it("are not one: whose recovery it is cannot agree to it either", async () => {
    const asked = (await first.browser.send("POST", `/api/people/${second.account}/invitation`)).json();
    const own = await second.browser.send("POST", `/api/invitations/${asked.invitation}/approval`);
    expect([own.statusCode, type(own)]).toEqual([403, "second-person"]);
    await first.browser.send("DELETE", `/api/invitations/${asked.invitation}`);
  });
});

describe("the role the service runs as", () => {
  it("keeps no accounts for somebody who is no administrator", async () => {
    const { store } = service.deps;
    const inspector = service.accounts.find(({ role }) => role === "police-inspector")!;
    const calls = [
      ["select create_account(gen_random_uuid(), 'a', 'administrator', 'n', true, true, true, true, now())"],
      ["select invite(gen_random_uuid(), $1, '\\x00', now(), now())", first.account],
      ["select approve_invitation(gen_random_uuid(), '\\x00', now(), now())"],
      ["select withdraw_invitation(gen_random_uuid(), now())"],
      ["select deactivate($1, now())", first.account],
      ["select end_sessions_of($1)", first.account],
      ["select people()"],
    ];
    for (const account of [inspector.id, "00000000-0000-4000-8000-000000000000"])
      for (const [sql, ...values] of calls)
        await expect(asAccount(store.app, account, (tx) => tx.query(sql!, values))).rejects.toMatchObject({
          code: "42501",
        });
  });

  it("touches none of the tables, and none of the steps inside a step", async () => {
    const { app } = service.deps.store;
    const tables = ["invitation", "passkey", "account_password", "account_identity", "challenge", "session"];
    for (const table of tables) {
      await expect(app.query(`select * from ${table}`)).rejects.toMatchObject({ code: "42501" });
      await expect(app.query(`delete from ${table}`)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(app.query("select finish_enrolment('\\x00', now())")).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("leaves nothing on the trail in nobody's name but a failed attempt", async () => {
    const { app } = service.deps.store;
    const leave = (data: object) =>
      app.query("insert into trail (recorded_at, data) values (now(), $1)", [JSON.stringify(data)]);
    const trace = { v: 1, kind: "account", actor: null, account: null, deed: "sign-in-failed", how: "link" };
    await leave(trace);
    for (const other of [{ deed: "deactivated" }, { kind: "written" }, { actor: first.account }])
      await expect(leave({ ...trace, ...other })).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the trace of who came in and who let her", () => {
  it("stands or falls with the deed: where it cannot be left, nothing is done", async () => {
    const { owner } = service.deps.store;
    const counted = async () => {
      const { rows } = await owner.query(
        "select (select count(*) from session) as sessions, (select count(*) from account) as accounts, (select count(*) from account where active) as active",
      );
      return rows[0];
    };
    const inspector = await enrolledWithPasskey(service);
    const asked = await newBrowser(service.app).send("POST", "/api/sign-in/passkey/options");
    const door = newBrowser(service.app);
    door.cookies.set("arasha_challenge", asked.cookies[0]?.value ?? "");
    const response = inspector.authenticator.get(asked.json());
    const before = await counted();
    await owner.query(
      "revoke insert on trail from arasha_app; revoke insert (recorded_at, data) on trail from arasha_app",
    );
    const answers = [
      await door.send("POST", "/api/sign-in/passkey", { response }),
      await first.browser.send("POST", "/api/people", POLICE),
      await first.browser.send("DELETE", `/api/people/${inspector.account}`),
      await inspector.browser.send("DELETE", "/api/account/sessions"),
    ];
    await owner.query("grant insert (recorded_at, data) on trail to arasha_app");
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([500, 500, 500, 200]);
    expect(await counted()).toEqual(before);
    expect((await first.browser.send("POST", "/api/people", POLICE)).statusCode).toBe(201);
  });

  it("is one for an enrolment, however many requests use it at the same moment", async () => {
    const { link, account } = (await first.browser.send("POST", "/api/people", POLICE)).json();
    const browser = newBrowser(service.app);
    await expectStatus(open(link, browser), 200);
    const twins = await Promise.all(
      [0, 1, 2].map(async () => {
        const twin = newBrowser(service.app);
        twin.cookies.set("arasha_enrolment", browser.cookies.get("arasha_enrolment") ?? "");
        const options = await expectStatus(twin.send("POST", "/api/enrolment/passkey/options"), 200);
        return { twin, response: softAuthenticator(ORIGIN).make(options.json()) };
      }),
    );
    const answers = await Promise.all(
      twins.map(({ twin, response }) => twin.send("POST", "/api/enrolment/passkey", { response })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410, 410]);
    expect((await deedsOf(service, account)).filter((deed) => deed.startsWith("enrolled"))).toHaveLength(1);
    expect(await listed(account)).toMatchObject({ ways: ["passkey"] });
  });
});
