import { loadCountry } from "@arasha/packs";
import { OpenCase } from "@arasha/server/contract";
import { describe, expect, it } from "vitest";
import { draftOf, formOf } from "./autosave.ts";
import { childrenOf } from "./children.ts";
import { keyAction } from "./chips.tsx";
import { emptyForm, type IntakeForm, isTouched, lackingOf, openCaseOf } from "./form.ts";

const empty = emptyForm({
  submission: "7d444840-9dc0-41d1-b245-5ffdce74fad2",
  date: "2026-11-22",
  channel: "hotline",
});

const ASKED = { language: "ru", until: "2026-12-22T18:59:59Z" } as const;

describe("openCaseOf", () => {
  it("asks for nothing but place: a call of one answer is a report the service takes", () => {
    const report = openCaseOf({ ...empty, place: "XX-1" }, ASKED);
    expect(OpenCase.parse(report)).toEqual({
      report: { channel: "hotline", place: "XX-1", reportedBy: "anonymous" },
      referrals: [],
    });
  });

  it("carries everything that was said, coded and sealed apart", () => {
    const form: IntakeForm = {
      ...empty,
      place: "XX-1",
      reportedBy: "survivor",
      safeContact: "call",
      safeContactNote: " mornings ",
      answers: { acts: ["battery"], "victim.age": 34, "victim.sex": "female", "respondent.sex": "male" },
      flags: { weapon: "yes" },
      judgement: "high",
      account: "He hit me.",
      survivor: { name: "A. B.", personalNumber: "", phone: "", address: " " },
      servesIn: "xx.police",
      childrenAges: "4, 04.05.2015",
      referrals: [
        {
          to: "shelter",
          agency: "xx.shelter",
          purpose: "shelter",
          ground: { kind: "consent", language: "kk", method: "spoken" },
          classes: ["identity", "child/p4"],
          until: "2026-06-08T18:59:59Z",
          children: [{ child: "p4", by: "p1", assent: "given" }],
        },
      ],
      limits: { said: "said", language: "kk" },
      parents: { survivor: "yes", respondent: "unknown" },
    };
    const [childhood = null] = loadCountry("testland").childhood;
    const sent = OpenCase.parse(openCaseOf(form, ASKED, childhood));
    expect(sent.report.limits).toEqual({ said: "said", language: "kk" });
    expect(sent.report.sealed).toEqual({ account: "He hit me." });
    expect(sent.safeContact).toMatchObject({
      body: { channel: "call", hours: [], says: { kind: "nothing" }, ...ASKED },
      sealed: { note: "mornings" },
    });
    expect(sent.persons).toEqual({
      body: {
        persons: [
          { id: "p1", role: "survivor", age: 34, sex: "female" },
          { id: "p2", role: "respondent", servesIn: "xx.police", sex: "male" },
          // Of an age the band is kept; of a date of birth the service says it.
          { id: "p3", role: "child", band: "0-5" },
          { id: "p4", role: "child" },
        ],
        relations: ["p3", "p4"].map((child) => ({
          child,
          adult: "p1",
          relation: "parent",
          represents: "yes",
        })),
      },
      sealed: {
        persons: [
          { id: "p1", name: "A. B." },
          { id: "p4", born: "2015-05-04" },
        ],
      },
    });
    expect(sent.riskCheck?.body).toEqual({ flags: { weapon: "yes" }, judgement: "high" });
    expect(sent.facts?.acts).toEqual(["battery"]);
    expect(sent.referrals[0]?.children).toEqual([{ child: "p4", by: "p1", assent: "given" }]);
  });

  it("knows a survivor who is a child herself: her band is told, and she represents nobody", () => {
    const [childhood = null] = loadCountry("testland").childhood;
    const form: IntakeForm = {
      ...empty,
      answers: { "victim.age": 15 },
      childrenAges: "1",
      parents: { survivor: "yes", respondent: null },
    };
    expect(openCaseOf(form, ASKED, childhood).persons?.body).toEqual({
      persons: [
        { id: "p1", role: "survivor", age: 15, band: "15-17" },
        { id: "p3", role: "child", band: "0-5" },
      ],
    });
  });

  it("does not invent a judgement of danger where signs were asked and none was given", () => {
    expect(openCaseOf({ ...empty, flags: { weapon: "no" } }, ASKED).riskCheck?.body.judgement).toBe(
      "not-established",
    );
    expect(openCaseOf(empty, ASKED).riskCheck).toBeUndefined();
  });
});

