import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookOf, readable, startSite } from "./testing.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite("testland");
});
afterAll(() => app.close());

const get = async (url: string) => app.inject({ url, headers: { "accept-language": "en" } });
const text = async (url: string) => readable(await get(url));

describe("the front", () => {
  it("shows one day of law, grouped by act and kind", async () => {
    const page = await text("/law?on=2024-01-01");
    expect(page).toContain("What the law said on 1 January 2024");
    expect(page).toMatch(
      /Penal Code of Testland \d+ articles? Definitions|Penal Code of Testland \d+ articles? Offences/,
    );
    expect(page).toContain("PC art. 10 Slap");
    expect(await text("/law")).toContain("What the law says today, 10 March 2026");
    expect(await text("/law?on=2030-01-01")).toContain("as far as it is adopted");
  });

  it("leads to the turns before and after, and each tick of the strip to what changed", async () => {
    const { body } = await get("/law?on=2021-01-01");
    expect(body).toContain('class="turn" href="/law?on=2020-08-15"');
    expect(body).toContain('class="turn" href="/law?on=2022-01-01"');
    expect(body).toContain('<a href="/law/changes?on=2022-01-01" aria-label="1 January 2022: ');
  });

  it("says when it is not established which law held", async () => {
    const page = await text("/law?on=2016-05-10");
    expect(page).toContain("It is not established which law held on this day");
    expect(page).toContain("Slap Act: a day between 1 May 2016 and 31 May 2016");
  });

  it("holds no norm that only a bill would bring", async () => {
    const { law } = bookOf("testland");
    const drafts = [...law.norms.values()].filter(({ wordings }) => wordings.length === 0);
    expect(drafts.length).toBeGreaterThan(0);
    for (const { norm } of drafts) {
      expect((await get("/law?on=2035-01-01")).body).not.toContain(`/law/${norm.id}?`);
      expect(await text(`/law/${norm.id}`)).toContain("It is only a draft");
    }
  });
});

const SLAP = "/law/testland.penal-1990.10";

describe("an article", () => {
  it("says in words what its parts provide on the day", async () => {
    const page = await text(`${SLAP}?on=2024-01-01`);
    for (const words of [
      "PC art. 10 Slap",
      "read in the official text",
      "since 1 January 2022",
      "Part 2 What it is crime When it applies act: battery any one of these:",
      "victim's age: less than 14",
      "deprivation of liberty: from 3 to 12 months",
      "fine: from 10 to 40 MCI",
      "the state, without the victim's complaint",
      "the court may release from liability not possible when: earlier reconciliations: 1 or more",
      "It goes before PC art. 10 part 1",
    ])
      expect(page).toContain(words);
  });

  it("lies beside the wording of today, with what changed marked", async () => {
    const { body } = await get(`${SLAP}?on=2018-01-01`);
    const page = await text(`${SLAP}?on=2018-01-01`);
    expect(page).toContain("Battery became administrative.");
    expect(body).toContain("<del>fine: up to 5 MCI</del>");
    expect(body).toContain("<ins>fine: from 10 to 40 MCI</ins>");
    expect(body).toContain("<del>administrative offence</del>");
    expect(body).toContain("<ins>misdemeanour (criminal)</ins>");
  });

  it("lies beside the wording of another day when asked, and keeps it in its address", async () => {
    const { body } = await get(`${SLAP}?on=2018-01-01&with=2012-01-01`);
    expect(body).toContain("<del>fine: from 5 to 20 MCI</del>");
    expect(body).toContain("<ins>fine: up to 5 MCI</ins>");
    expect(body).toContain(`<link rel="canonical" href="${SLAP}?on=2018-01-01&amp;with=2012-01-01">`);
    // A day that is none is no wish.
    expect((await get(`${SLAP}?on=2018-01-01&with=yesterday`)).statusCode).toBe(200);
  });

  it("shows both wordings of a day that is not established, and why", async () => {
    const page = await text(`${SLAP}?on=2016-05-10`);
    expect(page).toContain("It is not established which of these wordings held on this day. Both are shown.");
    expect(page).toContain("Slap Act: it took force on a day between 1 May 2016 and 31 May 2016.");
    expect(page).toContain("Either: wording 1");
    expect(page).toContain("Either: wording 2");
    expect(page).toContain("The Gazette of May 2016 is lost.");
  });

  it("names both sides where sources dispute a day", async () => {
    const page = await text("/law/testland.penal-1990.20?on=2020-08-05");
    expect(page).toContain("the sources dispute the day it took force");
    expect(page).toMatch(/1 August 2020: Testland Herald.*15 August 2020: Testland Post/);
  });

  it("lists every wording with its act, and what it refers to", async () => {
    const page = await text(`${SLAP}?on=2024-01-01`);
    expect(page).toContain("All 3 wordings");
    expect(page).toContain(
      "Brought in by: Reform of 2022 in force: 1 January 2022 · signed 10 November 2021",
    );
    expect(page).toMatch(/It refers to .*PC art\. 2/);
  });

  it("that was not in force says when it was", async () => {
    const { law } = bookOf("testland");
    const later = [...law.norms.values()].find(
      ({ wordings: [first] }) => first && first.begins.earliest > "2012-01-01",
    );
    if (!later) throw new Error("every norm of testland is as old as the pack");
    const page = await text(`/law/${later.norm.id}?on=2010-06-01`);
    expect(page).toContain("On 1 June 2010 this article was not in force. It came later.");
  });
});

