import { randomBytes } from "node:crypto";
import { loadCountry } from "@arasha/packs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { homeOf } from "./addresses.ts";
import { createMarker, type Mark, type Party, type StaffTold } from "./marks.ts";
import { namePartsOf, skeleton } from "./names.ts";
import { personalNumberIn, telephonesIn } from "./numbers.ts";

/** Spellings of one name, each row written down by hand: what people, passports and registers make of it. */
const ONE_NAME: readonly (readonly [string, ...string[]])[] = [
  ["Әбдірахманов", "Абдрахманов", "Абдирахманов", "Abdrakhmanov", "Äbdirahmanov"],
  ["Жүсіпов", "Жусупов", "Джусупов", "Zhusupov", "Jusipov"],
  ["Қасымова", "Касымова", "Касымов", "Kassymova", "Qasymov"],
  ["Мұхамедқали", "Мухамедкали", "Mukhamedkali", "Muhamedqali"],
  ["Өтебаев", "Утебаев", "Отебаев", "Utebayev", "Ötebaev"],
  ["Үсенова", "Усенова", "Ussenova", "Üsenova"],
  ["Ғалымжан", "Галымжан", "Galymzhan", "Ǵalymjan", "Ghalymjan"],
  ["Һадиша", "Хадиша", "Khadisha", "Hadisha"],
  ["Сейіт", "Сеит", "Сейт", "Seit", "Seyit"],
  ["Айгүл", "Айгуль", "Aigul", "Aygül"],
  ["Гүлнар", "Гульнара", "Gulnar", "Gulnara"],
  ["Ерлан", "Yerlan", "Erlan"],
  ["Әлиев", "Алиев", "Aliyev", "Aliev"],
  ["Ыбырайымова", "Ибраимова"],
  ["Щербакова", "Shcherbakov", "Щербаков"],
  ["Юсупова", "Yusupov", "Iusupova"],
  ["Нұрсұлтан", "Нурсултан", "Nursultan", "Nūrsūltan"],
  ["Достоевская", "Достоевский", "Dostoyevsky"],
  ["Маңғыбаев", "Мангыбаев", "Mangybayev"],
  ["Александр", "Aleksandr", "Alexandr"],
];

/** Names that are not one, though they look alike. */
const TWO_NAMES = [
  ["Ахметов", "Махметов"],
  ["Каримов", "Касымов"],
  ["Асет", "Асхат"],
  ["Данияр", "Динара"],
  ["Серік", "Берік"],
  ["Иванов", "Петров"],
  ["Айгүл", "Айнұр"],
  ["Болат", "Болатбек"],
  ["Мадина", "Марина"],
  ["Ким", "Цой"],
] as const;

function byFirst(rows: readonly (readonly [string, ...string[]])[]) {
  return rows.map((row) => [row[0], row] as const);
}

describe("names", () => {
  it.each(byFirst(ONE_NAME))("%s is one name, however it is spelt", (_, spellings) => {
    expect(new Set(spellings.map(skeleton)).size, spellings.map(skeleton).join(" ")).toBe(1);
  });

  it.each(TWO_NAMES)("%s is not %s", (one, other) => {
    expect(skeleton(one)).not.toBe(skeleton(other));
  });

  it("finds the patronymic by its ending, in either language, written apart or not, wherever it stands", () => {
    for (const told of [
      "Ахметова Айгүл Серікқызы",
      "Ахметова Айгуль Сериковна",
      "Айгуль Сериковна Ахметова",
      "Aigul Akhmetova Serik qyzy",
      "Ахметова  Айгүл  СЕРІК ҚЫЗЫ",
    ]) {
      const { words, names } = namePartsOf(told);
      expect([...words].sort(), told).toEqual(["agl", "ahmtv", "srk"]);
      expect([...names].sort(), told).toEqual(["agl", "ahmtv"]);
    }
  });
});

