import { type Assessment, assess, type Facts } from "@arasha/law";
import { describe, expect, it } from "vitest";
import { compiled } from "./compiled.ts";
import { countryFolder } from "./head.ts";
import { HEALTH } from "./kz-criminal-health.testing.ts";
import { LIBERTY } from "./kz-criminal-liberty.testing.ts";
import { ADULT, type Incident, PLAIN, parent } from "./kz-criminal-rows.testing.ts";
import { loadPack } from "./load.ts";

/**
 * The special part of the Criminal Code of 2014, article by article and part by part. Both tables were written from the
 * official consolidation and its notes (adilet.zan.kz, K1400000226), not from the pack.
 */
const pack = loadPack(countryFolder("kz"));
const law = compiled(pack);
const CC = "kz.uk-2014";

const PARTS = [...HEALTH, ...LIBERTY];

describe("each part of each article covers its incident and not the nearest one beside it", () => {
  it.each(PARTS.map((row, at) => [`${row[0]}, row ${at + 1}`, ...row] as const))(
    "%s",
    (_, part, inside, outside) => {
      const [article, number] = part.split("#");
      const verdict = (facts: Incident) =>
        assess(law, { date: "2026-05-10", ...facts }).offences.find(
          (one) => one.norm === `${CC}.${article}` && one.part === number,
        )?.verdict ?? "absent";
      expect(verdict(inside), "inside").toBe("applies");
      expect(verdict(outside), "outside").toBe("absent");
    },
  );

  it("holds a row for every part of every wording in force", () => {
    const inForce = pack.norms
      .filter(({ id, kind }) => kind === "offence" && id.startsWith(`${CC}.`))
      .flatMap(({ id, versions }) =>
        versions
          .filter(({ until }) => until === undefined)
          .flatMap(({ parts }) => (parts ?? []).map(({ part }) => `${id.slice(CC.length + 1)}#${part}`)),
      );
    const told = new Set(PARTS.map(([part]) => part));
    expect(inForce.filter((part) => !told.has(part))).toEqual([]);
  });
});

/** The laws named in the official note under each article, in order; the code itself first. */
const HISTORY: Readonly<Record<string, readonly string[]>> = {
  "99": ["226-V", "292-VI", "72-VIII"],
  "100": ["226-V"],
  "101": ["226-V"],
  "102": ["226-V"],
  "104": ["226-V"],
  "105": ["226-V", "72-VIII", "210-VIII"],
  "106": ["226-V", "292-VI", "131-VII", "212-VII", "72-VIII"],
  "107": ["226-V", "180-VI", "212-VII", "72-VIII"],
  "108": ["226-V"],
  "108-1": ["72-VIII"],
  "109": ["226-V"],
  "109-1": ["72-VIII"],
  "110": ["226-V", "180-VI", "292-VI", "212-VII", "72-VIII"],
  "111": ["226-V", "180-VI"],
  "112": ["226-V", "180-VI"],
  "114": ["226-V", "180-VI"],
  "115": ["226-V", "180-VI"],
  "115-1": ["210-VIII"],
  "119": ["226-V"],
  "120": ["226-V", "240-VI", "292-VI", "393-VI", "72-VIII"],
  "121": ["226-V", "240-VI", "292-VI", "393-VI", "72-VIII"],
  "121-1": ["72-VIII"],
  "122": ["226-V", "111-VIII"],
  "123": ["226-V", "240-VI", "292-VI", "393-VI"],
  "124": ["226-V", "240-VI", "393-VI", "72-VIII"],
  "125": ["226-V", "292-VI", "72-VIII", "210-VIII"],
  "125-1": ["210-VIII"],
  "126": ["226-V", "292-VI", "72-VIII"],
  "128": ["226-V", "292-VI", "111-VIII"],
  "130": ["226-V"],
  "131": ["226-V", "94-VIII"],
  "133": ["226-V", "180-VI", "292-VI"],
  "135": ["226-V", "292-VI", "111-VIII"],
  "139": ["226-V", "180-VI"],
  "140": ["226-V", "180-VI", "240-VI", "210-VIII"],
  "142": ["226-V", "180-VI"],
};