describe("what changed", () => {
  it("on a day: by which acts, what began, changed and ended, side by side", async () => {
    const page = await text("/law/changes?on=2022-01-01");
    expect(page).toContain("What changed on 1 January 2022");
    expect(page).toContain("Reform of 2022");
    expect(page).toMatch(/Changed: \d+/);
    expect(page).toMatch(/PC art\. 10 Slap What changed: .*what can follow/);
  });

  it("on a quiet day: nothing, and the way to the next", async () => {
    const page = await text("/law/changes?on=2019-03-03");
    expect(page).toContain("Nothing in the collection changed.");
    expect(page).toContain("Changes after that:");
  });

  it("between two days, in whichever order they were given", async () => {
    const there = await text("/law/changes?from=2011-01-01&to=2024-01-01");
    expect(there).toContain("What changed between 1 January 2011 and 1 January 2024");
    expect(await text("/law/changes?from=2024-01-01&to=2011-01-01")).toBe(there);
  });

  it("begins with the last turn up to today", async () => {
    expect(await text("/law/changes")).toContain("What changed on 1 January 2022");
  });

  it("cannot be said of the first day, nor of days that are none or not covered", async () => {
    expect(await text("/law/changes?on=2010-01-01")).toContain("is the first day the collection covers");
    expect((await get("/law/changes?from=2009-01-01&to=2024-01-01")).statusCode).toBe(400);
    expect((await get("/law/changes?from=2024-13-01&to=2024-01-01")).statusCode).toBe(400);
    expect((await get("/law/changes?on=soon")).statusCode).toBe(400);
  });

  it("is listed whole on the page of regimes", async () => {
    const page = await text("/law/regimes");
    expect(page).toMatch(/a day between 1 May 2016 and 31 May 2016 Slap Act/);
    expect(page).toMatch(/Today/);
    expect(page).not.toContain("Bill No. 7");
  });
});

describe("an act", () => {
  it("shows its articles on the day, its history, how well it is known, what can be taken away", async () => {
    const answer = await get("/law/acts/testland.penal-1990?on=2024-01-01");
    const page = readable(answer);
    expect(page).toContain("Penal Code of Testland");
    expect(page).toContain("PC art. 10 Slap");
    expect(page).toContain("Reform of 2022");
    expect(page).toMatch(/read in the official text \d+ wordings?/);
    expect(answer.body).toContain('href="/law/testland.penal-1990.akn.xml?lang=en"');
    expect((await get("/law/acts/penal-1990")).statusCode).toBe(200);
    expect((await get("/law/acts/nothing")).statusCode).toBe(404);
    expect((await get("/law/acts/testland.penal-1990.bak")).statusCode).toBe(404);
  });
});

