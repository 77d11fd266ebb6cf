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
  const after = (minutes: number) =>
    duration(NOW, Temporal.Instant.from(NOW).add({ minutes }).toString(), reader("en"));
  const between = (from: string, until: string, language: Language) =>
    duration(noonOf(from), noonOf(until), reader(language));
  // By the country's own clock, whose zone was another before 1 March 2024.
  const noonOf = (date: string) =>
    Temporal.PlainDateTime.from(`${date}T12:00`).toZonedDateTime("Asia/Almaty").toInstant().toString();

  it("uses the two largest units", () => {
    expect([-5, 0, 59, 60, 61, 1440, 1500, 1441, 14_400, 15_000].map(after)).toEqual([
      "0 min",
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

  it("counts in months of the calendar beyond sixty days, in years from two on", () => {
    expect(between("2026-01-01", "2026-03-02", "en")).toBe("60 d");
    expect(between("2026-01-01", "2026-03-03", "en")).toBe("2 months");
    expect(between("2026-07-01", "2026-08-31", "en")).toBe("61 d");
    expect(between("2024-11-22", "2026-11-21", "en")).toBe("23 months");
    expect(between("2024-11-22", "2026-11-22", "en")).toBe("2 years");
    expect(between("2022-11-22", "2026-11-22", "en")).toBe("4 years");
  });

  it("has the plurals of Russian, and no plural in Kazakh", () => {
    const russian = [2, 3, 5, 21].map((months) =>
      between("2025-07-01", Temporal.PlainDate.from("2025-07-01").add({ months }).toString(), "ru"),
    );
    expect(russian).toEqual(["2 месяца", "3 месяца", "5 месяцев", "21 месяц"]);
    expect(between("2022-11-22", "2026-11-22", "ru")).toBe("4 года");
    expect(between("2020-11-22", "2026-11-22", "ru")).toBe("6 лет");
    expect(between("2026-08-01", "2026-11-01", "kk")).toBe("3 ай");
    expect(deadline("2022-11-21T06:10:00Z", NOW, reader("kk")).distance).toBe("4 жыл кешікті");
    expect(deadline("2022-11-21T06:10:00Z", NOW, reader("ru")).distance).toBe("просрочено на 4 года");
  });

  it("never says more than has passed, and less than a next unit too little", () => {
    const start = Temporal.Instant.from(NOW).toZonedDateTimeISO("Asia/Almaty");
    const units = { y: "years", m: "months", d: "days", h: "hours", min: "minutes" } as const;
    fc.assert(
      fc.property(fc.nat(4_000_000), (minutes) => {
        const parts = [...after(minutes).matchAll(/(\d+) (min|y|m|d|h)/g)].map(
          ([, n, unit]) => [Number(n), units[unit as keyof typeof units]] as const,
        );
        const told = Object.fromEntries(parts.map(([n, unit]) => [unit, n]));
        const [, last] = parts.at(-1)!;
        // A smaller unit that was nought is left out: it still was looked at.
        const grain =
          last === "days" && (told.days ?? 0) < 10
            ? "hours"
            : last === "hours" && !told.days
              ? "minutes"
              : last;
        const end = start.add({ minutes });
        const atLeast = start.add(told);
        const below = atLeast.add({ [grain]: 1 });
        expect(Temporal.ZonedDateTime.compare(atLeast, end)).toBeLessThanOrEqual(0);
        expect(Temporal.ZonedDateTime.compare(below, end)).toBe(1);
      }),
    );
  });
});
