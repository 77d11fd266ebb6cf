import { incident, parent, type Row, spouse, stranger } from "./kz-criminal-rows.testing.ts";

/** Sexual freedom, liberty, honour, family: articles 120-142, written from the official text. */
export const LIBERTY: readonly Row[] = [
  ...(["120", "121"] as const).flatMap((article): readonly Row[] => {
    const act = article === "120" ? "rape" : "sexual-assault";
    const other = article === "120" ? "sexual-assault" : "rape";
    return [
      [`${article}#1`, incident([act], spouse), incident([other], spouse)],
      [`${article}#2`, incident([act, "threat-of-death-or-grave-harm"]), incident([act, "insult"])],
      [`${article}#2`, incident([act], {}, { repeated: true }), incident([act], {}, { weapon: true })],
      [`${article}#3`, incident([act], { harm: "grave" }), incident([act], { harm: "medium" })],
      [
        `${article}#3`,
        incident([act], { harm: "none" }, { graveConsequences: true }),
        incident([act], { harm: "none" }),
      ],
      [
        `${article}#3-1`,
        incident([act], stranger, {}, { age: 17 }),
        incident([act], stranger, {}, { age: 18 }),
      ],
      [
        `${article}#3-1`,
        incident([act], stranger, { criminalGroup: true }),
        incident([act], stranger, { group: true }),
      ],
      [
        `${article}#3-2`,
        incident([act], parent, {}, { age: 14 }),
        incident([act], stranger, {}, { age: 14 }),
      ],
      [
        `${article}#3-2`,
        incident([act], { respondent: { entrusted: true } }, {}, { age: 17 }),
        incident([act], { respondent: { entrusted: true } }, {}, { age: 18 }),
      ],
      [
        `${article}#3-2`,
        incident([act], stranger, { severalVictims: true }, { age: 17 }),
        incident([act], stranger, { severalVictims: true }, { age: 18 }),
      ],
      [
        `${article}#4`,
        incident([act], { ...parent, harm: "none" }, {}, { age: 13 }),
        incident([act], { ...parent, harm: "none" }, {}, { age: 14 }),
      ],
      [`${article}#4`, incident([act], { harm: "death" }), incident([act], { harm: "grave" })],
    ];
  }),
  [
    "121-1#1",
    incident(["sexual-harassment"], {}, {}, { age: 15 }),
    incident(["sexual-harassment"], {}, {}, { age: 16 }),
  ],
  [
    "122#1",
    incident(["sexual-acts-with-minor"], stranger, {}, { age: 15 }),
    incident(["sexual-acts-with-minor"], stranger, {}, { age: 16 }),
  ],
  [
    "122#3",
    incident(["sexual-acts-with-minor"], { relation: "guardian" }, {}, { age: 15 }),
    incident(["sexual-acts-with-minor"], stranger, {}, { age: 15 }),
  ],
  [
    "122#4",
    incident(["sexual-acts-with-minor"], parent, { repeated: true }, { age: 15 }),
    incident(["sexual-acts-with-minor"], parent, {}, { age: 15 }),
  ],
  ["123#1", incident(["sexual-coercion"]), incident(["sexual-harassment"])],
  [
    "123#2",
    incident(["sexual-coercion"], {}, {}, { age: 17 }),
    incident(["sexual-coercion"], {}, {}, { age: 18 }),
  ],
  [
    "124#1",
    incident(["depravation-of-minor"], stranger, {}, { age: 15 }),
    incident(["depravation-of-minor"], stranger, {}, { age: 16 }),
  ],
  [
    "124#2",
    incident(["depravation-of-minor"], parent, {}, { age: 15 }),
    incident(["depravation-of-minor"], stranger, {}, { age: 15 }),
  ],
  [
    "124#3",
    incident(["depravation-of-minor"], stranger, { repeated: true }, { age: 15 }),
    incident(["depravation-of-minor"], stranger, {}, { age: 15 }),
  ],
  [
    "125#1",
    incident(["abduction"], { harm: "none" }),
    incident(["deprivation-of-liberty"], { harm: "none" }),
  ],
  [
    "125#2",
    incident(["abduction"], { harm: "light" }),
    incident(["abduction"], { harm: "pain" }, {}, { dependent: true }),
  ],
  [
    "125#2",
    incident(["abduction"], { harm: "none" }, { weapon: true }),
    incident(["abduction"], { harm: "none" }),
  ],
  [
    "125#3",
    incident(["abduction"], { harm: "none" }, {}, { age: 17 }),
    incident(["abduction"], { harm: "none" }, {}, { age: 18 }),
  ],
  [
    "125#3",
    incident(["abduction", "trafficking"], { harm: "none" }),
    incident(["abduction", "forced-marriage"], { harm: "none" }),
  ],
  [
    "125-1#1",
    incident(["forced-marriage"], { harm: "none" }),
    incident(["economic-deprivation"], { harm: "none" }),
  ],
  [
    "125-1#2",
    incident(["forced-marriage", "battery"], { harm: "pain" }),
    incident(["forced-marriage", "insult"], { harm: "none" }),
  ],
  [
    "125-1#2",
    incident(["forced-marriage"], { harm: "none" }, {}, { age: 17 }),
    incident(["forced-marriage"], { harm: "none" }, {}, { age: 18 }),
  ],
  [
    "125-1#3",
    incident(["forced-marriage"], { harm: "none" }, { graveConsequences: true }),
    incident(["forced-marriage"], { harm: "none" }),
  ],
  [
    "126#1",
    incident(["deprivation-of-liberty"], { harm: "none" }),
    incident(["deprivation-of-liberty", "abduction"], { harm: "none" }),
  ],
  [
    "126#2",
    incident(["deprivation-of-liberty"], { harm: "none" }, {}, { dependent: true }),
    incident(["deprivation-of-liberty"], { harm: "none" }, {}, { helpless: true }),
  ],
  [
    "126#3",
    incident(["deprivation-of-liberty"], { harm: "none" }, {}, { age: 17 }),
    incident(["deprivation-of-liberty"], { harm: "none" }, {}, { age: 18 }),
  ],
  [
    "128#1",
    incident(["trafficking"], { harm: "none" }),
    incident(["trafficking"], { harm: "none" }, {}, { age: 17 }),
  ],
  [
    "128#2",
    incident(["trafficking"], { harm: "none" }, { weapon: true }),
    incident(["trafficking"], { harm: "none" }),
  ],
  ["128#4", incident(["trafficking"], { harm: "death" }), incident(["trafficking"], { harm: "grave" })],
  [
    "131#1",
    incident(["insult"], { relation: "none" }, { place: "street", publicly: false }),
    incident(["insult"], spouse, { place: "home", publicly: false }),
  ],
  [
    "131#2",
    incident(["insult"], spouse, { place: "online" }),
    incident(["insult"], spouse, { place: "work", publicly: false }),
  ],
  [
    "131#2",
    incident(["insult"], spouse, { place: "street", publicly: true }),
    incident(["insult"], spouse, { place: "street", publicly: false }),
  ],
  [
    "133#1",
    incident(["intoxicating-minor"], stranger, { repeated: true }, { age: 17 }),
    incident(["intoxicating-minor"], stranger, { repeated: false }, { age: 17 }),
  ],
  [
    "133#2",
    incident(["intoxicating-minor"], parent, { repeated: true }, { age: 17 }),
    incident(["intoxicating-minor"], stranger, { repeated: true }, { age: 17 }),
  ],
  [
    "133#3",
    incident(["intoxicating-minor", "battery"], parent, { repeated: true }, { age: 17 }),
    incident(["intoxicating-minor"], parent, { repeated: true }, { age: 17 }),
  ],
  [
    "135#1",
    incident(["trafficking"], { harm: "none" }, {}, { age: 17 }),
    incident(["trafficking"], { harm: "none" }, {}, { age: 18 }),
  ],
  [
    "135#2",
    incident(["trafficking"], { harm: "none" }, { severalVictims: true }, { age: 17 }),
    incident(["trafficking"], { harm: "none" }, {}, { age: 17 }),
  ],
  [
    "135#4",
    incident(["trafficking"], { harm: "none" }, { criminalGroup: true }, { age: 17 }),
    incident(["trafficking"], { harm: "none" }, { group: true }, { age: 17 }),
  ],
  [
    "139#1",
    incident(["maintenance-evasion"], { relation: "child" }, {}, { age: 70 }),
    incident(["maintenance-evasion"], { relation: "grandchild" }, {}, { age: 70 }),
  ],
  [
    "140#2",
    incident(["child-abuse"], parent, {}, { age: 17 }),
    incident(["child-abuse"], parent, {}, { age: 18 }),
  ],
  [
    "140#2",
    incident(["child-neglect"], parent, { cruelty: true }, { age: 5 }),
    incident(["child-neglect"], parent, { cruelty: false }, { age: 5 }),
  ],
  [
    "140#3",
    incident(["child-abuse"], parent, { severalVictims: true }, { age: 5 }),
    incident(["child-abuse"], parent, {}, { age: 5 }),
  ],
  [
    "142#1",
    incident(["economic-deprivation"], { relation: "guardian" }, { substantialHarm: true }, { age: 70 }),
    incident(["economic-deprivation"], { relation: "child" }, { substantialHarm: true }, { age: 70 }),
  ],
];
