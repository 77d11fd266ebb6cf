import type { Limit } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../i18n/translate.ts";
import { sentence } from "./limits.tsx";

const limit = (when: Limit["when"], to: string, perhapsOurs = false): Limit => ({
  norm: `xx.act.${to}`,
  title: { kk: "a", ru: "b", en: "c" },
  answer: when === "depends" ? "depends" : "must",
  to: [to],
  within: "immediately",
  about: "child",
  consent: "not-asked",
  perhapsOurs,
  missing: [],
  source: [],
  when,
});
const name = (kind: string) => kind.toUpperCase();

describe("what is said before the first question", () => {
  it("names each body once, by the widest reason, and what is not settled apart", () => {
    const said = sentence(
      [
        limit("depends", "police"),
        limit("child", "guardianship"),
        limit("always", "police"),
        limit("depends", "prosecutor", true),
      ],
      "en",
      name,
    );
    expect(said).toBe(
      "What you tell me I pass on only with your consent. There are exceptions, and I say them before you begin. " +
        "By law I must, without asking you, tell: POLICE. " +
        "If a child was hurt or is in danger, by law I must tell: GUARDIANSHIP. " +
        "It may be that I also have to tell: PROSECUTOR. " +
        "If somebody’s life is in danger, I call for help. You need not answer any question, and you can stop at any time.",
    );
  });

  it("says in every language that life comes first and that no answer is owed, whatever the law asks", () => {
    for (const language of LANGUAGES) {
      const bare = sentence([], language, name);
      expect(sentence([limit("child", "guardianship")], language, name)).toContain("GUARDIANSHIP");
      expect(bare.split(/(?<=[.!?]) /).length).toBe(4);
    }
  });
});