describe("lackingOf", () => {
  it("names the one thing that keeps the report back", () => {
    expect(lackingOf(empty)).toBe("intake.needLimits");
    const begun = { ...empty, limits: { said: "no-time", language: "ru" } as const };
    expect(lackingOf(begun)).toBe("intake.needPlace");
    const referral = {
      to: "police",
      agency: "xx.police",
      purpose: "",
      classes: [],
      children: [],
      until: null,
    };
    const ground = { kind: "norm", norm: "", notice: "told" } as const;
    const form = { ...begun, place: "XX-1", referrals: [{ ...referral, ground }] };
    expect(lackingOf(form)).toBe("intake.needPurpose");
    expect(lackingOf({ ...form, referrals: [{ ...referral, purpose: "safety", ground }] })).toBe(
      "intake.needNorm",
    );
    const ungrounded = { ...referral, purpose: "safety", ground: null };
    expect(lackingOf({ ...form, referrals: [ungrounded] })).toBe("intake.needGround");
    expect(openCaseOf({ ...form, referrals: [ungrounded] }, ASKED).referrals).toEqual([]);
    const agreed = { kind: "consent", language: "kk", method: "spoken" } as const;
    const endless = { ...referral, purpose: "safety", ground: agreed };
    expect(lackingOf({ ...form, referrals: [endless] })).toBe("intake.needUntil");
    expect(lackingOf({ ...form, referrals: [{ ...endless, until: "2026-06-08T18:59:59Z" }] })).toBeNull();
    expect(lackingOf({ ...form, referrals: [] })).toBeNull();
    const opening = { ...endless, until: "2026-06-08T18:59:59Z", classes: ["child/p3"] as const };
    const child = { id: "p3", label: "", herself: false, by: [], word: "asked", nobody: "" } as const;
    expect(lackingOf({ ...form, referrals: [opening] }, () => [child])).toBe("intake.needChild");
    const agreedFor = [{ child: "p3", by: "p1", assent: "given" as const }];
    expect(
      lackingOf({ ...form, referrals: [{ ...opening, children: agreedFor }] }, () => [child]),
    ).toBeNull();
  });
});

describe("childrenOf", () => {
  it("reads ages and dates of birth, and names what is neither", () => {
    expect(childrenOf("4, 9;12 0").children).toEqual([4, 9, 12, 0].map((age) => ({ age })));
    expect(childrenOf("2015-05-04 4.5.2015").children).toEqual([
      { born: "2015-05-04" },
      { born: "2015-05-04" },
    ]);
    expect(childrenOf("4 two 130 -1 31.02.2015")).toEqual({
      children: [{ age: 4 }],
      bad: ["two", "130", "-1", "31.02.2015"],
    });
  });
});

describe("the draft", () => {
  it("comes back as it was kept, through JSON", () => {
    const form = { ...empty, place: "XX-1", flags: { weapon: "yes" as const } };
    expect(formOf(JSON.parse(JSON.stringify(draftOf(form))), empty)).toEqual(form);
  });

  it("of another version, or none, is not half read", () => {
    expect(formOf({ version: 0, form: { place: "XX-1" } }, empty)).toBeNull();
    expect(formOf(null, empty)).toBeNull();
  });

  it("of an untouched form is not worth keeping, whatever its key", () => {
    expect(isTouched({ ...empty, submission: "other" }, empty)).toBe(false);
    expect(isTouched({ ...empty, place: "XX-1" }, empty)).toBe(true);
  });
});

describe("keyAction", () => {
  const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

  it("chooses by number, moves round by arrow, takes back by Delete", () => {
    expect(keyAction(press("2"), 3, 0)).toEqual({ kind: "choose", index: 1 });
    expect(keyAction(press("ArrowLeft"), 3, 0)).toEqual({ kind: "move", index: 2 });
    expect(keyAction(press("ArrowDown"), 3, 2)).toEqual({ kind: "move", index: 0 });
    expect(keyAction(press("Delete"), 3, 0)).toEqual({ kind: "clear" });
  });

  it("leaves alone a number with no option, Tab, and anything with Ctrl", () => {
    expect(keyAction(press("4"), 3, 0)).toBeNull();
    expect(keyAction(press("Tab"), 3, 0)).toBeNull();
    expect(keyAction(press("1", { ctrlKey: true }), 3, 0)).toBeNull();
  });
});
