import type { EntryView } from "@arasha/server/contract";
import type { MessageKey } from "../../i18n/translate.ts";
import type { CodeList } from "../../shell/country.ts";

/**
 * What each kind of entry asks, in the order it is asked. `half` says whether the answer is coded (`body`) or personal
 * (`sealed`); the shapes are those of the service's entries, which checks them again.
 */
export type Half = "body" | "sealed";
type Named = { readonly half: Half; readonly name: string; readonly label: MessageKey };
export type FieldSpec =
  | (Named & { readonly kind: "code"; readonly list: CodeList })
  | (Named & { readonly kind: "choice"; readonly options: readonly string[]; readonly words: string })
  | (Named & { readonly kind: "yes-no" })
  | (Named & { readonly kind: "text"; readonly required: boolean })
  | (Named & { readonly kind: "place" })
  | (Named & { readonly kind: "order" | "proceeding" })
  | (Named & { readonly kind: "measure" })
  | {
      readonly kind:
        | "offence"
        | "agency"
        | "participant"
        | "ground"
        | "opening"
        | "consent"
        | "disclosure"
        | "erasing"
        | "request"
        | "hold"
        | "child"
        | "facts"
        | "persons"
        | "flags"
        | "safe-contact"
        | "tried";
    };

export type FormType = Exclude<
  EntryView["type"],
  | "report"
  | "correction"
  | "my-case-opened"
  | "my-case-closed"
  | "coerced-access"
  | "complaint"
  | "erased"
  | "document-made"
  | "document-approved"
  | "document-served"
  | "glass-broken"
>;

const body = (name: string, label: MessageKey) => ({ half: "body", name, label }) as const;
const note = (name: string, label: MessageKey, required = false): FieldSpec => ({
  kind: "text",
  half: "sealed",
  name,
  label,
  required,
});
const order: FieldSpec = { kind: "order", ...body("order", "field.order") };

const explainedIn: FieldSpec = {
  kind: "choice",
  options: ["kk", "ru", "en", "other"],
  words: "language",
  ...body("language", "ground.language"),
};

const FIELDS: Readonly<Record<FormType | "report", readonly FieldSpec[]>> = {
  report: [
    { kind: "code", list: "channels", ...body("channel", "intake.channel") },
    { kind: "place", ...body("place", "intake.place") },
    {
      kind: "choice",
      options: ["survivor", "relative", "witness", "child", "agency", "anonymous"],
      words: "reportedBy",
      ...body("reportedBy", "intake.reportedBy"),
    },
    note("account", "sealed.account"),
  ],
  persons: [{ kind: "persons" }],
  incident: [{ kind: "facts" }, note("account", "sealed.account")],
  "risk-check": [{ kind: "flags" }, note("note", "sealed.note")],
  "protective-order-issued": [
    { kind: "measure", ...body("norm", "field.measure") },
    {
      kind: "choice",
      options: ["agrees", "does-not-agree", "not-asked"],
      words: "consent",
      ...body("consent", "field.consent"),
    },
    note("grounds", "sealed.grounds"),
  ],
  "protective-order-served": [order, { kind: "yes-no", ...body("refusedToSign", "field.refusedToSign") }],
  "protective-order-copy-given": [order],
  "protective-order-checked": [
    order,
    { kind: "yes-no", ...body("complied", "field.complied") },
    note("note", "sealed.note"),
  ],
  "protective-order-breached": [order, note("account", "sealed.account")],
  "protective-order-ended": [
    order,
    { kind: "code", list: "orderEndings", ...body("ending", "field.ending") },
  ],
  notified: [
    { kind: "code", list: "notified", ...body("to", "field.notified") },
    note("note", "sealed.note"),
  ],
  referral: [
    { kind: "agency" },
    { kind: "code", list: "referralPurposes", ...body("purpose", "referral.purpose") },
    { kind: "ground" },
    note("note", "sealed.note"),
  ],
  "consent-given": [
    { kind: "participant" },
    { kind: "code", list: "referralPurposes", ...body("purpose", "referral.purpose") },
    explainedIn,
    {
      kind: "choice",
      options: ["spoken", "written"],
      words: "ground",
      ...body("method", "ground.method"),
    },
    { kind: "opening" },
  ],
  "consent-withdrawn": [{ kind: "consent" }, explainedIn],
  "disclosure-approved": [{ kind: "disclosure" }],
  "asked-anew": [
    { kind: "child" },
    {
      kind: "choice",
      options: ["agrees", "refuses", "cannot-reach", "unsafe"],
      words: "asked",
      ...body("answer", "field.askedAnswer"),
    },
  ],
  "safe-contact-agreed": [{ kind: "safe-contact" }],
  "safe-contact-withdrawn": [
    {
      kind: "choice",
      options: ["she-asked", "not-safe", "cannot-be-kept"],
      words: "reach.why",
      ...body("why", "reach.why"),
    },
  ],
  "contact-tried": [{ kind: "tried" }],
  registered: [{ kind: "code", list: "registers", ...body("register", "field.register") }],
  "proceeding-opened": [
    { kind: "code", list: "proceedingTracks", ...body("track", "field.track") },
    { kind: "offence" },
  ],
  "proceeding-ended": [
    { kind: "proceeding", ...body("proceeding", "field.proceeding") },
    { kind: "code", list: "proceedingEndings", ...body("ending", "field.ending") },
    note("note", "sealed.note"),
  ],
  outcome: [{ kind: "code", list: "outcomes", ...body("outcome", "field.outcome") }],
  note: [
    {
      kind: "choice",
      options: ["narrative", "health", "plan"],
      words: "class",
      ...body("class", "field.noteClass"),
    },
    note("text", "sealed.text", true),
  ],
  closing: [{ kind: "code", list: "closings", ...body("closing", "field.closing") }],
  "erasure-asked": [
    { kind: "erasing" },
    { kind: "code", list: "erasureGrounds", ...body("ground", "field.erasureGround") },
  ],
  "erasure-approved": [{ kind: "request" }],
  "hold-placed": [{ kind: "code", list: "holdGrounds", ...body("ground", "field.holdGround") }],
  "hold-lifted": [{ kind: "hold" }],
};

