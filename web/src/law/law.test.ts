import type { Law, SanctionOnDay } from "@arasha/law";
import { compiled, loadCountry } from "@arasha/packs";
import { beforeAll, describe, expect, it } from "vitest";
import { translate } from "../i18n/translate.ts";
import { measuresRecordedAs, sanctionWords, surelyHolds, termWords, wordingsOn } from "./norm-words.ts";

const t = (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]) =>
  translate("en", key, values);

let law: Law;
beforeAll(async () => {
  law = compiled((await loadCountry("testland")).pack);
});

describe("wordingsOn", () => {
  it("shows the wording of the day, both inside a window nobody is sure of, none before the first", () => {
    for (const [id, { wordings }] of law.norms) {
      const [first] = wordings;
      // A norm that so far only a bill would bring has none.
      if (!first) continue;
      expect(wordingsOn(law, id, "1000-01-01").on, id).toEqual([]);
      expect(wordingsOn(law, id, first.begins.latest).on, id).toContain(first);
      const unsure = wordings.find(({ begins }) => begins.earliest < begins.latest);
      if (unsure) {
        expect(wordingsOn(law, id, unsure.begins.earliest).on, id).toContain(unsure);
        expect(surelyHolds(unsure, unsure.begins.earliest), id).toBe(false);
      }
    }
  });

  it("is empty for a norm that is not held", () => {
    expect(wordingsOn(law, "tl.code.999", "2024-01-01")).toEqual({ all: [], on: [] });
  });
});

describe("termWords", () => {
  it("says a time limit with its plural", () => {
    expect(termWords("immediately", t)).toBe("at once");
    expect(termWords({ n: 1, unit: "working-days" }, t)).toBe("within 1 working day");
    expect(termWords({ n: 24, unit: "hours" }, t)).toBe("within 24 hours");
    expect(termWords({ n: 3, unit: "days" }, (key, values) => translate("ru", key, values))).toBe(
      "в течение 3 дней",
    );
    expect(termWords({ n: 21, unit: "days" }, (key, values) => translate("ru", key, values))).toBe(
      "в течение 21 дня",
    );
  });
});

describe("sanctionWords", () => {
  const sanction = (more: Partial<SanctionOnDay>): SanctionOnDay => ({
    kind: "fine",
    imposable: "yes",
    limits: [],
    ...more,
  });
  const say = (more: Partial<SanctionOnDay>) => sanctionWords(sanction(more), "crown", "en", t);

  it("gives the index and, where it is known, the money", () => {
    const amount = { min: 39_320, max: 196_600, mci: 3932, on: "2025-03-01" };
    expect(say({ unit: "mci", min: 10, max: 50, amount })).toBe(
      "fine: 10 to 50 MCI (39,320 to 196,600 crown)",
    );
    expect(say({ unit: "mci", min: 10, max: 10 })).toBe("fine: 10 MCI");
  });

  it("says only the bounds there are", () => {
    expect(say({ kind: "arrest", unit: "days", max: 50 })).toBe("arrest: up to 50 days");
    expect(say({ kind: "arrest", unit: "days", min: 5 })).toBe("arrest: from 5 days");
    expect(say({ kind: "warning" })).toBe("warning");
  });
});

describe("measuresRecordedAs", () => {
  it("offers a measure only while it is in force", () => {
    expect(measuresRecordedAs(law, "protective-order-issued", "1000-01-01")).toEqual([]);
  });
});
