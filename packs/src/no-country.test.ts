import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { countryFolder, loadCountry, loadLaw, realCountries, workingCountries } from "./index.ts";

/**
 * No country lives in the code. What a country goes by is taken from its own pack: its names, its code, the first part of
 * its ids, its zone, its currency, its towns, where its law is published. None of it stands anywhere in the engine, the
 * loader, the service or the pages, save in the files named here.
 */
const HOUSE = fileURLToPath(new URL("../..", import.meta.url));
const ROOMS = ["law", "packs/src", "server", "web"];

/** Files that may: tests and what they are made of, texts in three languages, and built or foreign files. */
const EXEMPT: readonly RegExp[] = [
  /\.test\.tsx?$/,
  /[./]testing\.ts$/,
  // The fictional law the engine's tests run on keeps time where a day once had 25 hours.
  /^law\/src\/testland\.ts$/,
  // Words for people in three languages.
  /\/messages\//,
  /(^|\/)(node_modules|dist)\//,
  // The schema of Akoma Ntoso as its authors published it.
  /^server\/src\/publish\/schema\//,
];

/** Read as text: whatever could hold a rule, a default or a word. */
const TEXT = /\.(ts|tsx|js|sql|json|css|html|svg|md)$/;

const files = ROOMS.flatMap((room) =>
  readdirSync(join(HOUSE, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => relative(HOUSE, join(entry.parentPath, entry.name)).split(sep).join("/")),
).filter((file) => !EXEMPT.some((one) => one.test(file)));

describe.each(realCountries())("the country %s", (id) => {
  it("is named in no file of the engine, the loader, the service or the pages", () => {
    const signs = signsOf(id);
    const found = files.flatMap((file) =>
      readFileSync(join(HOUSE, file), "utf8")
        .split("\n")
        .flatMap((line, at) => {
          const sign = signs.exec(line)?.[0];
          return sign === undefined ? [] : [`${file}:${at + 1}: ${sign}`];
        }),
    );
    expect(found).toEqual([]);
  });
});

it("what is looked through is the house, and the signs are those of the country", () => {
  for (const room of ROOMS)
    expect(files.filter((file) => file.startsWith(`${room}/`)).length, room).toBeGreaterThan(20);
  const signs = signsOf("kz");
  for (const told of [
    "в Казахстане",
    "Қазақстанда",
    "KAZAKHSTAN",
    '"kz"',
    "kz.uk-2014.109",
    "KZ-75",
    "Asia/Almaty",
    "2 000 ₸",
  ])
    expect(signs.exec(told), told).not.toBeNull();
  for (const told of ["https://adilet.zan.kz/rus", "IIN", "ИИН", "Алматы", "KZT", "500 тенге", "tenge"])
    expect(signs.exec(told), told).not.toBeNull();
  expect(signs.exec("a kazoo in the xx.code-2014 of Testland")).toBeNull();
  expect(countryFolder("kz")).toBe(join(HOUSE, "packs", "kz"));
});

function signsOf(id: string): RegExp {
  const { pack } = loadLaw(id);
  const words = [
    ...Object.values(pack.title),
    pack.calendar.zone,
    ...pack.acts.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).hostname])),
    ...(workingCountries().includes(id) ? ofCasework(id) : []),
  ];
  // A word may go on, as names do in Russian and Kazakh; it does not begin in the middle of another.
  const begun = words.map((word) => `(?<!\\p{L})${RegExp.escape(word.toLowerCase())}`);
  const whole = [id, pack.currency.toLowerCase(), ...moneyOf(pack.currency)].map(
    (word) => `(?<![\\p{L}\\d])${RegExp.escape(word)}(?![\\p{L}\\d])`,
  );
  return new RegExp([...whole, ...begun].join("|"), "iu");
}

/** Towns and regions by their proper words, and what the number of a person is called. */
function ofCasework(id: string): readonly string[] {
  const { places, identifiers } = loadCountry(id);
  const names = places.flatMap(({ name }) => Object.values(name));
  const words = names.flatMap((text) => text.match(/\p{Lu}\p{L}{5,}/gu) ?? []);
  // What several are called is no name, nor what is written small in another.
  const plain = new Set(names.flatMap((text) => text.match(/(?<!\p{L})\p{Ll}+/gu) ?? []));
  const own = words.filter(
    (word) => words.filter((other) => other === word).length < 8 && !plain.has(word.toLowerCase()),
  );
  return [...own, ...Object.values(identifiers.personalNumber.name)];
}

/** The sign and the names of a currency, one of it and several, which no list of the pack has. */
function moneyOf(currency: string): readonly string[] {
  const written = LANGUAGES.flatMap((language) =>
    (["narrowSymbol", "name"] as const).flatMap((currencyDisplay) => {
      const format = new Intl.NumberFormat(language, {
        style: "currency",
        currency,
        currencyDisplay,
        maximumFractionDigits: 0,
      });
      return [1, 2].map(
        (amount) => format.formatToParts(amount).find(({ type }) => type === "currency")?.value,
      );
    }),
  );
  return written.flatMap((text = "") => text.split(" ")).filter((word) => word !== currency && word !== "");
}
