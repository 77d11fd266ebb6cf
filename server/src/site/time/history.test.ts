import { addDays, compare } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { bookOf } from "../testing.ts";
import { around, turnsOf } from "./history.ts";

describe.each(["testland", "kz"])("the turns of the law of %s", (country) => {
  const { law } = bookOf(country);
  const turns = turnsOf(law);

  it("are in order, each with the acts that made it", () => {
    expect(turns.length).toBeGreaterThan(4);
    for (const [index, turn] of turns.entries()) {
      expect(turn.earliest <= turn.latest).toBe(true);
      expect(turn.acts.length).toBeGreaterThan(0);
      const next = turns[index + 1];
      if (next) expect(turn.earliest <= next.earliest).toBe(true);
    }
  });

  it("say what the engine's comparison of the days around them says", () => {
    for (const turn of turns) {
      const before = addDays(turn.earliest, -1);
      // Where two stretches overlap the comparison sees both.
      const alone = turns.every(
        (other) => other === turn || other.latest < turn.earliest || turn.latest < other.earliest,
      );
      if (before < law.pack.coversFrom || !alone) continue;
      const { began, changed, ended } = compare(law, before, turn.latest);
      const ids = (changes: readonly { readonly norm: string }[]) => changes.map(({ norm }) => norm).sort();
      expect([...turn.began].sort(), turn.latest).toEqual(ids(began));
      expect([...turn.changed].sort(), turn.latest).toEqual(ids(changed));
      expect([...turn.ended].sort(), turn.latest).toEqual(ids(ended));
    }
  });

  it("are found around any day", () => {
    for (const turn of turns) {
      expect(around(law, turn.latest).at).toContain(turn);
      expect((around(law, addDays(turn.latest, 1)).before?.latest ?? "") >= turn.latest).toBe(true);
      const after = around(law, addDays(turn.earliest, -1)).after;
      expect(after?.earliest).toBe(turn.earliest);
    }
    expect(around(law, "1000-01-01").before).toBeNull();
    expect(around(law, "9999-12-31").after).toBeNull();
  });
});
