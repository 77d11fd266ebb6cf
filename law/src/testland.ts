import { compile, type Law } from "./compile.ts";
import { Pack, type Text } from "./norm.ts";

/**
 * Testland, a country that does not exist: a small pack with one of everything the engine must handle. Only tests
 * use it. Its clock is that of Almaty, because a day of 25 hours (29 February 2024) is wanted.
 */
export function testland(change: (pack: PackInput) => PackInput = (pack) => pack): Pack {
  return Pack.parse(change(structuredClone(raw)));
}

/** Testland, compiled. */
export function testlandLaw(change?: (pack: PackInput) => PackInput): Law {
  return compile(testland(change));
}

export type PackInput = typeof raw;

function text(en: string): Text {
  return { kk: `kk ${en}`, ru: `ru ${en}`, en };
}

const sources = [
  { title: "Gazette of Testland", url: "https://law.testland.example/gazette", confidence: "official" },
];
const said = { summary: text("In short"), sources, text: "known" };
const plain = { prosecution: { mode: "public" }, reconciliation: { effect: "none" } };
const fine = (min: number, max: number) => ({ kind: "fine", unit: "mci", min, max });
const arrest = (max: number) => ({ kind: "arrest", unit: "days", max });
const family = { defined: "tl.dv.family" };
const batteryAtHome = { all: [{ act: "battery" }, family] };

const amendment = (id: string, inForce: unknown, status = "law") => ({
  id,
  title: text(id),
  inForce,
  status,
  sources,
});

const definitions = [
  {
    id: "tl.dv.family",
    kind: "definition",
    title: text("Family"),
    versions: [
      { ...said, from: "first", until: "reform", when: { fact: "relation", in: ["spouse", "ex-spouse"] } },
      { ...said, from: "reform", when: { fact: "relation", in: ["spouse", "ex-spouse", "partner"] } },
    ],
  },
];

const offences = [
  {
    id: "tl.cc.battery",
    kind: "offence",
    title: text("Battery"),
    versions: [
      {
        ...said,
        from: "first",
        until: "softening",
        parts: [
          { ...plain, part: "1", class: "misdemeanour", when: { act: "battery" }, sanctions: [arrest(30)] },
        ],
      },
    ],
  },
  {
    id: "tl.pc.battery",
    kind: "offence",
    title: text("Battery at home"),
    versions: [
      {
        ...said,
        from: "softening",
        until: "reform",
        parts: [
          { ...plain, part: "1", class: "administrative", when: batteryAtHome, sanctions: [fine(5, 10)] },
        ],
      },
    ],
  },
  {
    id: "tl.cc.home-battery",
    kind: "offence",
    title: text("Battery in the family"),
    versions: [
      {
        ...said,
        from: "reform",
        parts: [
          {
            ...plain,
            part: "1",
            class: "misdemeanour",
            when: batteryAtHome,
            sanctions: [fine(20, 80), arrest(50)],
          },
          {
            ...plain,
            part: "2",
            class: "crime",
            when: { all: [batteryAtHome, { fact: "victim.pregnant", is: true }] },
            overrides: ["1"],
            sanctions: [{ kind: "deprivation-of-liberty", unit: "months", max: 24 }],
          },
        ],
      },
    ],
  },
  {
    id: "tl.pc.quarrel",
    kind: "offence",
    title: text("Quarrel at home"),
    versions: [
      {
        ...said,
        from: "first",
        parts: [
          {
            ...plain,
            part: "1",
            class: "administrative",
            when: { all: [{ any: [{ act: "insult" }, { act: "humiliation" }] }, family] },
            sanctions: [
              { kind: "warning" },
              {
                ...arrest(5),
                when: { fact: "respondent.exemptFromArrest", is: false },
              },
            ],
            reconciliation: { effect: "ends", barredWhen: { fact: "reconciliation.before", atLeast: 1 } },
          },
          {
            ...plain,
            part: "2",
            class: "administrative",
            when: {
              all: [
                { any: [{ act: "insult" }, { act: "humiliation" }] },
                family,
                { penalisedWithin: "P1Y", for: ["tl.pc.quarrel"] },
              ],
            },
            overrides: ["1"],
            sanctions: [fine(5, 5), arrest(10)],
          },
        ],
      },
    ],
  },
  {
    id: "tl.cc.stalking",
    kind: "offence",
    title: text("Stalking"),
    versions: [
      {
        ...said,
        from: "stalking-act",
        parts: [
          { ...plain, part: "1", class: "crime", when: { act: "stalking" }, sanctions: [fine(200, 200)] },
        ],
      },
    ],
  },
  {
    id: "tl.pc.breach",
    kind: "offence",
    title: text("Breach of a protective order"),
    versions: [
      {
        ...said,
        text: "unknown",
        from: "first",
        until: "reform",
        when: { act: "breach-of-protective-order" },
      },
      {
        ...said,
        text: "partly",
        from: "reform",
        parts: [
          {
            ...plain,
            part: "1",
            class: "administrative",
            when: { act: "breach-of-protective-order" },
            sanctions: "unknown",
          },
        ],
      },
    ],
  },
  {
    id: "tl.cc.harm",
    kind: "offence",
    title: text("Bodily harm"),
    versions: [
      {
        ...said,
        from: "first",
        parts: [
          {
            ...plain,
            part: "1",
            class: "crime",
            when: { all: [{ act: "bodily-harm" }, { fact: "harm", atLeast: "light" }] },
            overrides: ["tl.cc.home-battery"],
            sanctions: [{ kind: "restriction-of-liberty", unit: "months", max: 12 }],
          },
        ],
      },
    ],
  },
];

