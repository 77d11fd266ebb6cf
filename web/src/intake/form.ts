import type { OpenCase } from "@arasha/server/contract";
import type { MessageKey } from "../i18n/translate.ts";
import { type Answers, factsOf } from "./facts.ts";
import type { Opening } from "./opening.tsx";

export type YesNoUnknown = "yes" | "no" | "unknown";
type ReportedBy = OpenCase["report"]["reportedBy"];
type SafeContact = NonNullable<OpenCase["report"]["safeContact"]>;
type Told = NonNullable<OpenCase["referrals"]>[number];
/** A referral being made. Nothing stands in for the ground: until one is given there is none. */
export type Referral = Omit<Told, "ground" | "classes" | "until"> & {
  readonly ground: Told["ground"] | null;
} & Opening;
export type Judgement = NonNullable<OpenCase["riskCheck"]>["body"]["judgement"];
export type Contact = { readonly name: string; readonly phone: string; readonly address: string };

/** What the operator has taken down. Empty text and null mean not asked. */
export type IntakeForm = {
  /** Idempotency key of this report: it is entered once, however often it has to be sent. */
  readonly submission: string;
  readonly channel: string;
  readonly reportedBy: ReportedBy | null;
  readonly safeContact: SafeContact | null;
  readonly safeContactNote: string;
  readonly place: string;
  /** Day of the act, or its last day; `began` only where it went on over days. */
  readonly date: string;
  readonly began: string;
  readonly answers: Answers;
  readonly flags: Readonly<Record<string, YesNoUnknown>>;
  readonly judgement: Judgement | null;
  readonly account: string;
  readonly survivor: Contact;
  readonly respondent: Contact;
  /** Ages of children, as told: `4, 9`. */
  readonly childrenAges: string;
  readonly referrals: readonly Referral[];
};

export const REPORTED_BY: readonly ReportedBy[] = [
  "survivor",
  "relative",
  "witness",
  "child",
  "agency",
  "anonymous",
];
export const SAFE_CONTACT: readonly SafeContact[] = ["none", "call", "message", "through-agency"];
export const JUDGEMENTS: readonly Judgement[] = ["immediate", "high", "raised", "not-established"];

const NO_CONTACT: Contact = { name: "", phone: "", address: "" };

export function emptyForm(start: {
  readonly submission: string;
  readonly date: string;
  readonly channel: string;
}): IntakeForm {
  return {
    ...start,
    reportedBy: null,
    safeContact: null,
    safeContactNote: "",
    place: "",
    began: "",
    answers: {},
    flags: {},
    judgement: null,
    account: "",
    survivor: NO_CONTACT,
    respondent: NO_CONTACT,
    childrenAges: "",
    referrals: [],
  };
}

/** Whether anything was taken down: an untouched form is not worth keeping as a draft. */
export function isTouched(form: IntakeForm, empty: IntakeForm): boolean {
  return JSON.stringify({ ...form, submission: "" }) !== JSON.stringify({ ...empty, submission: "" });
}

/** Ages in the order told; whatever is no whole number from 0 to 120 is left out and named by `badAges`. */
export function childAges(text: string): {
  readonly ages: readonly number[];
  readonly bad: readonly string[];
} {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const isAge = (word: string) => /^\d{1,3}$/.test(word) && Number(word) <= 120;
  return { ages: words.filter(isAge).map(Number), bad: words.filter((word) => !isAge(word)) };
}

/** What keeps the report from being recorded; null when nothing does. */
export function lackingOf({ place, referrals }: IntakeForm): MessageKey | null {
  if (place === "") return "intake.needPlace";
  if (referrals.some(({ purpose }) => purpose === "")) return "intake.needPurpose";
  if (referrals.some(({ ground }) => ground === null)) return "intake.needGround";
  const unnamed = referrals.some(({ ground }) => ground?.kind === "norm" && ground.norm === "");
  if (unnamed) return "intake.needNorm";
  const endless = referrals.some(({ ground, until }) => ground?.kind === "consent" && until === null);
  return endless ? "intake.needUntil" : null;
}

/**
 * The report as the service takes it. Questions nobody answered are left out. Two have a meaning when skipped: a
 * caller who did not say who she is, is anonymous; with no word on safe contact nobody may contact her.
 */
export function openCaseOf(form: IntakeForm): OpenCase {
  const account = form.account.trim();
  const note = form.safeContactNote.trim();
  const sealed = { ...(account && { account }), ...(note && { safeContactNote: note }) };
  const persons = personsOf(form);
  const flags = Object.keys(form.flags).length > 0;
  return {
    report: {
      channel: form.channel,
      place: form.place,
      reportedBy: form.reportedBy ?? "anonymous",
      safeContact: form.safeContact ?? "none",
      ...(Object.keys(sealed).length > 0 && { sealed }),
    },
    ...(persons && { persons }),
    ...(Object.keys(form.answers).length > 0 && { facts: factsOf(form, form.answers) }),
    ...((flags || form.judgement) && {
      riskCheck: { body: { flags: form.flags, judgement: form.judgement ?? "not-established" } },
    }),
    referrals: form.referrals.flatMap(({ ground, classes, ...referral }) =>
      ground ? [{ ...referral, ground, classes: [...classes] }] : [],
    ),
  };
}

function personsOf(form: IntakeForm): OpenCase["persons"] | undefined {
  const known = [
    person("survivor", form.answers["victim.age"], form.answers["victim.sex"], form.survivor),
    person("respondent", form.answers["respondent.age"], form.answers["respondent.sex"], form.respondent),
    ...childAges(form.childrenAges).ages.map((age) => person("child", age, undefined, NO_CONTACT)),
  ]
    .filter((one) => one !== null)
    .map((one, index) => ({ id: `p${index + 1}`, ...one }));
  if (known.length === 0) return undefined;
  const contacts = known.flatMap(({ id, contact }) =>
    Object.keys(contact).length > 0 ? [{ id, ...contact }] : [],
  );
  return {
    body: { persons: known.map(({ contact: _contact, ...body }) => body) },
    ...(contacts.length > 0 && { sealed: { persons: contacts } }),
  };
}

function person(
  role: "survivor" | "respondent" | "child",
  age: number | undefined,
  sex: string | undefined,
  told: Contact,
) {
  const contact = Object.fromEntries(
    Object.entries(told)
      .map(([field, text]) => [field, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
  if (age === undefined && sex === undefined && Object.keys(contact).length === 0) return null;
  return {
    role,
    ...(age !== undefined && { age }),
    ...((sex === "female" || sex === "male") && { sex: sex as "female" | "male" }),
    contact,
  };
}