export function fieldsOf(type: FormType | "report"): readonly FieldSpec[] {
  return FIELDS[type];
}

export function isFormType(type: EntryView["type"]): type is FormType {
  return type !== "report" && Object.hasOwn(FIELDS, type);
}

/**
 * A correction is corrected by correcting the entry again; who was let in has seen the case; and consent is taken back,
 * not put otherwise.
 */
export function isCorrectable(type: EntryView["type"]): type is FormType | "report" {
  return !NEVER_CORRECTED.has(type);
}

const NEVER_CORRECTED: ReadonlySet<string> = new Set([
  "correction",
  "referral",
  "consent-given",
  "consent-withdrawn",
  "my-case-opened",
  "my-case-closed",
  "coerced-access",
  "complaint",
  "glass-broken",
  "disclosure-approved",
  "erasure-asked",
  "erasure-approved",
  "erased",
  "hold-placed",
  "hold-lifted",
  "document-made",
  "document-approved",
  "document-served",
  "safe-contact-agreed",
  "safe-contact-withdrawn",
  "contact-tried",
]);

type Values = Readonly<Record<string, unknown>>;
export type EntryDraft = { readonly body: Values; readonly sealed: Values };

/** The labels of what still has to be filled in before the entry says anything. */
export function missingFields(type: FormType | "report", draft: EntryDraft): readonly MessageKey[] {
  return fieldsOf(type).flatMap((spec): readonly MessageKey[] => {
    switch (spec.kind) {
      case "text":
        return spec.required && isBlank(draft[spec.half][spec.name]) ? [spec.label] : [];
      case "offence":
        return isBlank(draft.body.norm) ? ["field.offence"] : [];
      case "agency":
      case "participant":
        return isBlank(draft.body.agency) ? ["field.agency"] : [];
      case "ground":
        return groundIncomplete(draft.body) ? ["referral.ground"] : [];
      case "opening":
        return [
          ...(Array.isArray(draft.body.classes) && draft.body.classes.length > 0
            ? []
            : ["opening.classes" as const]),
          ...(isBlank(draft.body.until) ? ["opening.until" as const] : []),
        ];
      case "child":
        return isBlank(draft.body.child) ? ["field.askedChild"] : [];
      case "disclosure":
        return isBlank(draft.body.referral) ? ["field.disclosureOf"] : [];
      case "erasing":
        return Array.isArray(draft.body.classes) && draft.body.classes.length > 0 ? [] : ["field.erasing"];
      case "request":
        return isBlank(draft.body.request) ? ["field.request"] : [];
      case "hold":
        return isBlank(draft.body.hold) ? ["field.hold"] : [];
      case "consent":
        return isBlank(draft.body.consent) ? ["field.consentOf"] : [];
      case "safe-contact":
        return reachMissing(draft.body);
      case "tried":
        return triedMissing(draft.body);
      case "flags":
        return isBlank(draft.body.judgement) ? ["danger.judgement"] : [];
      case "persons":
        return Array.isArray(draft.body.persons) && draft.body.persons.length > 0 ? [] : ["type.persons"];
      case "facts":
        return isBlank((draft.body.facts as Values | undefined)?.date) ? ["intake.date"] : [];
      default:
        return isBlank(draft[spec.half][spec.name]) ? [spec.label] : [];
    }
  });
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function reachMissing({ channel, until }: Values): readonly MessageKey[] {
  if (isBlank(channel)) return ["reach.channel"];
  return channel !== "none" && isBlank(until) ? ["reach.until"] : [];
}

function triedMissing({ outcome, stillSafe, until }: Values): readonly MessageKey[] {
  if (isBlank(outcome)) return ["tried.outcome"];
  if (outcome === "reached" && isBlank(stillSafe)) return ["tried.stillSafe"];
  return stillSafe === "yes" && isBlank(until) ? ["reach.until"] : [];
}

function groundIncomplete({ ground, until }: Values): boolean {
  const { kind, norm } = (ground ?? {}) as { readonly kind?: string; readonly norm?: string };
  if (kind === "consent") return isBlank(until);
  return kind === undefined || (kind === "norm" && isBlank(norm));
}

/** The draft without blank answers: an answer not given is left out, not sent as empty text. */
export function cleaned(draft: EntryDraft): EntryDraft {
  const filled = (values: Values) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
  return { body: filled(draft.body), sealed: filled(draft.sealed) };
}