const others = [
  {
    id: "tl.cc.in-time",
    kind: "general",
    title: text("Law in time"),
    versions: [{ ...said, from: "first" }],
  },
  {
    id: "tl.pc.no-arrest",
    kind: "general",
    title: text("Arrest is suspended"),
    versions: [
      {
        ...said,
        from: "first",
        until: "reform",
        rules: [{ rule: "suspended", kinds: ["arrest"], except: ["tl.pc.battery"] }],
      },
    ],
  },
  {
    id: "tl.pc.index",
    kind: "general",
    title: text("Which index fixes a fine"),
    versions: [{ ...said, from: "first", rules: [{ rule: "fine-index", day: "case-opened" }] }],
  },
  {
    id: "tl.cc.index",
    kind: "general",
    title: text("Which index fixes a fine"),
    versions: [{ ...said, from: "first", rules: [{ rule: "fine-index", day: "act" }] }],
  },
  {
    id: "tl.dv.order",
    kind: "measure",
    title: text("Protective order"),
    versions: [
      {
        ...said,
        from: "first",
        measure: {
          by: ["police"],
          when: { all: [family, { not: { fact: "respondent.age", below: 16 } }] },
          lasts: { max: { n: 30, unit: "days" } },
          consentNeeded: "no",
        },
        duties: [
          {
            agency: "police",
            after: { event: "protective-order-issued" },
            within: { n: 24, unit: "hours" },
            metBy: [{ event: "notified", with: { to: "prosecutor" } }],
          },
          {
            agency: "police",
            after: { event: "protective-order-served" },
            within: { n: 7, unit: "calendar-days" },
            recurring: true,
            metBy: [{ event: "protective-order-checked" }],
            voidedBy: [{ event: "protective-order-ended" }],
            lapsesAfter: { n: 30, unit: "calendar-days" },
          },
          {
            agency: "health",
            after: { event: "report" },
            within: "same-day",
            metBy: [{ event: "registered" }],
            when: { fact: "harm", atLeast: "light" },
          },
        ],
      },
    ],
  },
  {
    id: "tl.dv.shelter",
    kind: "right",
    title: text("A place in a shelter"),
    versions: [{ ...said, from: "softening", when: { fact: "victim.sex", is: "female" } }],
  },
];

const counting = { rollToWorkingDay: true, startCounts: false, established: true, sources };

const raw = {
  country: "testland",
  title: text("Testland"),
  currency: "TLT",
  coversFrom: "2010-01-01",
  acts: [
    {
      id: "cc",
      title: text("Criminal code"),
      cited: text("CC"),
      milderLaw: "tl.cc.in-time",
      counting: { ...counting, skipDaysOff: false },
    },
    {
      id: "pc",
      title: text("Petty code"),
      cited: text("PC"),
      counting: { ...counting, skipDaysOff: true },
    },
    {
      id: "dv",
      title: text("Law on violence at home"),
      cited: text("DV"),
      counting: { ...counting, skipDaysOff: false },
    },
  ] as Record<string, unknown>[],
  amendments: [
    amendment("first", "2010-01-01"),
    amendment("softening", { earliest: "2017-07-03", latest: "2017-07-31", why: "imprecise" }),
    amendment("reform", "2024-06-16"),
    amendment("stalking-act", "2025-09-16"),
    amendment("draft", "2027-01-01", "bill"),
  ] as Record<string, unknown>[],
  norms: [...definitions, ...offences, ...others] as { id: string; versions: Record<string, unknown>[] }[],
  mci: [
    { from: "2017-01-01", value: 2000, sources },
    { from: "2024-01-01", value: 3692, sources },
    { from: "2025-01-01", value: 3932, sources },
    { from: "2026-01-01", value: null, sources },
  ] as Record<string, unknown>[],
  calendar: {
    zone: "Asia/Almaty",
    weekend: [6, 7],
    years: [2024, 2025],
    daysOff: [
      { date: "2024-03-08", name: "Spring day" },
      { date: "2024-03-21", name: "New day" },
      { date: "2024-03-22", name: "New day" },
      { date: "2024-05-01", name: "May day" },
    ],
    worked: ["2024-05-04"],
    sources,
  },
};
