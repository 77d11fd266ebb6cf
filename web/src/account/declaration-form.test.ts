import { Declaration } from "@arasha/server/contract";
import { describe, expect, it } from "vitest";
import { declarationOf, EMPTY, isEmpty, NOBODY } from "./declaration-form.ts";

describe("what she tells of those close to her", () => {
  it("is nothing as long as nobody and nothing is named, and then there is nothing to send", () => {
    expect(isEmpty(EMPTY)).toBe(true);
    expect(isEmpty({ ...EMPTY, self: { ...NOBODY, surname: "Ахметова" }, telephones: " \n " })).toBe(true);
    expect(isEmpty({ ...EMPTY, relatives: [NOBODY] })).toBe(true);
    expect(isEmpty({ ...EMPTY, addresses: "Абая 10-25" })).toBe(false);
  });

  it("is sent as the service takes it: lines and commas parted, what was left empty left out", () => {
    const told = {
      self: { surname: " Ахметова ", given: "Айгүл", patronymic: "", born: "1990" },
      formerSurnames: "Жүсіпова, ",
      personalNumber: " 900101300123 ",
      telephones: "8 701 000 00 01\n\n+7 702 000 00 02",
      addresses: "Абая 10, кв. 25",
      relatives: [NOBODY, { surname: "Ахметов", given: "Дәурен", patronymic: "Серікұлы", born: "19" }],
    };
    const sent = Declaration.parse(declarationOf(told));
    expect(sent).toEqual({
      self: { surname: "Ахметова", given: "Айгүл", born: 1990, formerSurnames: ["Жүсіпова"] },
      personalNumber: "900101300123",
      telephones: ["8 701 000 00 01", "+7 702 000 00 02"],
      addresses: ["Абая 10, кв. 25"],
      relatives: [{ surname: "Ахметов", given: "Дәурен", patronymic: "Серікұлы" }],
    });
    expect(isEmpty(told)).toBe(false);
  });
});
