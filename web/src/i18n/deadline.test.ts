import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deadline, duration, type Reader } from "./deadline.ts";
import { type Language, translate } from "./translate.ts";

const reader = (language: Language): Reader => ({
  language,
  zone: "Asia/Almaty",
  t: (key, values) => translate(language, key, values),
});
// 11:10 on 22 November 2026 in Almaty (UTC+5).
const NOW = "2026-11-22T06:10:00Z";

describe("deadline", () => {
  it("says the clock on the wall and what is left", () => {
    expect(deadline("2026-11-22T09:20:00Z", NOW, reader("en"))).toEqual({
      when: "by 14:20 today",
      distance: "in 3 h 10 min",
      late: false,
      soon: true,
    });
  });

  it("tells a day that ends at midnight by the day", () => {
    expect(deadline("2026-11-22T19:00:00Z", NOW, reader("en")).when).toBe("by the end of today");
    expect(deadline("2026-11-23T19:00:00Z", NOW, reader("en")).when).toBe("by the end of tomorrow");
    expect(deadline("2026-11-25T19:00:00Z", NOW, reader("en")).when).toBe("by the end of 25 November");
  });

  it("names the year only when it is another", () => {
    expect(deadline("2024-02-29T08:05:00Z", NOW, reader("en")).when).toBe("by 14:05 on 29 February 2024");
    expect(deadline("2026-03-01T07:05:00Z", NOW, reader("en")).when).toBe("by 12:05 on 1 March");
  });

  it("is late from the very instant on", () => {
    expect(deadline(NOW, NOW, reader("en"))).toMatchObject({ late: true, distance: "0 min late" });
    expect(deadline("2026-11-22T06:10:01Z", NOW, reader("en")).late).toBe(false);
  });

  it("speaks Russian and Kazakh", () => {
    expect(deadline("2026-11-22T09:20:00Z", NOW, reader("ru"))).toMatchObject({
      when: "сегодня до 14:20",
      distance: "осталось 3 ч 10 мин",
    });
    expect(deadline("2026-11-20T04:10:00Z", NOW, reader("kk"))).toMatchObject({
      when: "20 қараша, 09:10 дейін",
      distance: "2 күн 2 сағ кешікті",
    });
  });
});

describe("duration", () => {
  const t = reader("en").t;

  it("uses the two largest units", () => {
    expect([0, 59, 60, 61, 1440, 1500, 1441, 14_400, 15_000].map((minutes) => duration(minutes, t))).toEqual([
      "0 min",
      "59 min",
      "1 h",
      "1 h 1 min",
      "1 d",
      "1 d 1 h",
      "1 d",
      "10 d",
      "10 d",
    ]);
  });

  it("never says more than has passed, and less than a next unit too little", () => {
    const said = (text: string) =>
      [...text.matchAll(/(\d+) (d|h|min)/g)].reduce(
        (sum, [, n, unit]) => sum + Number(n) * { d: 1440, h: 60, min: 1 }[unit as "d" | "h" | "min"],
        0,
      );
    fc.assert(
      fc.property(fc.nat(400_000), (minutes) => {
        const told = said(duration(minutes, t));
        const grain = minutes >= 14_400 ? 1440 : minutes >= 1440 ? 60 : 1;
        expect(told).toBeLessThanOrEqual(minutes);
        expect(minutes - told).toBeLessThan(grain);
      }),
    );
  });
});
