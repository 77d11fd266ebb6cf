import type { Childhood } from "@arasha/law";
import type { OpenCase } from "@arasha/server/contract";
import type { MessageKey } from "../i18n/translate.ts";
import { allAgreed, bandOf, type ChildToAsk, childrenOf } from "./children.ts";
import { type Answers, factsOf } from "./facts.ts";
import type { LimitsSaid } from "./limits.tsx";
import type { Opening } from "./opening.tsx";

export type YesNoUnknown = "yes" | "no" | "unknown";
type ReportedBy = OpenCase["report"]["reportedBy"];
type Agreed = NonNullable<OpenCase["safeContact"]>;
type SafeContact = Agreed["body"]["channel"];
type Told = NonNullable<OpenCase["referrals"]>[number];
/** A referral being made. Nothing stands in for the ground: until one is given there is none. */
export type Referral = Omit<Told, "ground" | "classes" | "until" | "children"> & {
  readonly ground: Told["ground"] | null;
} & Opening;
export type Judgement = NonNullable<OpenCase["riskCheck"]>["body"]["judgement"];
export type Contact = {
  readonly name: string;
  readonly personalNumber: string;
  readonly phone: string;
  readonly address: string;
};

/** What the operator has taken down. Empty text and null mean not asked. */
export type IntakeForm = {
  /** Idempotency key of this report: it is entered once, however often it has to be sent. */
  readonly submission: string;
  readonly channel: string;
  /** How the limits of confidentiality were said; null: not yet, and nothing may be asked. */
  readonly limits: LimitsSaid | null;
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
  /** The agency the respondent serves in; empty where in none. */
  readonly servesIn: string;
  /** Ages of children, or dates of birth, as told: `4, 9`. */
  readonly childrenAges: string;
  /** Whether she, and whether the other person, is a parent of the children and their representative. */
  readonly parents: { readonly survivor: YesNoUnknown | null; readonly respondent: YesNoUnknown | null };
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
export const SAFE_CONTACT: readonly SafeContact[] = ["none", "call", "sms", "e-mail", "through-agency"];
export const JUDGEMENTS: readonly Judgement[] = ["immediate", "high", "raised", "not-established"];

const NO_CONTACT: Contact = { name: "", personalNumber: "", phone: "", address: "" };

export function emptyForm(start: {
  readonly submission: string;
  readonly date: string;
  readonly channel: string;
}): IntakeForm {
  return {
    ...start,
    limits: null,
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
    servesIn: "",
    childrenAges: "",
    parents: { survivor: null, respondent: null },
    referrals: [],
  };
}

/** Whether anything was taken down: an untouched form is not worth keeping as a draft. */
export function isTouched(form: IntakeForm, empty: IntakeForm): boolean {
  return JSON.stringify({ ...form, submission: "" }) !== JSON.stringify({ ...empty, submission: "" });
}

/** What keeps the report from being recorded; null when nothing does. `children` are those somebody has to agree for. */
export function lackingOf(
  { limits, place, referrals }: IntakeForm,
  children: (purpose: string) => readonly ChildToAsk[] = () => [],
): MessageKey | null {
  if (limits === null) return "intake.needLimits";
  if (place === "") return "intake.needPlace";
  if (referrals.some(({ purpose }) => purpose === "")) return "intake.needPurpose";
  if (referrals.some(({ ground }) => ground === null)) return "intake.needGround";
  const unnamed = referrals.some(({ ground }) => ground?.kind === "norm" && ground.norm === "");
  if (unnamed) return "intake.needNorm";
  const endless = referrals.some(({ ground, until }) => ground?.kind === "consent" && until === null);
  if (endless) return "intake.needUntil";
  const unasked = referrals.some(
    ({ ground, purpose, classes, children: agreed }) =>
      ground?.kind === "consent" && !allAgreed(classes, agreed, children(purpose)),
  );
  return unasked ? "intake.needChild" : null;
}

/**
 * The report as the service takes it. Questions nobody answered are left out. Two have a meaning when skipped: a
 * caller who did not say who she is, is anonymous; with no word on safe contact nobody may contact her.
 */
export function openCaseOf(form: IntakeForm, asked: Asked, childhood: Childhood | null = null): OpenCase {
  const account = form.account.trim();
  const safeContact = safeContactOf(form, asked);
  const persons = personsOf(form, childhood);
  const flags = Object.keys(form.flags).length > 0;
  return {
    report: {
      channel: form.channel,
      place: form.place,
      reportedBy: form.reportedBy ?? "anonymous",
      ...(form.limits && { limits: form.limits }),
      ...(account && { sealed: { account } }),
    },
    ...(safeContact && { safeContact }),
    ...(persons && { persons }),
    ...(Object.keys(form.answers).length > 0 && { facts: factsOf(form, form.answers) }),
    ...((flags || form.judgement) && {
      riskCheck: { body: { flags: form.flags, judgement: form.judgement ?? "not-established" } },
    }),
    referrals: form.referrals.flatMap(({ ground, classes, children, ...referral }) => {
      if (!ground) return [];
      const agreed = ground.kind === "consent" ? children : [];
      return [
        { ...referral, ground, classes: [...classes], ...(agreed.length > 0 && { children: [...agreed] }) },
      ];
    }),
  };
}

/** In which language she was asked, and until when what she said is relied on (an instant). */
export type Asked = { readonly language: Agreed["body"]["language"]; readonly until: string };

/** Who calls says by what, and how it is safe; number, hours and words are agreed on the case, in quiet. */
function safeContactOf({ safeContact, safeContactNote }: IntakeForm, asked: Asked): Agreed | null {
  const note = safeContactNote.trim();
  if (safeContact === null && note === "") return null;
  const channel = safeContact ?? "none";
  const body = { channel, language: asked.language, until: channel === "none" ? null : asked.until };
  return { body, ...(note && { sealed: { note } }) };
}

/** Ids that stay the same whatever else is told: a referral names the record of a child by them. */
export const SURVIVOR = "p1";
export const RESPONDENT = "p2";
export const childId = (index: number): string => `p${index + 3}`;

function personsOf(form: IntakeForm, childhood: Childhood | null): OpenCase["persons"] | undefined {
  const { children } = childrenOf(form.childrenAges);
  const age = form.answers["victim.age"];
  const band = age === undefined ? undefined : bandOf(childhood, age);
  const survivor = {
    ...person("survivor", age, form.answers["victim.sex"], form.survivor),
    ...(band !== undefined && { band }),
  };
  const respondent = person(
    "respondent",
    form.answers["respondent.age"],
    form.answers["respondent.sex"],
    form.respondent,
    form.servesIn,
  );
  // A survivor who is a child herself is nobody's representative.
  const relations = relationsOf(form, children.length, band === undefined);
  const named = (id: string) => relations.some(({ adult }) => adult === id);
  const known = [
    ...(isTold(survivor) || named(SURVIVOR) ? [{ id: SURVIVOR, ...survivor }] : []),
    ...(isTold(respondent) || named(RESPONDENT) ? [{ id: RESPONDENT, ...respondent }] : []),
    ...children.map((child, index) => ({ id: childId(index), ...childOf(child, childhood) })),
  ];
  if (known.length === 0) return undefined;
  const contacts = known.flatMap(({ id, contact }) =>
    Object.keys(contact).length > 0 ? [{ id, ...contact }] : [],
  );
  return {
    body: {
      persons: known.map(({ contact: _contact, ...body }) => body),
      ...(relations.length > 0 && { relations }),
    },
    ...(contacts.length > 0 && { sealed: { persons: contacts } }),
  };
}

type Relations = NonNullable<NonNullable<OpenCase["persons"]>["body"]["relations"]>;

function relationsOf({ parents }: IntakeForm, children: number, grown: boolean): Relations {
  const of = (adult: string, answer: YesNoUnknown | null): Relations =>
    answer === null || answer === "unknown"
      ? []
      : Array.from({ length: children }, (_, index) => ({
          child: childId(index),
          adult,
          relation: answer === "yes" ? ("parent" as const) : ("none" as const),
          represents: answer,
        }));
  return [...(grown ? of(SURVIVOR, parents.survivor) : []), ...of(RESPONDENT, parents.respondent)];
}

/** By its date of birth the service says the band; of an age that is told the band is all that is kept. */
function childOf(child: ReturnType<typeof childrenOf>["children"][number], childhood: Childhood | null) {
  if ("born" in child) return { role: "child" as const, contact: { born: child.born } };
  const band = bandOf(childhood, child.age);
  return { role: "child" as const, contact: {}, ...(band === undefined ? { age: child.age } : { band }) };
}

function isTold({ contact, ...rest }: ReturnType<typeof person>): boolean {
  return Object.keys(rest).length > 1 || Object.keys(contact).length > 0;
}

function person(
  role: "survivor" | "respondent",
  age: number | undefined,
  sex: string | undefined,
  told: Contact,
  servesIn = "",
) {
  const contact: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(told)
      .map(([field, text]) => [field, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
  return {
    role,
    ...(servesIn !== "" && { servesIn }),
    ...(age !== undefined && { age }),
    ...((sex === "female" || sex === "male") && { sex: sex as "female" | "male" }),
    contact,
  };
}