describe("what can be taken away", () => {
  it("is one norm as JSON, confirmed by its tag", async () => {
    const first = await get(`${SLAP}.json`);
    expect(first.headers["content-type"]).toBe("application/json; charset=utf-8");
    const { norm, versions, pack, amendments } = first.json();
    expect(norm.id).toBe("testland.penal-1990.10");
    expect(versions).toHaveLength(3);
    expect(pack).toBe(bookOf("testland").country.hash);
    expect(amendments.map(({ id }: { id: string }) => id)).toContain("testland.reform");
    const again = await app.inject({
      url: `${SLAP}.json`,
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    expect((await get("/law/testland.penal-1990.999.json")).statusCode).toBe(404);
  });

  it("is the whole pack, the same for programs at the API", async () => {
    const pack = await get("/law/pack.json");
    expect(pack.headers.etag).toBe(`"${bookOf("testland").country.hash}"`);
    expect(pack.json().norms.length).toBe(bookOf("testland").law.norms.size);
  });

  it("is an act as Akoma Ntoso", async () => {
    const act = await get("/law/testland.penal-1990.akn.xml");
    expect(act.headers["content-type"]).toBe("application/xml; charset=utf-8");
    expect(act.body).toContain("<akomaNtoso");
    expect((await get("/law/nothing.akn.xml")).statusCode).toBe(404);
  });
});

describe("a penalty", () => {
  it("is told in money of the day, with what keeps it from being imposed, and until when", async () => {
    const kz = await startSite("kz");
    const ask = async (url: string) =>
      readable(await kz.inject({ url, headers: { "accept-language": "en" } }));
    const battery = await ask("/law/kz.uk-2014.109-1?on=2024-06-20");
    expect(battery).toContain(
      "fine: from 20 to 80 MCI 73,840 ₸ to 295,360 ₸, by the index of 20 June 2024 (3,692 ₸)",
    );
    // Criminal arrest stands in Article 110 and cannot be imposed before 2030; under Article 109-1 it can.
    expect(battery).not.toContain("cannot be imposed now");
    expect(await ask("/law/kz.uk-2014.115-1?on=2026-01-10")).toContain(
      "stands in the article, but cannot be imposed now ( CC art. 467 )",
    );
    await kz.close();
  });
});

describe("several countries", () => {
  it("stand side by side, each norm in the law of its own", async () => {
    const both = await startSite("testland", "kz");
    const ask = async (url: string) => both.inject({ url, headers: { "accept-language": "en" } });
    expect(readable(await ask("/law"))).toContain("Testland Kazakhstan");
    expect(readable(await ask("/law?country=kz"))).toContain("Criminal Code of the Republic of Kazakhstan");
    const norm = readable(await ask("/law/kz.uk-2014.109-1"));
    expect(norm).toContain("Battery");
    // Its strip and its days are those of its own country.
    expect((await ask("/law/kz.uk-2014.109-1?on=2009-06-01")).statusCode).toBe(200);
    expect((await ask("/law/testland.penal-1990.10?on=2009-06-01")).statusCode).toBe(400);
    await both.close();
  });

  describe("with a second one of which only the law is held", () => {
    let both: FastifyInstance;
    beforeAll(async () => {
      both = await startSite("testland", "uz");
    });
    afterAll(() => both.close());
    const ask = (url: string, lang = "en") =>
      both.inject({ url: `${url}${url.includes("?") ? "&" : "?"}lang=${lang}` });

    it.each([
      ["kk", "Өзбекстан", "Отбасылық (тұрмыстық) зорлық-зомбылық"],
      ["ru", "Узбекистан", "Семейное (бытовое) насилие"],
      ["en", "Uzbekistan", "Family (domestic) violence"],
    ])("shows its explorer, its articles and its changes in %s", async (lang, country, title) => {
      const pages = [
        "/law?country=uz",
        "/law/regimes?country=uz",
        "/law/changes?country=uz&on=2023-04-12",
        "/law/uz.cc-1994.126-1?on=2024-03-01",
        "/law/acts/uz.cc-1994",
        "/law/search?q=126-1&country=uz",
      ];
      for (const url of pages) {
        const answer = await ask(url, lang);
        expect(answer.statusCode, url).toBe(200);
        if (!url.includes("regimes")) expect(readable(answer), url).toContain(title);
        if (url.includes("?country")) expect(readable(answer), url).toContain(country);
      }
    });

    it("stays in the country that was chosen, and says so in the one address of a page", async () => {
      const { body } = await ask("/law/uz.cc-1994.126-1");
      for (const page of ["", "/regimes", "/changes", "/search", "/what"])
        expect(body).toContain(`href="/law${page}?lang=en&amp;country=uz"`);
      expect(body).toContain('<link rel="canonical" href="/law/uz.cc-1994.126-1">');
      const { body: front } = await ask("/law?country=uz");
      expect(front).toContain('<link rel="canonical" href="/law?country=uz">');
      expect(front).toContain('href="/law?lang=en">Testland');
      expect(front).toContain('name="country" value="uz"');
      const { body: first } = await ask("/law");
      expect(first).toContain('<link rel="canonical" href="/law">');
      expect(first).not.toContain("country=testland");
    });

    it("asks the questions of an incident by its law, and finds only in its law", async () => {
      const asked = await both.inject({
        method: "POST",
        url: "/law/what?country=uz&lang=en",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: new URLSearchParams([
          ["d", "2024-03-01"],
          ["f", "acts=battery"],
          ["f", "relation=spouse"],
          ["q", "harm"],
          ["v", "pain"],
          ["go", "result"],
        ]).toString(),
      });
      expect(readable(asked)).toContain("Family (domestic) violence");
      expect((await ask("/law/search?q=10")).body).not.toContain("/law/uz.");
      expect((await ask("/law/search?q=126-1&country=uz")).body).not.toContain("/law/testland.");
    });

    it.each(["kk", "ru", "en"])("lays its law against the treaty, in %s", async (lang) => {
      const page = await ask("/treaties/istanbul/matrix?country=uz", lang);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain("country=uz");
      const article = await ask("/treaties/istanbul/articles/40?country=uz", lang);
      expect(article.body).toContain("/law/uz.cao-1994.41-1");
    });

    it("gives its law away as data", async () => {
      expect((await both.inject({ url: "/law/pack.json?country=uz" })).json()).toMatchObject({
        country: "uz",
      });
      expect((await both.inject({ url: "/law/pack.json" })).json()).toMatchObject({ country: "testland" });
    });
  });
});
