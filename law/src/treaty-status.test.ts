import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type DateText } from "./date.ts";
import type { Dated, Participant, Participation } from "./participation.ts";
import {
  checkCount,
  countsOn,
  countsOverTime,
  firstInForce,
  firstOfMonthAfter,
  inForceByRule,
  invitationOn,
  reservationOn,
  standOf,
  treatyStatus,
} from "./treaty-status.ts";

const text = { kk: "қ", ru: "р", en: "e" };
const dated = (date: DateText): Dated => ({ date, confirmed: "day", sources: ["s"] });

function treaty(participants: readonly Participant[]): Participation {
  return {
    id: "made-up",
    title: text,
    cited: "MU 1",
    adopted: "2000-01-01",
    opened: "2000-01-01",
    knownUntil: "2020-12-31",
    entryIntoForce: { article: "7", consents: 2, ofMembers: 1, after: "P3M" },
    denunciation: { article: "8", after: "P3M" },
    reservations: { article: "9", period: "P5Y", permitted: [{ article: "3" }], note: text },
    sources: [{ id: "s", title: "S", url: "https://s.example", confidence: "official" }],
    participants: [...participants],
    counts: [],
  };
}

const bare = (code: string): Participant => ({
  code,
  standing: "member",
  reservations: [],
  path: [],
  gaps: [],
});

/** What became of one participant, in days from the first of 2000, each after the one before; null where it never did. */
const life = fc
  .tuple(
    fc.constantFrom("member" as const, "organisation" as const),
    fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 0, maxLength: 4 }),
  )
  .map(([standing, steps]) => {
    const days = steps.map((_, at) =>
      addDays(
        "2000-01-01",
        steps.slice(0, at + 1).reduce((a, b) => a + b),
      ),
    );
    return { standing, days };
  });

const lives = fc.array(life, { maxLength: 12 }).map((all) =>
  all.map(
    ({ standing, days: [signed, ratified, force, left] }, at): Participant => ({
      ...bare(`X${String.fromCharCode(65 + at)}`),
      standing,
      ...(signed !== undefined && { signature: dated(signed) }),
      ...(ratified !== undefined && { ratification: dated(ratified) }),
      ...(force !== undefined && { inForce: dated(force) }),
      ...(left !== undefined && { denunciation: { notified: dated(left), effective: dated(left) } }),
    }),
  ),
);
const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays("2000-01-01", n));

describe("the status of a treaty on a day", () => {
  it("is that of a clerk who opens the post day by day and moves cards between boxes", () => {
    fc.assert(
      fc.property(lives, day, (participants, on) => {
        const { states, organisations } = treatyStatus(treaty(participants), on);
        for (const [standing, counted] of [
          ["member", states],
          ["organisation", organisations],
        ] as const) {
          const boxes = clerk(
            participants.filter((one) => one.standing === standing),
            on,
          );
          expect(counted).toEqual(boxes);
        }
      }),
    );
  });

  it("never forgets a ratification, and keeps its boxes inside one another", () => {
    fc.assert(
      fc.property(lives, day, day, (participants, one, other) => {
        const [early, late] = [one, other].sort() as [DateText, DateText];
        const [before, after] = [early, late].map((on) => treatyStatus(treaty(participants), on).states);
        expect(after?.everRatified).toEqual(expect.arrayContaining([...(before?.everRatified ?? [])]));
        const { signedOnly = [], everRatified = [], party = [], inForce = [] } = after ?? {};
        expect(everRatified).toEqual(expect.arrayContaining([...party]));
        expect(party).toEqual(expect.arrayContaining([...inForce]));
        expect(everRatified.filter((code) => signedOnly.includes(code))).toEqual([]);
        expect([...everRatified]).toEqual([...everRatified].sort());
      }),
    );
  });

  it("changes on the days of the line and on no other", () => {
    fc.assert(
      fc.property(lives, day, (participants, on) => {
        const held = treaty(participants);
        const last = countsOverTime(held).findLast((turn) => turn.on <= on);
        const { states, organisations } = countsOn(held, last?.on ?? "1999-12-31");
        expect(countsOn(held, on)).toEqual({ on, states, organisations });
      }),
    );
  });

  it("says of each participant the furthest it came", () => {
    const acceded = {
      ...bare("XA"),
      signature: dated("2001-05-05"),
      ratification: dated("2002-01-31"),
      inForce: dated("2002-05-01"),
    };
    const gone = {
      ...acceded,
      denunciation: { notified: dated("2003-02-10"), effective: dated("2003-06-01") },
    };
    const on = ["2001-05-04", "2001-05-05", "2002-01-31", "2002-05-01", "2003-05-31", "2003-06-01"];
    expect(on.map((date) => standOf(gone, date))).toEqual([
      "none",
      "signed",
      "deposited",
      "in-force",
      "in-force",
      "left",
    ]);
  });
});

/** Cards in boxes: each act moves or adds a card on its day. */
function clerk(participants: readonly Participant[], on: DateText) {
  const boxes = {
    signedOnly: new Set<string>(),
    everRatified: new Set<string>(),
    party: new Set<string>(),
    inForce: new Set<string>(),
  };
  const post = participants
    .flatMap(({ code, signature, ratification, inForce, denunciation }) => [
      { date: signature?.date, move: () => boxes.signedOnly.add(code) },
      {
        date: ratification?.date,
        move: () => [boxes.signedOnly.delete(code), boxes.everRatified.add(code), boxes.party.add(code)],
      },
      { date: inForce?.date, move: () => boxes.inForce.add(code) },
      {
        date: denunciation?.effective.date,
        move: () => [boxes.party.delete(code), boxes.inForce.delete(code)],
      },
    ])
    .filter(({ date }) => date !== undefined && date <= on)
    .sort((a, b) => (a.date ?? "").localeCompare(b.date ?? ""));
  for (const { move } of post) move();
  return Object.fromEntries(Object.entries(boxes).map(([name, cards]) => [name, [...cards].sort()]));
}