describe("each amending law of the official note begins a wording", () => {
  it.each(Object.entries(HISTORY))("article %s", (article, laws) => {
    const norm = pack.norms.find(({ id }) => id === `${CC}.${article}`);
    expect(norm?.versions.map(({ from }) => from)).toEqual(laws.map((one) => `kz.${one}`));
  });

  it("no offence of the code is without a row", () => {
    const ids = pack.norms
      .filter(({ id, kind }) => kind === "offence" && id.startsWith(`${CC}.`))
      .map(({ id }) => id.slice(CC.length + 1));
    expect(ids.filter((id) => HISTORY[id] === undefined)).toEqual([]);
  });

  it.each([
    ["105", ["incitement-to-suicide"], "2024-06-15", "kz.226-V", "2024-06-16", "kz.72-VIII"],
    ["106", ["torment"], "2024-06-15", "kz.212-VII", "2024-06-16", "kz.72-VIII"],
    ["125", ["abduction"], "2025-09-15", "kz.72-VIII", "2025-09-16", "kz.210-VIII"],
    ["140", ["child-abuse"], "2025-09-15", "kz.240-VI", "2025-09-16", "kz.210-VIII"],
    ["120", ["rape"], "2019-12-31", "kz.240-VI", "2020-02-01", "kz.292-VI"],
    ["110", ["torment"], "2019-12-31", "kz.180-VI", "2020-02-01", "kz.292-VI"],
    ["115", ["threat-of-death-or-grave-harm"], "2018-07-22", "kz.226-V", "2018-09-01", "kz.180-VI"],
    ["122", ["sexual-acts-with-minor"], "2024-09-03", "kz.226-V", "2024-10-01", "kz.111-VIII"],
  ] as const)(
    "article %s answers %s of %s from %s, of %s from %s",
    (article, acts, eve, before, day, after) => {
      const wording = (date: string) => {
        const facts: Facts = {
          date,
          acts,
          harm: article === "106" ? "grave" : "none",
          ...parent,
          victim: { age: 12 },
        };
        return new Set(
          assess(law, facts)
            .offences.filter(({ norm }) => norm === `${CC}.${article}`)
            .map((one) => one.wording),
        );
      };
      expect([...wording(eve)]).toEqual([before]);
      expect([...wording(day)]).toEqual([after]);
    },
  );

  it.each([
    ["121-1", "2024-06-15", "2024-06-16", ["sexual-harassment"]],
    ["115-1", "2025-09-15", "2025-09-16", ["stalking"]],
    ["125-1", "2025-09-15", "2025-09-16", ["forced-marriage"]],
    ["108-1", "2024-06-15", "2024-06-16", ["bodily-harm"]],
    ["109-1", "2024-06-15", "2024-06-16", ["battery"]],
  ] as const)("article %s is not there on %s and is on %s", (article, eve, day, acts) => {
    const there = (date: string) =>
      assess(
        law,
        { date, acts, harm: "light", victim: { age: 12 }, circumstances: { substantialHarm: true } },
        { all: true },
      ).offences.some(({ norm }) => norm === `${CC}.${article}`);
    expect([there(eve), there(day)]).toEqual([false, true]);
  });
});

/** Article 32 of the Criminal Procedure Code as it stands: what is not named in its lists is public. */
const PRIVATE = ["114#1", "114#2", "123#1", "131#1", "131#2"];
const PRIVATE_PUBLIC = [
  "108-1#1",
  "109-1#1",
  "110#1",
  "115#1",
  "115-1#1",
  "120#1",
  "121#1",
  "121-1#1",
  "125-1#1",
  "126#1",
  "139#1",
];

