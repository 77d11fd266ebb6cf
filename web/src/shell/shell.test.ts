import type { Me } from "@arasha/server/contract";
import { describe, expect, it } from "vitest";
import { homeOf } from "./home.ts";
import { type Press, shortcutOf } from "./keys.ts";

const press = (key: string, code: string, more: Partial<Press> = {}): Press => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe("shortcutOf", () => {
  it("reads a letter by its place, whatever the layout writes there", () => {
    expect(shortcutOf(press("j", "KeyJ"))).toBe("j");
    expect(shortcutOf(press("о", "KeyJ"))).toBe("j");
    expect(shortcutOf(press("т", "KeyN"))).toBe("n");
  });

  it("reads the question mark by what is written: its place differs", () => {
    expect(shortcutOf(press("?", "Slash"))).toBe("?");
    expect(shortcutOf(press("?", "Digit7"))).toBe("?");
  });

  it("leaves the browser's own shortcuts alone", () => {
    expect(shortcutOf(press("n", "KeyN", { ctrlKey: true }))).toBeNull();
    expect(shortcutOf(press("n", "KeyN", { metaKey: true }))).toBeNull();
  });
});

describe("homeOf", () => {
  it("sends those who only read statistics to the numbers", () => {
    const me = (mayWrite: Me["mayWrite"], statistics: boolean) => ({ mayWrite, statistics }) as Me;
    expect(homeOf(me(["note"], true))).toBe("/queue");
    expect(homeOf(me([], true))).toBe("/numbers");
    expect(homeOf(me([], false))).toBe("/queue");
    expect(homeOf({ ...me([], false), administrator: true })).toBe("/people");
    expect(homeOf({ ...me([], false), oversight: true })).toBe("/oversight");
    expect(homeOf({ ...me([], false), registers: true })).toBe("/registers");
  });
});