const ONE_HOME: readonly (readonly [string, ...string[]])[] = [
  [
    "г. Алматы, ул. Абая, д. 10, кв. 25",
    "Абай көшесі 10-25",
    "Abay st. 10, apt 25",
    "050000, Алматы, Абая 10/25",
    "Алматы қаласы, Абай көшесі, 10-үй, 25-пәтер",
  ],
  ["ул. Мухтара Ауэзова 5, кв 1", "Әуезов көшесі, 5 үй, 1 пәтер", "М. Ауэзова 5-1"],
  ["мкр 8, д. 15, кв 3", "8-15-3", "8 ықшам ауданы, 15 үй, 3 пәтер", "г. Талдыкорган, мкр 8-15-3"],
  ["пр. Аль-Фараби 77а, кв 9", "Әл-Фараби даңғылы 77А, 9 пәтер"],
  ["ул. Қабанбай батыра 4-4", "Кабанбай батыр 4/4", "Қабанбай батыр к-сі 4, 4 пәтер"],
];

describe("addresses", () => {
  it.each(byFirst(ONE_HOME))("%s is one home, however it is told", (_, told) => {
    const homes = told.map((address) => JSON.stringify(homeOf(address)));
    expect(new Set(homes).size, homes.join("\n")).toBe(1);
  });

  it("keeps flats, houses and streets apart, and takes no address without a house", () => {
    const flats = ["Абая 10-25", "Абая 10-26", "Абая 11-25", "Сатпаева 10-25", "мкр 10, 25, 1"];
    expect(new Set(flats.map((address) => homeOf(address)?.flat)).size).toBe(flats.length);
    expect(homeOf("Абая 10")).toMatchObject({ flat: null });
    // The country at the end is no street, whichever country it is.
    const named = new Set(["казахстан"]);
    expect(homeOf("10, Абая, Казахстан", named)).toEqual(homeOf("Абая 10"));
    expect(homeOf("10, Абая, Казахстан")).not.toEqual(homeOf("Абая 10"));
    for (const none of ["", "Алматы", "дом 7", "у матери", "050000"]) expect(homeOf(none), none).toBeNull();
  });
});

describe("numbers", () => {
  const { telephone, personalNumber } = loadCountry("kz").identifiers;

  it.each([
    ["8 701 123 45 67", ["77011234567"]],
    ["+7 (701) 123-45-67", ["77011234567"]],
    ["7011234567", ["77011234567"]],
    ["77011234567; раб. 8(727)2501122", ["77011234567", "77272501122"]],
    ["+49 30 901820", ["4930901820"]],
    ["0049 30 901820", ["4930901820"]],
    ["112", []],
    ["по утрам", []],
    ["+000", []],
  ])("reads %s", (text, numbers) => {
    expect(telephonesIn(text, telephone)).toEqual(numbers);
  });

  it("reads a personal number with its digits, and no other", () => {
    expect(personalNumberIn("900101 300123", personalNumber)).toBe("900101300123");
    for (const text of ["90010130012", "9001013001234", "ИИН 900101300123", ""])
      expect(personalNumberIn(text, personalNumber)).toBeNull();
  });
});

const { identifiers, pack } = loadCountry("kz");
const marker = createMarker(randomBytes(32), identifiers, pack.title);
const NOTHING: StaffTold = { telephones: [], addresses: [], relatives: [] };
const party = (told: Partial<Party>): Party => ({ id: "p1", child: false, age: null, ...told });
const text = ({ kind, mark }: Mark) => `${kind} ${mark.toString("hex")}`;

/** By which kinds of mark a member of staff meets people told of in 2026. */
async function meet(staff: Partial<StaffTold>, ...people: Partial<Party>[]): Promise<readonly string[]> {
  const own = new Set((await marker.ofStaff({ ...NOTHING, ...staff })).map(text));
  const theirs = await marker.ofParties(people.map(party), 2026);
  return [...new Set(theirs.filter((mark) => own.has(text(mark))).map(({ kind }) => kind))].sort();
}

const AIGUL = { surname: "Ахметова", given: "Айгүл", patronymic: "Серікқызы", born: 1990 };

