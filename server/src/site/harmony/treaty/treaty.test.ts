import { LANGUAGES } from "@arasha/law";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readable, startSite, treatyBooks } from "../../testing.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await startSite("testland");
});
afterAll(() => app.close());

const get = (url: string) =>
  app.inject({ url, headers: { "accept-language": "en", "accept-encoding": "gzip" } });
const page = async (url: string) => app.inject({ url, headers: { "accept-language": "en" } });
const text = async (url: string) => readable(await page(url));

const TREATY = "/treaties/istanbul";

describe("the page of a treaty", () => {
  it("explains the 39 states of a press report of April 2024", async () => {
    const words = await text(`${TREATY}?on=2024-04-05`);
    for (const said of [
      "Istanbul Convention: who takes part on 5 April 2024",
      "In force on this day for 37 states. Organisations apart: European Union.",
      "Signed only signed by then, and no ratification deposited 6 0",
      "Ever ratified a ratification deposited by then; a state that has left since still counts 39 1",
      "Party ratified and not left; it need not be in force for it yet 38 1",
      "In force bound on this day 37 1",
      "Ever ratified, but no party any more: Türkiye.",
      "Party, but not in force for it yet: Latvia.",
      "Fits: Ever ratified 39 Otherwise: Party 38, In force 37 It is 39 only when the state that left is counted too.",
    ])
      expect(words).toContain(said);
  });

  it("draws on the map how each state stands that day, and says it in words", async () => {
    const { body } = await page(`${TREATY}?on=2024-04-05`);
    const stand = (code: string) =>
      new RegExp(
        `aria-label="([^"]*)"[^>]*><title>[^<]*</title><rect class="tile ([a-z-]+)"[^>]*/>(?:<rect[^>]*/>)?<text [^>]*>${code}</text>`,
      )
        .exec(body)
        ?.slice(1);
    expect(stand("LV")).toEqual(["LV · Latvia: ratified, not in force yet", "deposited"]);
    expect(stand("TR")).toEqual(["TR · Türkiye: left", "left"]);
    expect(stand("HU")).toEqual(["HU · Hungary: signed only", "signed"]);
    expect(stand("FR")).toEqual(["FR · France: in force", "in-force"]);
    expect(stand("KZ")).toEqual(["KZ · Kazakhstan: invited to accede", "invited"]);
    expect(stand("UZ")).toEqual(["UZ · Uzbekistan: takes no part", "none"]);
    expect(body).toContain('href="/treaties/istanbul/lv?on=2024-04-05"');
  });

  it("is of any day, keeps it in its address, and says what the sources do not reach", async () => {
    const { body } = await page(`${TREATY}?on=2020-12-22&lang=ru`);
    expect(body).toContain(`<link rel="canonical" href="${TREATY}?on=2020-12-22">`);
    expect(body).toContain(`href="${TREATY}.csv?on=2020-12-22"`);
    expect(body).toContain(`href="${TREATY}/am?on=2020-12-22&amp;lang=ru"`);
    expect(await text(`${TREATY}?on=2026-11-28`)).toContain("The sources read end on 31 March 2026.");
    expect(await text(`${TREATY}?on=2026-03-31`)).not.toContain("The sources read end");
    const extension = "An extension by two years was proposed";
    expect(await text(`${TREATY}?on=2025-08-31`)).not.toContain(extension);
    expect(await text(`${TREATY}?on=2025-09-30`)).toContain(extension);
    // Older than the law of any country here: the treaty has days of its own.
    expect(await text(`${TREATY}?on=1999-01-01`)).toContain("It was opened on 11 May 2011.");
  });

  it("has a title that tells nobody what it is about", async () => {
    for (const url of [TREATY, `${TREATY}/kz`, "/treaties"])
      expect(/<title>(.*?)<\/title>/.exec((await page(url)).body)?.[1]).toMatch(
        /^(CETS 210( KZ)?|Treaties) · /,
      );
  });
});

