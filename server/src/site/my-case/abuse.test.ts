import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SESSION_COOKIE } from "../../api/cookies.ts";
import { createDoor } from "../../survivor/door.ts";
import { countingHasher } from "../../survivor/testing.ts";
import { readable } from "../testing.ts";
import { COOKIE } from "./context.ts";
import { formsOn, PERSONAL, type Victim, victim } from "./testing.ts";

/**
 * The partner holds her telephone. He knows the address of the page and the case code, and has no key, the second key, or even
 * the first. Each test is one thing he wants; all of them fail. What he does get with the first key is in
 * docs/security/my-case.md.
 */
let her: Victim;
/** What the service logged while he tried. */
const logged: string[] = [];
beforeAll(async () => {
  const line = (...told: readonly unknown[]) => void logged.push(JSON.stringify(told));
  const logger = {
    info: line,
    error: line,
    warn: line,
    debug: line,
    trace: line,
    fatal: line,
    level: "trace",
  };
  her = await victim({ logger: { ...logger, child: () => ({ ...logger, child: () => logger }) } as never });
});
afterAll(() => her.service.close());
// Tries are counted by the minute: each test has one of its own.
beforeEach(() => her.wait(1));

const LANGUAGES = ["kk", "ru", "en"] as const;
const EVERYWHERE = ["/my-case", "/my-case?lang=kk", "/my-case?on=2024-01-01", "/my-case?what=1"] as const;

/** All he sees with the first key. */
async function allHeSees(): Promise<string> {
  const token = await her.enter(her.keys.secret);
  const pages: string[] = [];
  for (const path of EVERYWHERE)
    for (const language of LANGUAGES) {
      const page = await her.get(path, token, language);
      expect(page.statusCode).toBe(200);
      pages.push(page.body, JSON.stringify(page.headers));
    }
  return pages.join("\n");
}