describe("how the case starts, who has it, whether it ends and lapses", () => {
  const inForce = pack.norms
    .filter(({ id, kind }) => kind === "offence" && id.startsWith(`${CC}.`))
    .flatMap(({ id, versions }) =>
      versions
        .filter(({ until }) => until === undefined)
        .flatMap(({ parts }) =>
          (parts ?? []).map((part) => ({ key: `${id.slice(CC.length + 1)}#${part.part}`, part })),
        ),
    );
  const keys = (test: (part: (typeof inForce)[number]["part"]) => boolean) =>
    inForce
      .filter(({ part }) => test(part))
      .map(({ key }) => key)
      .sort();

  it("names the private and the private-public parts of article 32 and no other", () => {
    expect(keys(({ prosecution }) => prosecution.mode === "private")).toEqual([...PRIVATE].sort());
    expect(keys(({ prosecution }) => prosecution.mode === "private-public")).toEqual(
      [...PRIVATE_PUBLIC].sort(),
    );
    expect(
      keys(({ prosecution }) => !["private", "private-public", "public"].includes(prosecution.mode)),
    ).toEqual([]);
  });

  it("never lapses: sexual crimes against minors and particularly grave crimes against the person, article 71 (6)", () => {
    const sexual = ["122#1", "122#3", "122#4", "123#2", "124#1", "124#2", "124#3"];
    const violent = ["120", "121"].flatMap((article) =>
      ["3", "3-1", "3-2", "4"].map((part) => `${article}#${part}`),
    );
    const person = ["99#1", "99#2", "99#3", "125#3", "128#4"];
    expect(keys(({ limitation }) => limitation === "never")).toEqual(
      [...sexual, ...violent, ...person].sort(),
    );
  });

  it("a ban for life and a ban for years are additional penalties of the articles that name them", () => {
    const banned = keys(
      ({ sanctions }) =>
        sanctions !== "unknown" &&
        sanctions.some(({ kind, additional }) => kind === "disqualification" && additional),
    );
    const violent = ["120", "121"].flatMap((article) =>
      ["3", "3-1", "3-2"].map((part) => `${article}#${part}`),
    );
    expect(banned).toEqual(
      [
        ...violent,
        ...[
          "121-1#1",
          "122#1",
          "122#3",
          "122#4",
          "123#2",
          "124#1",
          "124#2",
          "124#3",
          "133#2",
          "133#3",
          "140#2",
          "140#3",
        ],
      ].sort(),
    );
  });

  it("no part in force is without a body that prepares and one that decides", () => {
    expect(keys(({ competent }) => competent === "unknown")).toEqual([]);
  });

  it.each([
    ["murder is never reconciled", ["murder"], {}, "99#1", "none", "no"],
    ["torment of an adult is", ["torment"], {}, "110#1", "ends", "no"],
    [
      "medium harm to a child by an adult is not",
      ["bodily-harm"],
      { harm: "medium", victim: { age: 9 } },
      "107#2",
      "ends",
      "yes",
    ],
    [
      "coercion of a minor by an adult is not",
      ["sexual-coercion"],
      { victim: { age: 15 } },
      "123#2",
      "ends",
      "yes",
    ],
    [
      "holding a child is not",
      ["deprivation-of-liberty"],
      { victim: { age: 15 } },
      "126#3",
      "may-release",
      "yes",
    ],
    ["harassment of a child is", ["sexual-harassment"], { victim: { age: 15 } }, "121-1#1", "ends", "no"],
    ["trafficking is not", ["trafficking"], {}, "128#1", "none", "no"],
  ] as const)("%s", (_, acts, more, part, effect, barred) => {
    const [article, number] = part.split("#");
    const facts: Facts = {
      date: "2026-05-10",
      acts,
      harm: "none",
      respondent: { age: 40, entrusted: false },
      relation: "none",
      circumstances: PLAIN,
      ...more,
      victim: { ...ADULT, ...("victim" in more ? more.victim : {}) },
    };
    const { reconciliation } = found(assess(law, facts), `${CC}.${article}`, number);
    expect([reconciliation.effect, reconciliation.barred]).toEqual([effect, barred]);
  });

  it("a crime of negligence is of minor gravity however long its penalty", () => {
    const facts: Facts = {
      date: "2026-05-10",
      acts: ["negligent-harm"],
      harm: "death",
      circumstances: { severalVictims: true },
    };
    expect(found(assess(law, facts), `${CC}.104`, "2").gravity).toBe("minor");
  });
});

function found(answer: Assessment, norm: string, part: string | undefined) {
  const one = answer.offences.find((each) => each.norm === norm && each.part === part);
  if (one === undefined)
    throw new Error(`${norm}#${part} is not answered: ${answer.offences.map((each) => each.norm)}`);
  return one;
}
