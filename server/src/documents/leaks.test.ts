import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../journal/entries.ts";
import { leaksIn, postable, type Secret } from "./leaks.ts";
import { tokensOf } from "./skeleton.ts";

const SECRETS: readonly Secret[] = [
  { kind: "address", text: "г. Алматы, ул. Абая, д. 10, кв. 22" },
  { kind: "phone", text: "+7 701 123-45-67" },
  { kind: "school", text: "Школа-гимназия № 25" },
  { kind: "workplace", text: "Дәмхана «Ромашка», Сәтбаев көшесі 7" },
];
const OPEN = ["Алматы", "Almaty", "Область Абай", "Абай облысы", "Abay Region"];
const told = (text: string) => leaksIn(text, SECRETS, OPEN);

describe("words that tell where she is", () => {
  it.each<[string, string]>([
    ["as it is written", "Не подходить к дому на улице Абая"],
    ["in another case and ending", "она живёт на ул. АБАЯ"],
    ["though a region is called like the street", "Запрещено приходить на улицу Абая 10"],
    ["in Kazakh", "Абай көшесіндегі үйге келме"],
    ["in Latin letters", "do not come to Abay street"],
    ["in Latin letters, another way", "ulitsa Abaya"],
    ["letter by letter", "на А б а я, 10"],
    ["letter by letter, with dashes", "на ул. А-б-а-я"],
    ["with signs nobody sees", "на улице Аб\u200bа\u00adя"],
    ["with letters that look alike", "на улице Aбaя"],
    ["cut short, with the number", "ул. Аб. 10"],
    ["the house alone", "к дому 10 не подходить"],
    ["house and flat without words", "10-22"],
    ["the flat", "кв. 22"],
    ["the telephone", "звонить 8 (701) 123 45 67 нельзя"],
    ["the telephone without its code", "1234567"],
    ["the telephone, a digit at a time", "1 2 3 4 5 6 7"],
    ["the telephone with words", "701 один два три 45 67"],
    ["the telephone with letters for digits", "7O1 l23 45 67"],
    ["the school", "не подходить к школе № 25"],
    ["the school in Kazakh", "25 мектеп маңында"],
    ["the place of work", "кафе Romashka"],
    ["its street, spelled in Russian", "на Сатпаева"],
  ])("%s", (_, text) => {
    expect(told(text).length).toBeGreaterThan(0);
  });

  it.each([
    "Явиться 10.05.2026 в 10:22 в отдел полиции города Алматы, кабинет 3.",
    "Не приближаться ближе 100 метров. Срок 30 суток.",
    "Ударил её по лицу, угрожал убить, разбил телефон.",
    "Сотқа 2026 жылғы 5 желтоқсанда сағат 9:00-де келу керек.",
    "You must attend on 5 December at 9.",
    "Явиться в Департамент полиции области Абай, кабинет 3.",
    "Абай облысының полиция департаментіне келіңіз.",
  ])("lets through what tells nothing: %s", (text) => {
    expect(told(text)).toEqual([]);
  });

  it("does not grow with the square of a text of single letters", () => {
    const letters = "о ".repeat(9_000);
    expect(tokensOf(letters).length).toBeLessThan(9_100);
    expect(told(letters)).toEqual([]);
  });

  it("names the place, in the text as it was typed", () => {
    const text = "Запрещено приходить: улица Абая.";
    expect(told(text).map(({ kind, from, to }) => [kind, text.slice(from, to)])).toEqual([
      ["address", "Абая"],
    ]);
  });

  it("finds a street in any text, however its letters are parted and dressed", () => {
    const between = fc.constantFrom("", " ", "-", ".", "\u200b");
    const dressed = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replaceAll("а", "a"),
    );
    const filler = fc.array(fc.constantFrom("тут", "нельзя", "сегодня", "и", "в", "5"), { maxLength: 4 });
    fc.assert(
      fc.property(between, dressed, filler, filler, (part, dress, before, after) => {
        const street = dress([..."сатпаева"].join(part));
        return told([...before, `(${street})`, ...after].join(" ")).length > 0;
      }),
      { numRuns: 60 },
    );
  });

  it("finds a telephone whatever stands between its digits", () => {
    const between = fc.array(fc.constantFrom(" ", "-", ".", "(", ")", "/", "\n", ", "), { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(between, { minLength: 10, maxLength: 10 }), (parts) => {
        const number = [..."7011234567"].map((digit, at) => digit + (parts[at] ?? []).join("")).join("");
        return told(`звонить: ${number}`).some(({ kind }) => kind === "phone");
      }),
      { numRuns: 60 },
    );
  });
});

describe("a letter to her", () => {
  const told = (her: string | undefined, his: readonly string[], opened = true) => {
    const entries = his.map((address) => ({
      type: "persons",
      body: {
        persons: [
          { id: "p1", role: "survivor" },
          { id: "p2", role: "respondent" },
        ],
      },
      sealed: { persons: [{ id: "p2", address }] },
      classes: ["address"],
      opened: opened ? ["address"] : [],
    })) as unknown as readonly Entry[];
    return postable(entries, [{ id: "p1", role: "survivor", ...(her !== undefined && { address: her }) }]);
  };

  it.each([
    ["an address of her own", "ул. Абая 10-22", ["Достык 5"], "yes"],
    ["the address he has, written otherwise", "ул. Абая, д. 10, кв. 22", ["Абай көшесі 10-22"], "shared"],
    ["an address he had once", "ул. Абая 10-22", ["Abay 10, 22", "Достык 5"], "shared"],
    ["an address nobody told", undefined, ["Достык 5"], "unknown"],
  ] as const)("to %s", (_, her, his, may) => {
    expect(told(her, his)).toBe(may);
  });

  it("is not posted where his addresses are closed to the one who asks", () => {
    expect(told("ул. Абая 10-22", ["Достык 5"], false)).toBe("unknown");
  });
});