describe("with her telephone, the code and the first key, he cannot", () => {
  it("1 read what she told", async () => {
    const seen = await allHeSees();
    expect(seen).not.toContain(PERSONAL.account);
    // Nor the coded facts: what it was, how badly, who he is to her.
    expect(seen).not.toMatch(/battery|Battery|Побои|Ұрып|spouse|супруг|жұбай/);
  });

  it("2 read her plan", async () => {
    expect(await allHeSees()).not.toContain(PERSONAL.plan);
  });

  it("3 learn her address, her telephone, her name, or when to call her", async () => {
    const seen = await allHeSees();
    for (const one of [
      PERSONAL.address,
      PERSONAL.phone,
      PERSONAL.name,
      PERSONAL.contactNote,
      PERSONAL.mail,
      PERSONAL.codeWord,
    ])
      expect(seen).not.toContain(one);
  });

  it("4 learn where the shelter is, or in which town anybody who helps her", async () => {
    const seen = await allHeSees();
    const { agencies, places } = her.service.deps.country;
    for (const { place, id, name } of agencies)
      if (place !== null) for (const text of [id, ...Object.values(name)]) expect(seen).not.toContain(text);
    for (const { id, name } of places)
      for (const text of [id, ...Object.values(name)]) expect(seen).not.toContain(text);
  });

  it("5 learn who of the staff deals with her", async () => {
    const seen = await allHeSees();
    for (const { id } of her.service.accounts) expect(seen).not.toContain(id);
    expect(seen).not.toContain(her.caseId);
    for (const { actor } of (await her.view()).entries) expect(seen).not.toContain(actor);
  });

  it("6 cancel an order", async () => {
    const token = await her.enter(her.keys.secret);
    const { orders, seq } = await her.view();
    const [form] = formsOn(await her.get("/my-case", token), "consent");
    for (const path of ["order", "orders", "protective-order-ended", "entries", "entry", "close"])
      expect(
        (await her.send(`/my-case/${path}`, { ...form!, type: "protective-order-ended" }, token)).statusCode,
      ).toBe(404);
    for (const { seq: order } of orders)
      for (const path of ["/my-case/consent", "/my-case/complaint"])
        expect((await her.send(path, { ...form!, what: String(order) }, token)).statusCode).toBe(400);
    const now = await her.view();
    expect([now.seq, now.orders[0]?.state]).toEqual([seq, "in-force"]);
  });

  it("7 change how she is contacted", async () => {
    const token = await her.enter(her.keys.secret);
    const [form] = formsOn(await her.get("/my-case", token), "consent");
    await her.send("/my-case/consent", { ...form!, what: "1", safeContact: "message" }, token);
    await her.send("/my-case", { code: her.keys.code, key: "x", safeContact: "message" }, token);
    const { safeContact } = await her.view();
    expect(safeContact).toMatchObject({
      channel: "e-mail",
      holds: true,
      to: PERSONAL.mail,
      note: PERSONAL.contactNote,
    });
  });

  it("8 silence those who know: they take part still, and see that it was done on her page", async () => {
    const mine = await victim();
    const token = await mine.enter(mine.keys.secret);
    for (const form of formsOn(await mine.get("/my-case", token), "consent"))
      await mine.send("/my-case/consent", form, token);
    const { participants, entries } = await mine.view("police-inspector");
    const agencies = participants.map(({ agency }) => agency);
    expect(agencies).toContain(mine.service.accounts.find(({ role }) => role === "police-inspector")?.agency);
    const taken = entries.filter(({ type }) => type === "consent-withdrawn");
    expect(taken.map(({ agency }) => agency)).toEqual(["survivor", "survivor"]);
    await mine.service.close();
  });

  it("9 withdraw her complaint", async () => {
    const mine = await victim();
    mine.wait(60 * 24 * 6);
    const token = await mine.enter(mine.keys.secret);
    const [form] = formsOn(await mine.get("/my-case", token), "complaint");
    expect((await mine.send("/my-case/complaint", form!, token)).statusCode).toBe(303);
    const { entries, seq } = await mine.view();
    const complaint = entries.find(({ type }) => type === "complaint");
    for (const path of ["/my-case/consent", "/my-case/complaint"])
      for (const what of [String(complaint?.seq), form!.what])
        expect((await mine.send(path, { ...form!, what }, token)).statusCode).toBe(400);
    const page = readable(await mine.get("/my-case", token));
    expect(page).toContain("You complained on");
    expect((await mine.view()).seq).toBe(seq);
    await mine.service.close();
  });

  it("10 make keys of his own, or take hers away", async () => {
    const token = await her.enter(her.keys.secret);
    for (const method of ["POST", "DELETE"] as const) {
      const answer = await her.service.app.inject({
        method,
        url: `/api/cases/${her.caseId}/my-case`,
        cookies: { [COOKIE]: token, [SESSION_COOKIE]: token },
      });
      expect(answer.statusCode).toBe(401);
    }
    expect(await her.enter(her.keys.secret)).toBeTruthy();
  });

  it("11 ask the staff's interface, or another case, with her session", async () => {
    const token = await her.enter(her.keys.secret);
    for (const url of [
      `/api/cases/${her.caseId}`,
      "/api/cases",
      "/api/queue",
      "/api/session",
      "/api/account",
    ]) {
      const answer = await her.service.app.inject({
        url,
        cookies: { [COOKIE]: token, [SESSION_COOKIE]: token },
      });
      expect([url, answer.statusCode]).toEqual([url, 401]);
    }
    const other = await her.get("/my-case?code=0000-0000", token);
    expect(readable(other)).toContain(her.keys.code);
  });
});

