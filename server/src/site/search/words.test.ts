import { describe, expect, it } from "vitest";
import { beginnings, fold, isNumber, tokens } from "./words.ts";

describe("words made alike", () => {
  it("have one spelling, whichever letters were at hand", () => {
    expect(fold("ҚОРҒАУ")).toBe(fold("коргау"));
    expect(fold("Ұрып-соғу")).toBe(fold("урып-согу"));
    expect(fold("Үй")).toBe(fold("уй"));
    expect(fold("Әйелдер")).toBe(fold("айелдер"));
    expect(fold("Өлтіру")).toBe(fold("олтиру"));
    expect(fold("Тауһаң")).toBe(fold("таухан"));
    expect(fold("Лёгкий")).toBe(fold("легкий"));
    expect(fold("Stalking")).toBe("stalking");
  });

  it.each([
    ["109-1", ["109-1"]],
    ["ст. 109.1", ["ст", "109-1"]],
    ["УК 109¹", ["ук", "109-1"]],
    ["73-бап", ["73", "бап"]],
    ["№ 73-VIII", ["73-viii"]],
    ["100–200 АЕК", ["100-200", "аек"]],
    ["kz.uk-2014.109-1", ["kz", "uk", "2014-109-1"]],
    ["  ", []],
    ["<script>", ["script"]],
  ])("%s is %j", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it("knows a number", () => {
    expect([isNumber("73"), isNumber("109-1"), isNumber("73-viii"), isNumber("бап")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("are cut from the end, never to a stump", () => {
    expect(beginnings("побоями")).toEqual(["побоям", "побоя"]);
    expect(beginnings("арест")).toEqual(["арес"]);
    expect(beginnings("суд")).toEqual([]);
  });
});