describe("the page of a state", () => {
  it("tells its way so far, and that the longer time is not confirmed", async () => {
    const words = await text(`${TREATY}/kz?on=2026-03-10`);
    for (const said of [
      "10 March 2026: invited, not known whether still.",
      "No signature, ratification or accession by it is known.",
      "Invited 22 April 2020 borne out to the day",
      "Could be followed until a day between 22 April 2025 and 23 April 2025",
      "Extension not confirmed An extension by two years was proposed",
      "September 2025 not verified The Committee of Ministers was to decide on the extension.",
      "10 March 2026: the day shown",
      "Looked for and not found",
    ])
      expect(words).toContain(said);
    expect(await text(`${TREATY}/kz?on=2022-01-01`)).toContain("1 January 2022: invited to accede.");
  });

  it("says of each day how far it is borne out, and of each reservation whether it holds", async () => {
    const latvia = await text(`${TREATY}/lv`);
    expect(latvia).toContain("Signed 18 May 2016 not borne out by a page that was read");
    expect(latvia).toContain("Ratified 10 January 2024 borne out to the day BGBl. III 73/2024");
    const ireland = await text(`${TREATY}/ie?on=2024-06-30`);
    expect(ireland).toContain(
      "Article 30.2: Compensation by the state. from 1 July 2019 · withdrawn on 28 March 2024",
    );
    expect(ireland).toContain(
      "from 1 July 2019 · holds on this day, until 1 July 2024 (not borne out by a page that was read)",
    );
    expect(await text(`${TREATY}/ie?on=2024-07-01`)).toMatch(/holds on this day, until 1 July 2029 (?!\()/);
  });
});

describe("every page of a treaty", () => {
  const [book] = treatyBooks();
  it("can be read in every language, and is small", async () => {
    let turn = 0;
    const paths = [
      "/treaties",
      TREATY,
      ...(book?.participation.participants ?? []).map(({ code }) => `${TREATY}/${code.toLowerCase()}`),
    ];
    for (const [at, path] of paths.entries()) {
      for (const language of at < 2 ? LANGUAGES : [LANGUAGES[turn++ % LANGUAGES.length]]) {
        const url = `${path}?on=2024-04-05&lang=${language}`;
        const answer = await page(url);
        expect(answer.statusCode, url).toBe(200);
        expect(readable(answer), url).not.toMatch(
          /undefined|\[object|NaN|\bnull\b|\{\w+\}|(treaty|act|stand|measure|party|confirmed)\.\w/,
        );
        expect(readable(answer), url).not.toMatch(/г\.\.|\. \./);
        expect(answer.body.match(/<h1/g), url).toHaveLength(1);
        if (at < 2) expect((await get(url)).rawPayload.length, url).toBeLessThan(40_000);
      }
    }
  });
});

describe("the data of a treaty", () => {
  it("is to be had as CSV, a line a state", async () => {
    const { body, headers } = await page(`${TREATY}.csv?on=2024-04-05`);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    const lines = body.trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + (treatyBooks()[0]?.participation.participants.length ?? 0));
    const latvia = lines.find((line) => line.includes(",LV,"));
    expect(latvia).toContain(
      "istanbul,2024-04-05,LV,Латвия,Латвия,Latvia,member,deposited,2016-05-18,none,2024-01-10,day,2024-05-01,month,,,,,",
    );
    const width = lines[0]?.split(",").length;
    expect(lines.filter((line) => line.split(",").length !== width)).toEqual([]);
  });

  it("is to be had as JSON, with its edition and how each stands", async () => {
    const data = (await page(`${TREATY}.json?on=2024-04-05`)).json();
    expect(data).toMatchObject({ id: "istanbul", on: "2024-04-05", knownUntil: "2026-03-31" });
    expect(data.states.everRatified).toHaveLength(39);
    expect(data.organisations.inForce).toEqual(["EU"]);
    const of = (code: string) => data.participants.find((one: { code: string }) => one.code === code);
    expect(of("KZ")).toMatchObject({ stand: "invited", invitation: { validity: "valid" } });
    expect(of("IE").reservations.map(({ state }: { state: string }) => state)).toEqual([
      "withdrawn",
      "in-force",
    ]);
    expect(data.edition).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("what is not there", () => {
  it.each([
    ["/treaties/nothing", 404, "There is no treaty “nothing”"],
    ["/treaties/nothing.csv", 404, "There is no treaty “nothing”"],
    [`${TREATY}/zz`, 404, "Nothing is held about “zz”"],
    ["/treaties/nothing/kz", 404, "There is no treaty “nothing”"],
    [`${TREATY}/kz/more`, 404, "There is no such page"],
    [`${TREATY}?on=2024-02-30`, 400, "There is no such day"],
    [`${TREATY}.json?on=soon`, 400, "There is no such day"],
    [`${TREATY}/kz?on=soon`, 400, "There is no such day"],
  ] as const)("%s is answered with a page", async (url, status, words) => {
    const answer = await page(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(readable(answer)).toContain(words);
  });
});