describe("with the second key, which she gave him, he cannot", () => {
  it("12 see that it is the second: the answer and the cookie are like those of the first", async () => {
    const shape = async (secret: string) => {
      const answer = await her.send("/my-case", { code: her.keys.code, key: secret });
      const cookie = String(answer.headers["set-cookie"]).replace(/=[\w-]{43};/, "=…;");
      const { date: _, "content-length": __, ...headers } = answer.headers;
      return { status: answer.statusCode, headers: { ...headers, "set-cookie": cookie }, body: answer.body };
    };
    const first = await shape(her.keys.secret);
    expect(first.status).toBe(303);
    expect(await shape(her.keys.duress)).toEqual(first);
  });

  it("13 learn anything: the page is the same, to the byte, for every case", async () => {
    const other = await victim();
    const pages = await Promise.all(
      [her, other].map(async (one) => one.get("/my-case", await one.enter(one.keys.duress))),
    );
    expect(pages[0]?.body).toBe(pages[1]?.body);
    expect(pages[0]?.body).not.toContain(her.keys.code);
    expect(readable(pages[0]!)).toContain("There is nothing new here");
    await other.service.close();
  });

  it("14 do it unseen: her agencies are told, and the trail has it", async () => {
    await her.enter(her.keys.duress);
    const told = (await her.view("police-inspector")).entries.filter(({ type }) => type === "coerced-access");
    expect(told).toHaveLength(1);
    const { rows } = await her.service.deps.store.owner.query(
      "select count(*) as leaves from trail where data::jsonb ->> 'deed' = 'coerced'",
    );
    expect(rows[0].leaves).toBeGreaterThan(0);
  });

  it("26 learn, when he gets hold of the first key too, that there are two and that she gave him this one", async () => {
    const looks = async () =>
      readable(await her.get("/my-case", await her.enter(her.keys.secret))).split("Who has looked")[1] ?? "";
    const before = (await looks()).match(/This page was opened/g)?.length ?? 0;
    await her.enter(her.keys.duress);
    const after = await looks();
    expect(after).not.toMatch(/second|coerced|duress|showed nothing/i);
    expect(after.match(/This page was opened/g)).toHaveLength(before + 1);
  });

  it("15 take back or complain in her name", async () => {
    const hers = formsOn(await her.get("/my-case", await her.enter(her.keys.secret)), "consent");
    const token = await her.enter(her.keys.duress);
    const { seq } = await her.view();
    for (const path of ["consent", "complaint"])
      expect((await her.send(`/my-case/${path}`, hers[0]!, token)).statusCode).toBe(403);
    expect((await her.view()).seq).toBe(seq);
  });
});