describe("the day something takes effect", () => {
  it.each([
    ["2014-07-01", "2014-11-01"],
    ["2014-04-23", "2014-08-01"],
    ["2014-06-30", "2014-10-01"],
    ["2011-11-30", "2012-03-01"],
    ["2021-03-22", "2021-07-01"],
  ])("%s and three months: %s", (deposited, effective) => {
    expect(firstOfMonthAfter(deposited, "P3M")).toBe(effective);
  });

  it("waits for enough consents, and enough of members", () => {
    const outsider = { ...bare("XA"), standing: "organisation" as const, ratification: dated("2001-01-15") };
    const second = { ...outsider, code: "XB", ratification: dated("2001-02-15") };
    const member = { ...bare("XC"), ratification: dated("2002-02-10") };
    expect(firstInForce(treaty([outsider, second]))).toBeNull();
    expect(inForceByRule(treaty([outsider, second]), "2001-01-15")).toBeNull();
    expect(firstInForce(treaty([outsider, second, member]))).toBe("2002-06-01");
    expect(inForceByRule(treaty([outsider, member]), "2001-01-15")).toBe("2002-06-01");
    expect(inForceByRule(treaty([outsider, member]), "2003-12-31")).toBe("2004-04-01");
  });
});

describe("an invitation", () => {
  const invitation = {
    decided: dated("2020-04-22"),
    until: { earliest: "2025-04-22", latest: "2025-04-23" },
    sources: ["s"],
    extensions: [
      {
        decided: { earliest: "2025-09-01", latest: "2025-09-30" },
        until: "2027-04-23",
        outcome: "unconfirmed" as const,
        text,
        sources: ["s"],
      },
    ],
  };
  const on = (days: readonly DateText[], given = invitation as Parameters<typeof invitationOn>[0]) =>
    days.map((date) => invitationOn(given, date));

  it("is never said to hold where that is not established", () => {
    expect(on(["2020-04-21", "2020-04-22", "2025-04-22", "2025-04-23", "2025-04-24", "2025-08-31"])).toEqual([
      "none",
      "valid",
      "valid",
      "not-established",
      "expired",
      "expired",
    ]);
    expect(on(["2025-09-01", "2027-04-23", "2027-04-24"])).toEqual([
      "not-established",
      "not-established",
      "expired",
    ]);
  });

  it("holds longer when prolonged, and no longer when that was refused", () => {
    const with_ = (outcome: "granted" | "refused") => ({
      ...invitation,
      extensions: invitation.extensions.map((one) => ({ ...one, outcome })),
    });
    expect(on(["2026-01-01"], with_("granted"))).toEqual(["valid"]);
    expect(on(["2026-01-01"], with_("refused"))).toEqual(["expired"]);
  });

  it("shows in where somebody stands, until it signs", () => {
    const invited = { ...bare("XA"), standing: "other" as const, invitation };
    expect(["2021-01-01", "2025-06-01", "2026-01-01"].map((date) => standOf(invited, date))).toEqual([
      "invited",
      "none",
      "perhaps-invited",
    ]);
    const acceded = { ...invited, ratification: dated("2021-06-01"), inForce: dated("2021-10-01") };
    expect(standOf(acceded, "2026-01-01")).toBe("in-force");
  });
});

describe("a reservation", () => {
  const periods = [dated("2014-08-01"), dated("2019-08-01")];
  const on = (date: DateText, ended?: "withdrawn" | "lapsed") =>
    reservationOn(
      treaty([]),
      { articles: ["3"], text, periods, ...(ended && { ended: { ...dated("2020-01-15"), how: ended } }) },
      date,
    );

  it("holds five years at a time, and then only if it was renewed", () => {
    expect(on("2014-07-31")).toBe("not-yet");
    expect([on("2014-08-01"), on("2019-07-31"), on("2019-08-01"), on("2024-07-31")]).toEqual(
      Array(4).fill("in-force"),
    );
    expect(on("2024-08-01")).toBe("not-established");
  });

  it("ends when it is withdrawn or lapses", () => {
    expect([
      on("2020-01-14", "withdrawn"),
      on("2020-01-15", "withdrawn"),
      on("2030-01-01", "lapsed"),
    ]).toEqual(["in-force", "withdrawn", "lapsed"]);
  });
});

describe("a published count", () => {
  const held = treaty([
    { ...bare("XA"), ratification: dated("2001-01-01"), inForce: dated("2001-05-01") },
    {
      ...bare("XB"),
      ratification: dated("2001-01-01"),
      inForce: dated("2001-05-01"),
      denunciation: { notified: dated("2002-01-01"), effective: dated("2002-05-01") },
    },
    {
      ...bare("XC"),
      standing: "organisation",
      members: ["XA"],
      ratification: dated("2001-01-01"),
      inForce: dated("2001-05-01"),
    },
  ]);
  const check = (value: number, more: object) =>
    checkCount(held, { on: "2003-01-01", value, of: "states", said: text, sources: ["s"], ...more });

  it("is held against its own way of counting, and told which give its number", () => {
    expect(check(2, { measure: "party" })).toMatchObject({ matches: false, fits: ["everRatified"] });
    expect(check(2, {})).toMatchObject({ matches: true, fits: ["everRatified"] });
    expect(check(2, { of: "states-and-organisations" }).fits).toEqual(["party", "inForce"]);
    expect(check(1, { measure: "everRatified", within: "XC" })).toMatchObject({ matches: true });
    expect(check(5, {})).toMatchObject({ matches: false, fits: [] });
  });
});
