import { incident, type Row } from "./kz-criminal-rows.testing.ts";

/** Life and health, articles 99-119, written from the official text; what is not said of an incident is denied. */
export const HEALTH: readonly Row[] = [
  ["99#1", incident(["murder"]), incident(["bodily-harm"], { harm: "death" })],
  ["99#2", incident(["murder"], {}, { severalVictims: true }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { motive: "revenge-for-duty" }), incident(["murder"])],
  [
    "99#2",
    incident(["murder"], {}, {}, { helpless: true }),
    incident(["murder"], {}, {}, { dependent: true }),
  ],
  ["99#2", incident(["murder", "abduction"]), incident(["murder", "deprivation-of-liberty"])],
  ["99#2", incident(["murder"], {}, {}, { pregnant: true }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { cruelty: true }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { group: true }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { motive: "gain" }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { motive: "hooligan" }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { motive: "concealment" }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { motive: "hatred" }), incident(["murder"])],
  ["99#2", incident(["murder"], {}, { repeated: true }), incident(["murder"])],
  ["99#2", incident(["attempted-murder"], {}, {}, { age: 17 }), incident(["murder"], {}, {}, { age: 18 })],
  ["99#2", incident(["murder"], {}, { criminalGroup: true }), incident(["murder"])],
  ["99#3", incident(["murder"], {}, {}, { age: 13 }), incident(["murder"], {}, {}, { age: 14 })],
  [
    "100#1",
    incident(["killing-of-newborn"], { respondent: { sex: "female" } }, {}, { age: 0 }),
    incident(["killing-of-newborn"], { respondent: { sex: "male" } }, {}, { age: 0 }),
  ],
  [
    "101#1",
    incident(["harm-in-strong-emotion"], { harm: "death" }),
    incident(["harm-in-strong-emotion"], { harm: "grave" }),
  ],
  [
    "101#2",
    incident(["harm-in-strong-emotion"], { harm: "death" }, { severalVictims: true }),
    incident(["harm-in-strong-emotion"], { harm: "death" }),
  ],
  [
    "102#1",
    incident(["excess-of-defence"], { harm: "death" }),
    incident(["excess-of-defence"], { harm: "grave" }),
  ],
  ["104#1", incident(["negligent-harm"], { harm: "death" }), incident(["negligent-harm"], { harm: "grave" })],
  [
    "104#2",
    incident(["negligent-harm"], { harm: "death" }, { severalVictims: true }),
    incident(["negligent-harm"], { harm: "death" }),
  ],
  ["105#1", incident(["incitement-to-suicide"], {}, { place: "home" }), incident(["humiliation"])],
  [
    "105#2",
    incident(["incitement-to-suicide"], {}, { place: "online" }),
    incident(["incitement-to-suicide"], {}, { place: "home" }),
  ],
  [
    "105#2",
    incident(["incitement-to-suicide"], {}, { criminalGroup: true }),
    incident(["incitement-to-suicide"], {}, { place: "home" }),
  ],
  [
    "105#3",
    incident(["incitement-to-suicide"], {}, {}, { age: 17 }),
    incident(["incitement-to-suicide"], {}, {}, { age: 18 }),
  ],
  ["106#1", incident(["bodily-harm"], { harm: "grave" }), incident(["bodily-harm"], { harm: "medium" })],
  ["106#1", incident(["torment"], { harm: "grave" }), incident(["torment"], { harm: "light" })],
  [
    "106#2",
    incident(["battery"], { harm: "grave" }, { motive: "gain" }),
    incident(["battery"], { harm: "grave" }, { motive: "concealment" }),
  ],
  [
    "106#2",
    incident(["battery"], { harm: "grave" }, {}, { dependent: true }),
    incident(["battery"], { harm: "grave" }, {}, { pregnant: true }),
  ],
  ["106#3", incident(["battery"], { harm: "death" }), incident(["battery", "murder"], { harm: "death" })],
  [
    "106#3",
    incident(["battery"], { harm: "grave" }, { criminalGroup: true }),
    incident(["battery"], { harm: "grave" }),
  ],
  ["107#1", incident(["bodily-harm"], { harm: "medium" }), incident(["bodily-harm"], { harm: "light" })],
  [
    "107#2",
    incident(["bodily-harm"], { harm: "medium" }, { motive: "hooligan" }),
    incident(["bodily-harm"], { harm: "medium" }, { motive: "gain" }),
  ],
  ["108-1#1", incident(["bodily-harm"], { harm: "light" }), incident(["battery"], { harm: "pain" })],
  [
    "108-1#2",
    incident(["bodily-harm"], { harm: "light" }, { cruelty: true }),
    incident(["bodily-harm"], { harm: "light" }, {}, { pregnant: true }),
  ],
  [
    "108-1#2",
    incident(["bodily-harm"], { harm: "light" }, { severalVictims: true }),
    incident(["bodily-harm"], { harm: "light" }, { criminalGroup: true }),
  ],
  ["109-1#1", incident(["battery"], { harm: "pain" }), incident(["battery"], { harm: "light" })],
  [
    "109-1#2",
    incident(["battery"], { harm: "pain" }, { motive: "hatred" }),
    incident(["battery"], { harm: "pain" }, { cruelty: true }),
  ],
  ["110#1", incident(["torment"], { harm: "light" }), incident(["torment"], { harm: "medium" })],
  [
    "110#2",
    incident(["torment"], { harm: "pain" }, {}, { pregnant: true }),
    incident(["torment"], { harm: "pain" }, { repeated: true }),
  ],
  [
    "110#2",
    incident(["torment"], { harm: "pain" }, { severalVictims: true }),
    incident(["torment"], { harm: "pain" }, { motive: "hooligan" }),
  ],
  [
    "111#1",
    incident(["harm-in-strong-emotion", "bodily-harm"], { harm: "grave" }),
    incident(["harm-in-strong-emotion"], { harm: "light" }),
  ],
  [
    "112#1",
    incident(["excess-of-defence", "bodily-harm"], { harm: "grave" }),
    incident(["excess-of-defence"], { harm: "medium" }),
  ],
  [
    "112#2",
    incident(["excess-of-defence", "negligent-harm"], { harm: "death" }),
    incident(["excess-of-defence"], { harm: "death" }),
  ],
  [
    "114#1",
    incident(["negligent-harm"], { harm: "medium" }),
    incident(["negligent-harm"], { harm: "light" }),
  ],
  [
    "114#2",
    incident(["negligent-harm"], { harm: "medium" }, { severalVictims: true }),
    incident(["negligent-harm"], { harm: "medium" }),
  ],
  [
    "114#3",
    incident(["negligent-harm"], { harm: "grave" }),
    incident(["negligent-harm"], { harm: "medium" }),
  ],
  [
    "114#4",
    incident(["negligent-harm"], { harm: "grave" }, { severalVictims: true }),
    incident(["negligent-harm"], { harm: "grave" }),
  ],
  [
    "115#1",
    incident(["threat-of-death-or-grave-harm"], {}, { threatCredible: true }),
    incident(["threat-of-death-or-grave-harm"], {}, { threatCredible: false }),
  ],
  [
    "115-1#1",
    incident(["stalking"], {}, { substantialHarm: true }),
    incident(["stalking"], {}, { substantialHarm: false }),
  ],
  [
    "119#1",
    incident(["abandonment-in-danger"], { harm: "none" }, {}, { helpless: true }),
    incident(["abandonment-in-danger"], { harm: "none" }, {}, { helpless: false }),
  ],
  [
    "119#2",
    incident(["abandonment-in-danger"], { harm: "medium" }, {}, { helpless: true }),
    incident(["abandonment-in-danger"], { harm: "light" }, {}, { helpless: true }),
  ],
  [
    "119#3",
    incident(["abandonment-in-danger"], { harm: "death" }, {}, { helpless: true }),
    incident(["abandonment-in-danger"], { harm: "grave" }, {}, { helpless: true }),
  ],
  [
    "119#4",
    incident(["abandonment-in-danger"], { harm: "death" }, { severalVictims: true }, { helpless: true }),
    incident(["abandonment-in-danger"], { harm: "death" }, {}, { helpless: true }),
  ],
];