describe("with her telephone and the code, and no key, he cannot", () => {
  const wrong = (code: string, key: string, address = "10.0.0.1") =>
    her.service.app.inject({
      method: "POST",
      url: "/my-case",
      headers: { "content-type": "application/x-www-form-urlencoded", "accept-language": "en" },
      remoteAddress: address,
      payload: String(new URLSearchParams({ code, key })),
    });

  it("16 find out whether she has a case: a code that is nobody's is answered with the same bytes", async () => {
    const known = await wrong(her.keys.code, "0000-0000-0000", "10.0.1.1");
    for (const [code, key] of [
      ["ZZZZ-ZZZZ", "0000-0000-0000"],
      ["", ""],
      ["'; drop table arasha.my_case; --", "' or 1=1 --"],
      ["<script>alert(1)</script>", '"><img src=x>'],
      ["\u0000\ud800", "\uffff"],
      [her.keys.code, her.keys.code],
      [her.keys.code, "x".repeat(1500)],
    ] as const) {
      const page = await wrong(code, key, "10.0.1.2");
      expect([page.statusCode, page.body]).toEqual([known.statusCode, known.body]);
      const { date: _, ...headers } = page.headers;
      const { date: __, ...same } = known.headers;
      expect(headers).toEqual(same);
    }
  });

  it("17 learn it from the time it takes: the same work is done, in the same order", async () => {
    const hasher = countingHasher();
    const asked: string[] = [];
    const { deps } = her.service;
    const app = new Proxy(deps.store.app, {
      get: (pool, name) => {
        const found = Reflect.get(pool, name);
        if (name !== "query") return typeof found === "function" ? found.bind(pool) : found;
        return (query: { readonly text: string }) => {
          asked.push(query.text);
          return pool.query(query as never);
        };
      },
    });
    const door = createDoor({ ...deps, store: { ...deps.store, app } }, hasher);
    const work = async (code: string) => {
      asked.length = 0;
      const before = hasher.verified();
      expect(await door({ code, secret: "0000-0000-0000" }, "2026-03-10T09:10:00Z")).toBeNull();
      return { verified: hasher.verified() - before, asked: [...asked] };
    };
    const known = await work(her.keys.code);
    expect(known.verified).toBe(2);
    expect(await work("ZZZZ-ZZZZ")).toEqual(known);
  });

  it("18 guess the key: after five tries at one code nobody tries on, whether or not a case has it", async () => {
    const statuses: number[][] = [];
    for (const code of [her.keys.code, "YYYY-YYYY"]) {
      const found: number[] = [];
      for (let nr = 0; nr < 7; nr += 1)
        found.push((await wrong(code, `0000-0000-000${nr}`, `10.1.${statuses.length}.${nr}`)).statusCode);
      statuses.push(found);
    }
    expect(statuses[0]).toEqual([400, 400, 400, 400, 400, 429, 429]);
    expect(statuses[1]).toEqual(statuses[0]);
  });

  it("19 guess codes: after twenty tries from one place nothing more is tried from there", async () => {
    const found: number[] = [];
    for (let nr = 10; nr < 32; nr += 1)
      found.push((await wrong(`XXXX-XX${nr}`, "0000-0000-0000", "10.2.0.1")).statusCode);
    expect(found.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 400));
    expect(found.slice(20)).toEqual([429, 429]);
  });

  it("20 try without her learning of it", async () => {
    await wrong(her.keys.code, "0000-0000-0000", "10.3.0.1");
    const page = readable(await her.get("/my-case", await her.enter(her.keys.secret)));
    expect(page).toContain("Somebody typed this code with a wrong key");
  });
});

describe("after she has left, he cannot", () => {
  it("21 see her page by the way back, nor by its old address", async () => {
    const token = await her.enter(her.keys.secret);
    expect(readable(await her.get("/my-case", token))).toContain(her.keys.code);
    const left = await her.get("/my-case/leave", token);
    expect([left.statusCode, left.headers.location]).toEqual([303, "https://www.wikipedia.org/"]);
    const back = await her.get("/my-case", token);
    expect(readable(back)).not.toContain(her.keys.code);
    expect(back.body).toBe((await her.get("/my-case", null)).body);
  });

  it("22 find anything on the telephone: no copy, no lasting cookie, no storage, no script but the exit's", async () => {
    const entered = await her.send("/my-case", { code: her.keys.code, key: her.keys.secret });
    const cookie = String(entered.headers["set-cookie"]);
    expect(cookie).toMatch(/^__Host-page=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const token = entered.cookies[0]?.value ?? "";
    for (const page of [entered, await her.get("/my-case", token), await her.get("/my-case/leave", token)]) {
      expect(page.headers["cache-control"]).toBe("no-store");
      expect([page.headers.etag, page.headers["last-modified"]]).toEqual([undefined, undefined]);
    }
    const again = await her.enter(her.keys.secret);
    const left = await her.get("/my-case/leave", again);
    expect(String(left.headers["set-cookie"])).toMatch(/^__Host-page=; .*Expires=Thu, 01 Jan 1970/);
    const { body } = await her.get("/my-case", null);
    const scripts = [...body.matchAll(/<script src="([^"]*)"/g)].map(([, address]) => address ?? "");
    expect(scripts).toHaveLength(1);
    const { body: script } = await her.service.app.inject({ url: scripts[0]! });
    expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|cookie|serviceWorker/);
  });

  it("23 read anything off the history or the tab: one address, one title, nothing of hers in either", async () => {
    const token = await her.enter(her.keys.secret);
    const page = await her.get("/my-case", token);
    expect(/<title>(.*?)<\/title>/.exec(page.body)?.[1]).toBe("Articles · The law, by date");
    const addresses = [...page.body.matchAll(/(?:href|action)="([^"]*)"/g)].map(
      ([, address]) => address ?? "",
    );
    for (const address of addresses) {
      expect(address).not.toContain(her.keys.code);
      expect(address).not.toContain(token);
      // Nothing leads to another site but through the exit.
      expect(address.startsWith("/") || address.startsWith("#"), address).toBe(true);
    }
    expect(page.body).toMatch(/<a class="leave" href="\/my-case\/leave" rel="noreferrer nofollow"/);
    expect(logged.join("\n")).not.toContain(her.keys.code);
    expect(logged.join("\n")).not.toContain(her.keys.secret);
    expect(logged.length).toBeGreaterThan(50);
  });

  it("24 replay a session: it ended with the quarter of an hour, with new keys, and with the end of the keys", async () => {
    const idle = await her.enter(her.keys.secret);
    her.wait(16);
    expect(readable(await her.get("/my-case", idle))).not.toContain(her.keys.code);
    const mine = await victim();
    const old = await mine.enter(mine.keys.secret);
    const fresh = await mine.makeKeys();
    expect(readable(await mine.get("/my-case", old))).not.toContain(mine.keys.code);
    await expect(mine.enter(mine.keys.secret)).rejects.toThrow("not let in");
    await expect(mine.enter(mine.keys.duress)).rejects.toThrow("not let in");
    const last = await mine.enter(fresh.secret);
    const closed = await mine.service.as("hotline-operator", {
      method: "DELETE",
      url: `/api/cases/${mine.caseId}/my-case`,
    });
    expect(closed.statusCode).toBe(204);
    expect(readable(await mine.get("/my-case", last))).not.toContain(mine.keys.code);
    await expect(mine.enter(fresh.secret)).rejects.toThrow("not let in");
    await mine.service.close();
  });
});