describe("what counts as a conflict", () => {
  it("is the same personal number, telephone or flat", async () => {
    expect(await meet({ personalNumber: "900101300123" }, { personalNumber: "900101-300123" })).toEqual([
      "personal-number",
    ]);
    expect(await meet({ telephones: ["+77011234567"] }, { phone: "8 701 123 45 67 (вечером)" })).toEqual([
      "telephone",
    ]);
    expect(await meet({ addresses: ["Абая 10-25"] }, { address: "Абай көшесі 10, 25 пәтер" })).toEqual([
      "flat",
    ]);
  });

  it("is a whole name, of hers now or before, or of somebody close to her", async () => {
    expect(await meet({ self: AIGUL }, { name: "Aigul Akhmetova Serikovna" })).toEqual(["name"]);
    const self = { ...AIGUL, formerSurnames: ["Жүсіпова"] };
    expect(await meet({ self }, { name: "Жусупова Айгуль Сериковна" })).toEqual(["name"]);
    const brother = { surname: "Ахметов", given: "Дәурен", patronymic: "Серікұлы" };
    expect(await meet({ relatives: [brother] }, { name: "Ахметов Даурен Серикович" })).toEqual(["name"]);
  });

  it("is surname and given name with the year of birth, as near as an age tells it", async () => {
    const met = (age: number | null) => meet({ self: AIGUL }, { name: "Айгуль Ахметова", age });
    for (const age of [35, 36, 34, 37]) expect([age, await met(age)]).toEqual([age, ["name-and-year"]]);
    for (const age of [null, 33, 38, 46]) expect([age, await met(age)]).toEqual([age, []]);
  });

  it("is a surname with the house, also where name and address were told of two people", async () => {
    const staff = { self: AIGUL, addresses: ["Абая 10"] };
    expect(await meet(staff, { name: "Ахметов", address: "ул. Абая, 10" })).toEqual(["household"]);
    expect(
      await meet(staff, { id: "p1", address: "ул. Абая, 10" }, { id: "p2", name: "Даурен Ахметов" }),
    ).toEqual(["household"]);
    expect(await meet(staff, { name: "Ахметов", address: "ул. Абая, 12" })).toEqual([]);
    expect(await meet(staff, { name: "Омаров", address: "ул. Абая, 10" })).toEqual([]);
  });

  it("is never a name that many share, a street, or a kind of number taken for another", async () => {
    const self = { surname: "Иванов", given: "Сергей" };
    expect(await meet({ self }, { name: "Иванов Сергей", age: 40 })).toEqual([]);
    expect(await meet({ self: { ...self, born: 1986 } }, { name: "Иванов Сергей" })).toEqual([]);
    expect(await meet({ self: AIGUL }, { name: "Ахметова" })).toEqual([]);
    expect(await meet({ self: AIGUL }, { name: "Ахметова Айгүл Болатқызы" })).toEqual([]);
    expect(
      await meet({ telephones: ["77011234567"] }, { name: "77011234567", address: "77011234567" }),
    ).toEqual([]);
  });
});

describe("a mark", () => {
  it("is 64 bits that only the key can make", async () => {
    const other = createMarker(randomBytes(32), identifiers, pack.title);
    const told = { ...NOTHING, telephones: ["77011234567"], personalNumber: "900101300123" };
    const [mine, theirs] = await Promise.all([marker.ofStaff(told), other.ofStaff(told)]);
    for (const { mark } of [...mine, ...theirs]) expect(mark).toHaveLength(8);
    expect(new Set([...mine, ...theirs].map(text)).size).toBe(4);
  });

  it("does not depend on the order of a name's words, nor on case, spaces or signs", async () => {
    const words = ["Ахметов", "Дәурен", "Серікұлы"];
    const relatives = [{ surname: words[0]!, given: words[1]!, patronymic: words[2]! }];
    const own = new Set((await marker.ofStaff({ ...NOTHING, relatives })).map(text));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(words, { minLength: 3 }),
        fc.constantFrom(" ", "  ", ", ", "\t"),
        fc.boolean(),
        async (order, between, loud) => {
          const name = order.join(between);
          const marks = await marker.ofParties([party({ name: loud ? name.toUpperCase() : name })], 2026);
          expect(marks.map(text).filter((mark) => own.has(mark))).toHaveLength(1);
        },
      ),
      { numRuns: 40 },
    );
  });
});
