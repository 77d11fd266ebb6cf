import type { Language } from "@arasha/law";
import { DOCUMENT_FIELDS, type DocumentFieldId, type DocumentTemplate } from "@arasha/packs";
import { say } from "../messages/say.ts";

/** What of the entry that made it a document is printed from. */
export type Made = {
  readonly body: {
    readonly number: string;
    readonly language: Language;
    readonly fields: readonly DocumentFieldId[];
    readonly coded: Readonly<Record<string, string>>;
  };
  readonly sealed?: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> | undefined;
  readonly recordedAt: string;
};

/** A document as it is printed, whatever on: a pure function of its template and the entry that made it. */
export type DocumentContent = {
  readonly language: Language;
  /** Instant, ISO 8601. */
  readonly madeAt: string;
  readonly title: string;
  /** `No. 3F7K-9QPM`. */
  readonly number: string;
  readonly before: readonly string[];
  readonly pairs: readonly { readonly label: string; readonly value: string }[];
  readonly text: { readonly label: string; readonly value: string } | null;
  readonly after: readonly string[];
  /** Lines for hands: who handed it over, who received it. */
  readonly signatures: readonly string[];
};

export function contentOf(template: DocumentTemplate, made: Made): DocumentContent {
  const { body, sealed: personal = {}, recordedAt: madeAt } = made;
  const { language } = body;
  const records = Object.keys(personal).sort();
  const told = (field: string) => records.flatMap((record) => personal[record]?.[field] ?? []).join(", ");
  const words = personal.narrative?.text;
  return {
    language,
    madeAt,
    title: template.title[language],
    number: say(language, "document.number", { number: body.number }),
    before: template.before.map((paragraph) => paragraph[language]),
    pairs: template.fields
      .filter(({ field }) => body.fields.includes(field))
      .map(({ field, label }) => {
        const name = DOCUMENT_FIELDS[field].class;
        const value = name === null ? body.coded[field] : told(field);
        return { label: label[language], value: value ?? "" };
      }),
    text: template.text && words ? { label: template.text.label[language], value: words } : null,
    after: template.after.map((paragraph) => paragraph[language]),
    signatures:
      template.recipient === "respondent" || template.recipient === "protected"
        ? [say(language, "document.handedBy"), say(language, "document.receivedBy")]
        : [say(language, "document.signed")],
  };
}