describe("of a child who has come of age, he cannot", () => {
  /** In the family from now on: a son, of age since the first of March, who let the shelter read his record. */
  async function withSon(mine: Victim) {
    const shelter = mine.service.accounts.find(({ role }) => role === "shelter-worker")?.agency;
    await mine.write("hotline-operator", {
      type: "persons",
      body: {
        persons: [
          { id: "p1", role: "survivor", age: 34 },
          { id: "p3", role: "child" },
        ],
      },
      sealed: { persons: [{ id: "p3", name: SON, born: "2008-03-01" }] },
    });
    await mine.write("hotline-operator", {
      type: "referral",
      body: {
        ground: { kind: "consent", language: "ru", method: "spoken" },
        purpose: "safe-place",
        to: "shelter",
        agency: shelter,
        classes: ["child/p3"],
        until: "2026-06-10T09:00:00Z",
        children: [{ child: "p3", by: "self", assent: "given" }],
      },
    });
    const answer = await mine.service.as("hotline-operator", {
      method: "POST",
      url: `/api/cases/${mine.caseId}/children/p3/my-case`,
    });
    expect(answer.statusCode).toBe(201);
    return answer.json() as typeof mine.keys;
  }
  const SON = "Canary the Son";
  const allOn = async (mine: Victim, token: string) => {
    const pages = await Promise.all(
      EVERYWHERE.flatMap((path) => LANGUAGES.map((language) => mine.get(path, token, language))),
    );
    return pages.map(({ body, headers }) => body + JSON.stringify(headers)).join("\n");
  };
  let his: Victim["keys"];
  beforeAll(async () => {
    his = await withSon(her);
  });

  it("27 learn of her, of her orders or who helps her from his page, though he holds his first key", async () => {
    const seen = await allOn(her, await her.enter(his.secret, his.code));
    expect(seen).toContain("You have come of age");
    for (const one of [...Object.values(PERSONAL), SON, her.keys.code, her.caseId, "testland.family-2010"])
      expect(seen, one).not.toContain(one);
    const { norms } = her.service.deps.law;
    const order = norms.get("testland.family-2010.12")?.norm.title.en ?? "";
    expect([order.length > 3, seen.includes(order)]).toEqual([true, false]);
    // The police take part in her case, and never read his record.
    expect(seen).not.toMatch(/police|полици/i);
    for (const { place, id, name } of her.service.deps.country.agencies)
      if (place !== null) for (const text of [id, ...Object.values(name)]) expect(seen).not.toContain(text);
  });

  it("28 see on her page, with her first key, what the son agreed to, or that he has a page", async () => {
    const token = await her.enter(her.keys.secret);
    const seen = await allOn(her, token);
    for (const one of [SON, his.code, "p3", "about the children", "о детях", "балалар туралы"])
      expect(seen, one).not.toContain(one);
    const { seq, entries } = await her.view();
    const own = entries.findLast(({ type }) => type === "referral")?.seq;
    const [form] = formsOn(await her.get("/my-case", token), "consent");
    const back = await her.send("/my-case/consent", { ...form!, what: String(own) }, token);
    expect([back.statusCode, (await her.view()).seq]).toEqual([400, seq]);
  });

  it("29 get from one page to the other: neither code opens by the other's keys, nor does a session take back there", async () => {
    await expect(her.enter(his.secret)).rejects.toThrow("not let in");
    await expect(her.enter(her.keys.secret, his.code)).rejects.toThrow("not let in");
    const token = await her.enter(his.secret, his.code);
    const forms = formsOn(await her.get("/my-case", token), "consent");
    expect(forms).toHaveLength(1);
    const { seq, grants } = await her.view();
    for (const { seq: consent, classes } of grants)
      if (!classes.some((name) => name === "child/p3"))
        expect(
          (await her.send("/my-case/consent", { ...forms[0]!, what: String(consent) }, token)).statusCode,
        ).toBe(400);
    expect((await her.view()).seq).toBe(seq);
  });

  it("30 force the son unseen, or see by it that he was betrayed: the second key of his page is like hers", async () => {
    const token = await her.enter(his.duress, his.code);
    const plain = await her.get("/my-case", token);
    expect(plain.body).toBe((await her.get("/my-case", await her.enter(her.keys.duress))).body);
    const told = (await her.view("police-inspector")).entries.filter(
      ({ type, body }) => type === "coerced-access" && body.child === "p3",
    );
    expect(told).toHaveLength(1);
    const looks = readable(await her.get("/my-case", await her.enter(his.secret, his.code)));
    expect(looks).not.toMatch(/second|coerced|duress|showed nothing/i);
  });
});

describe("from a page of his own, he cannot", () => {
  it("25 act through her open page: not inside a frame, not by a form, not with a session he put there", async () => {
    const token = await her.enter(her.keys.secret);
    const page = await her.get("/my-case", token);
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(page.headers["x-frame-options"]).toBe("DENY");
    const [form] = formsOn(page, "consent");
    const { seq } = await her.view();
    const elsewhere: readonly Readonly<Record<string, string>>[] = [
      { origin: "https://his.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of elsewhere) {
      expect((await her.send("/my-case/consent", form!, token, headers)).statusCode).toBe(403);
      // Nor can he open a page of his choosing in her browser.
      const entered = await her.send(
        "/my-case",
        { code: her.keys.code, key: her.keys.secret },
        null,
        headers,
      );
      expect([entered.statusCode, entered.headers["set-cookie"]]).toEqual([403, undefined]);
    }
    const other = formsOn(await her.get("/my-case", await her.enter(her.keys.secret)), "consent");
    for (const mark of ["", "x", other[0]?.mark ?? ""])
      expect((await her.send("/my-case/consent", { ...form!, mark }, token)).statusCode).toBe(403);
    expect((await her.view()).seq).toBe(seq);
    // A session that was there before is not taken over by the one who enters.
    const entered = await her.send("/my-case", { code: her.keys.code, key: her.keys.secret }, "x".repeat(43));
    expect(entered.cookies[0]?.value).not.toBe("x".repeat(43));
  });
});
